package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a question about an account may know beside it.
 *
 * @param now the ledger's clock
 * @param closedThrough the last day whose books are closed; absent where none are
 */
public record Present(Instant now, @Nullable LocalDate closedThrough) {}
