package org.entitlementledger.api.finance;

import java.time.Instant;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Resolution;
import org.entitlementledger.core.reconciliation.Resolution.Status;
import org.jspecify.annotations.Nullable;

/**
 * How a difference is settled (FINANCE.md, "Reconciliation").
 *
 * @param line the row's number, the header being 1; absent for what the file lacks
 * @param requestedBy who asked for it
 * @param approvedBy who approved it; absent where nobody had to, or has yet
 * @param rejectedBy who rejected it; absent where nobody did
 * @param decidedAt when it was approved or rejected
 * @param position of the redemption that it recorded
 */
record ResolutionAnswer(
    String resolutionId,
    @Nullable Long line,
    String voucherCode,
    String finding,
    String action,
    String status,
    String reason,
    String requestedBy,
    Instant requestedAt,
    @Nullable String approvedBy,
    @Nullable String rejectedBy,
    @Nullable Instant decidedAt,
    @Nullable Long position) {

  static ResolutionAnswer of(Line line, Resolution resolution) {
    boolean rejected = resolution.status() == Status.REJECTED;
    return new ResolutionAnswer(
        resolution.resolutionId(),
        line.line(),
        line.stated().voucherCode(),
        line.finding().key(),
        resolution.action().key(),
        resolution.status().key(),
        resolution.reason(),
        resolution.requestedBy(),
        resolution.requestedAt(),
        rejected ? null : resolution.decidedBy(),
        rejected ? resolution.decidedBy() : null,
        resolution.decidedAt(),
        resolution.position());
  }
}
