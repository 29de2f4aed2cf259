package org.entitlementledger.projections.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that took effect before it was recorded.
 *
 * @param delay from the one to the other, ISO-8601, in hours, minutes and seconds
 * @param imported whether it is history from before this ledger
 */
public record BackdatedLine(
    long position,
    String accountId,
    String type,
    String actor,
    @Nullable String reason,
    Instant occurredAt,
    Instant recordedAt,
    String delay,
    boolean imported) {}
