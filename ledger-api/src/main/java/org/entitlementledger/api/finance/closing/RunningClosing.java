package org.entitlementledger.api.finance.closing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A closing whose totals are being computed; commands into its days are refused already.
 *
 * @param closedBefore the last day whose books were closed before it, if any
 * @param begunAt by the ledger's clock
 * @param actor who asked for it
 */
record RunningClosing(
    String closingId,
    LocalDate through,
    @Nullable LocalDate closedBefore,
    Instant begunAt,
    String actor,
    @Nullable String correlationId) {}
