package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.standing.Standing;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherAssigned;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherBooked;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
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
    refuseEarlyExam(command.examAt());
    Instant time = happensAt("booking");
    refuseLateExam(examAt);
    return new VoucherBooked(time, voucher.code(), examAt, command.examCode());
  }

  /** Judged by the exam's time: one that was reported after the expiry may have been in time. */
  VoucherRedeemed redeem(RedeemVoucher command, Instant examAt) {
    refuseEarlyExam(command.examAt());
    context.refuseAhead(examAt);
    if (!voucher.state().allowed().contains("redemption")) {
      throw notAllowed("redemption", voucher.state().key(), voucher.state().allowed());
    }
    refuseLateExam(examAt);
    return new VoucherRedeemed(
        examAt, voucher.code(), command.examCode(), command.providerTransactionId());
  }

  /** Effective when the redemption was; the voucher is again what it was before it. */
  VoucherRedemptionVoided voidRedemption() {
    Voucher.Redemption latest = voucher.redemption();
    boolean redeemed = voucher.state() == Voucher.State.REDEEMED;
    if (!redeemed && (latest == null || !latest.voided())) {
      context.refuseAhead(context.effectiveAt(standing.zone()));
      throw notAllowed("void", voucher.status(context.now(), standing.contracts()), allowedNow());
    }
    Instant examAt = voucher.examAt();
    Instant time =
        context.correctionOf(
            redeemed && examAt != null ? examAt : voucher.occurredAt(), standing.zone());
    if (!redeemed) {
      throw Refusal.of(Problem.ALREADY_CORRECTED, "the redemption is voided already")
          .with("code", voucher.code());
    }
    return new VoucherRedemptionVoided(time, voucher.code());
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
    if (!allowedNow().contains(step)) {
      throw notAllowed(step, state, allowedNow());
    }
    return time;
  }

  private List<String> allowedNow() {
    String state = voucher.status(context.now(), standing.contracts());
    return state.equals(Voucher.EXPIRED) ? List.of("redemption") : voucher.state().allowed();
  }

  /** An exam is before the expiry. */
  private void refuseLateExam(Instant examAt) {
    Instant expiresAt = voucher.expiry(standing.contracts());
    if (!examAt.isBefore(expiresAt)) {
      String state = voucher.status(context.now(), standing.contracts());
      boolean expired = state.equals(Voucher.EXPIRED);
      throw refused(
              "the voucher %s at %s: the exam must be before that"
                  .formatted(expired ? "expired" : "expires", expiresAt),
              state,
              expired ? List.of() : allowedNow())
          .with("expiresAt", expiresAt)
          .with("examAt", examAt);
    }
  }

  /** An exam given as a day may be on the day of the issue, which began before the issue. */
  private void refuseEarlyExam(When examAt) {
    Instant issued = voucher.occurredAt();
    boolean early =
        switch (examAt) {
          case When.On on -> on.date().isBefore(standing.zone().dayOf(issued));
          case When.At at -> at.instant().isBefore(issued);
        };
    if (early) {
      throw Refusal.invalid("examAt", "is before the voucher was issued").with("earliest", issued);
    }
  }

  private Refusal notAllowed(String step, String state, List<String> allowed) {
    return refused("a voucher that is " + state + " allows no " + step, state, allowed);
  }

  private Refusal refused(String detail, String state, List<String> allowed) {
    return Refusal.of(Problem.INVALID_TRANSITION, detail)
        .with("code", voucher.code())
        .with("state", state)
        .with("allowed", allowed);
  }
}
