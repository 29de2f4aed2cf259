package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.standing.Standing;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherAssigned;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherBooked;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherReplaced;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRevoked;

/** What becomes of a voucher that was issued (DOMAIN.md, "Life cycles": voucher). */
record VoucherLife(Voucher voucher, Standing standing, Context context) {

  VoucherAssigned assign(AssignVoucher command) {
    Instant time = happensAt("assignment");
    return new VoucherAssigned(time, voucher.code(), command.assignee().id());
  }

  VoucherBooked book(BookVoucher command) {
    Instant examAt = command.examAt().start(standing.zone());
    refuseEarlyExam(examAt);
    Instant time = happensAt("booking");
    refuseLateExam(examAt);
    return new VoucherBooked(time, voucher.code(), examAt, command.examCode());
  }

  /** Judged by the exam's time: one that was reported after the expiry may have been in time. */
  VoucherRedeemed redeem(RedeemVoucher command, Instant examAt) {
    refuseEarlyExam(examAt);
    context.refuseAhead(examAt);
    if (!voucher.state().allowed().contains("redemption")) {
      throw refused("redemption", voucher.state().key(), List.of());
    }
    refuseLateExam(examAt);
    return new VoucherRedeemed(
        examAt, voucher.code(), command.examCode(), command.providerTransactionId());
  }

  VoucherRevoked revoke() {
    Instant time = happensAt("revocation");
    return new VoucherRevoked(time, voucher.code(), standing.returned(voucher.draws(), time));
  }

  VoucherReplaced replace() {
    Instant time = happensAt("replacement");
    return new VoucherReplaced(
        time,
        voucher.code(),
        context.fresh().voucherCode(),
        voucher.certification(),
        voucher.expiresAt(),
        voucher.untilContractEnd(),
        voucher.contractId(),
        voucher.draws());
  }

  /**
   * The effective time of what a voucher that has not expired allows; that it has not is judged by
   * the ledger's now.
   */
  private Instant happensAt(String step) {
    Instant time = context.effectiveAt(standing.zone());
    if (time.isBefore(voucher.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before the voucher was issued")
          .with("earliest", voucher.occurredAt());
    }
    context.refuseAhead(time);
    String state = voucher.status(context.now(), standing.contracts());
    boolean expired = state.equals(Voucher.EXPIRED);
    if (expired || !voucher.state().allowed().contains(step)) {
      List<String> allowed = expired ? List.of("redemption") : voucher.state().allowed();
      throw refused(step, state, allowed);
    }
    return time;
  }

  /** An exam is before the expiry. */
  private void refuseLateExam(Instant examAt) {
    Instant expiresAt = voucher.expiry(standing.contracts());
    if (!examAt.isBefore(expiresAt)) {
      throw refused("exam", Voucher.EXPIRED, List.of())
          .with("expiresAt", expiresAt)
          .with("examAt", examAt);
    }
  }

  /** An exam is on the day of the issue at the earliest. */
  private void refuseEarlyExam(Instant examAt) {
    Instant issued = voucher.occurredAt();
    Instant issueDay = standing.zone().startOfDay(standing.zone().dayOf(issued));
    if (examAt.isBefore(issueDay)) {
      throw Refusal.invalid("examAt", "is before the voucher was issued").with("earliest", issued);
    }
  }

  private Refusal refused(String step, String state, List<String> allowed) {
    return Refusal.of(
            Problem.INVALID_TRANSITION, "a voucher that is " + state + " allows no " + step)
        .with("code", voucher.code())
        .with("state", state)
        .with("allowed", allowed);
  }
}
