package org.entitlementledger.projections.report;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person asked for and another decided: an adjustment, or a command that goes past what
 * the rules allow by themselves.
 *
 * @param position of the request
 * @param kind {@code adjustment} or {@code approval}
 * @param id that of the adjustment or approval
 * @param command what was asked for
 * @param quantity of an adjustment, signed
 * @param reason of who asked
 * @param effectiveAt when it takes effect, if it is approved
 * @param outcome {@code approved}, {@code rejected}, or {@code waiting}
 * @param decidedBy absent while it waits, as are its time and position
 */
public record OverrideLine(
    long position,
    String accountId,
    String kind,
    String id,
    String command,
    @Nullable String entitlement,
    @Nullable BigDecimal quantity,
    @Nullable String reason,
    Instant effectiveAt,
    String requestedBy,
    Instant requestedAt,
    String outcome,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable Long decidedPosition) {}
