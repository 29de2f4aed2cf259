package org.entitlementledger.api.finance;

import java.util.UUID;
import org.entitlementledger.api.finance.RedemptionRecorder.Requester;
import org.entitlementledger.api.finance.ResolutionTable.Kept;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Resolution;
import org.entitlementledger.core.reconciliation.Resolution.Status;
import org.entitlementledger.core.reconciliation.ResolutionAction;
import org.entitlementledger.projections.log.LedgerClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settles differences for good (FINANCE.md, "Reconciliation"). */
@Component
final class Resolutions {
  private final ReconciliationQueries queries;
  private final ResolutionTable table;
  private final RedemptionRecorder redemptions;
  private final ShortTransactions transactions;
  private final LedgerClock clock;

  Resolutions(
      ReconciliationQueries queries,
      ResolutionTable table,
      RedemptionRecorder redemptions,
      ShortTransactions transactions,
      LedgerClock clock) {
    this.queries = queries;
    this.table = table;
    this.redemptions = redemptions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Which line is meant: a row by its number, or what the file lacks by its voucher. One is given.
   */
  record Target(@Nullable Integer line, @Nullable String voucherCode) {}

  /**
   * Settles a difference, or asks another person to approve that.
   *
   * @throws Refusal {@code validation}, {@code not-found}, {@code invalid-transition} where the
   *     line has a resolution or a later row replaced it; and as the redemption is refused
   */
  ResolutionAnswer resolve(
      String reconciliationId,
      Target target,
      ResolutionAction action,
      String reason,
      Requester requester) {
    ReportedLine reported = find(reconciliationId, target);
    Line line = reported.line();
    action.requireFor(line.finding());
    refuseSettled(reported);
    Long position =
        action == ResolutionAction.RECORD_REDEMPTION
            ? redemptions.record(line, reason, requester)
            : null;
    var resolution =
        Resolution.requested(
            UUID.randomUUID().toString(), action, reason, requester.actor(), clock.now(), position);
    while (!Boolean.TRUE.equals(transactions.run(() -> table.add(reported.id(), resolution)))) {
      refuseSettled(find(reconciliationId, target));
    }
    return ResolutionAnswer.of(line, resolution);
  }

  private ReportedLine find(String reconciliationId, Target target) {
    ReportedLine found =
        target.line() != null
            ? queries.row(reconciliationId, target.line())
            : queries.missing(reconciliationId, String.valueOf(target.voucherCode()));
    if (found == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the reconciliation has no such line")
          .with("line", target.line())
          .with("voucherCode", target.voucherCode());
    }
    return found;
  }

  private static void refuseSettled(ReportedLine reported) {
    if (reported.resolution() != null) {
      throw reported.resolution().another();
    }
    if (reported.replacedBy() != null) {
      throw Lifecycle.ended("the line", "replaced")
          .with("reconciliationId", reported.replacedBy().reconciliationId())
          .with("line", reported.replacedBy().line());
    }
  }

  /**
   * Approves or rejects a write-off.
   *
   * @throws Refusal {@code not-found}, {@code self-approval}, {@code invalid-transition}
   */
  ResolutionAnswer decide(
      String reconciliationId, String resolutionId, Status decision, String actor) {
    Kept before = require(reconciliationId, resolutionId);
    Resolution decided = before.resolution().decided(decision, actor, clock.now());
    if (!Boolean.TRUE.equals(transactions.run(() -> table.decide(decided)))) {
      Resolution meanwhile = require(reconciliationId, resolutionId).resolution();
      throw Lifecycle.ended("the resolution", meanwhile.status().key());
    }
    return require(reconciliationId, resolutionId).answer();
  }

  /**
   * One.
   *
   * @throws Refusal {@code not-found}
   */
  Kept require(String reconciliationId, String resolutionId) {
    Kept found = table.find(reconciliationId, resolutionId);
    if (found == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the reconciliation has no resolution with this id")
          .with("resolutionId", resolutionId);
    }
    return found;
  }
}
