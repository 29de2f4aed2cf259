package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherAssigned;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherBooked;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherReplaced;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRevoked;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;

/** The rules for a voucher after its issue (DOMAIN.md, "Life cycles": voucher). */
record VoucherLifecycle(Voucher voucher, AccountState account, Context context) {

  VoucherAssigned assign(AssignVoucher command) {
    Instant time = anUnexpiredVoucherAllows(VoucherStep.ASSIGN);
    return new VoucherAssigned(time, voucher.code(), command.assignee().id());
  }

  VoucherBooked book(BookVoucher command) {
    anExamIsNotBeforeTheIssue(command.examAt());
    Instant time = anUnexpiredVoucherAllows(VoucherStep.BOOK);
    Instant examAt = command.examAt().start(account.zone());
    anExamMustBeTakenBeforeTheVoucherExpires(examAt);
    return new VoucherBooked(time, voucher.code(), examAt, command.examCode());
  }

  VoucherRedeemed redeem(RedeemVoucher command, Instant examAt) {
    anExamIsNotBeforeTheIssue(command.examAt());
    context.refuseAhead(examAt);
    aRedemptionMayBeReportedAfterTheExpiry();
    anExamMustBeTakenBeforeTheVoucherExpires(examAt);
    return new VoucherRedeemed(
        examAt, voucher.code(), command.examCode(), command.providerTransactionId());
  }

  /** Takes effect at the time of the redemption and restores the previous state. */
  VoucherRedemptionVoided voidRedemption() {
    if (voucher.state() instanceof Redeemed redeemed) {
      Instant time = context.correctionOf(redeemed.exam().at(), account.zone());
      return new VoucherRedemptionVoided(time, voucher.code());
    }
    if (voucher.voided() == null) {
      context.refuseAhead(context.effectiveAt(account.zone()));
      throw lifecycle().notAllowed(VoucherStep.VOID);
    }
    context.correctionOf(voucher.terms().issuedAt(), account.zone());
    throw Refusal.of(Problem.ALREADY_CORRECTED, "the redemption is voided already")
        .with("code", voucher.code());
  }

  VoucherRevoked revoke() {
    Instant time = anUnexpiredVoucherAllows(VoucherStep.REVOKE);
    List<Movement> draws = voucher.terms().draws();
    return new VoucherRevoked(time, voucher.code(), account.rules(context).returned(draws, time));
  }

  VoucherReplaced replace() {
    Instant time = anUnexpiredVoucherAllows(VoucherStep.REPLACE);
    VoucherTerms terms = voucher.terms();
    return new VoucherReplaced(
        time,
        voucher.code(),
        context.fresh().voucherCode(),
        terms.certification(),
        terms.validity().expiresAt(),
        terms.validity().untilContractEnd(),
        terms.contractId(),
        terms.draws());
  }

  /** An exam given as a date may be on the day of the issue. */
  private void anExamIsNotBeforeTheIssue(When examAt) {
    Instant issuedAt = voucher.terms().issuedAt();
    boolean early =
        switch (examAt) {
          case When.On on -> on.date().isBefore(account.zone().dayOf(issuedAt));
          case When.At at -> at.instant().isBefore(issuedAt);
        };
    if (early) {
      throw Refusal.invalid("examAt", "is before the voucher was issued")
          .with("earliest", issuedAt);
    }
  }

  private void anExamMustBeTakenBeforeTheVoucherExpires(Instant examAt) {
    Instant expiresAt = voucher.expiry(account.contracts());
    if (examAt.isBefore(expiresAt)) {
      return;
    }
    Lifecycle now = isExpired() ? lifecycle(List.of()) : lifecycle();
    String expires = isExpired() ? "expired" : "expires";
    throw now.refusal(
            "the voucher %s at %s: the exam must be before that".formatted(expires, expiresAt))
        .with("expiresAt", expiresAt)
        .with("examAt", examAt);
  }

  /** The exam itself must be before the expiry. */
  private void aRedemptionMayBeReportedAfterTheExpiry() {
    List<VoucherStep> allowed = voucher.state().allowed();
    new Lifecycle("a voucher", facts(), voucher.state().key(), allowed).require(VoucherStep.REDEEM);
  }

  /** The expiry is compared with the ledger's now, not with the effective time. */
  private Instant anUnexpiredVoucherAllows(VoucherStep step) {
    Instant time = context.effectiveAt(account.zone());
    nothingHappensBeforeTheIssue(time);
    context.refuseAhead(time);
    if (step == VoucherStep.REVOKE) {
      context.refuseClosed(time, account.zone());
    }
    lifecycle().require(step);
    return time;
  }

  private void nothingHappensBeforeTheIssue(Instant time) {
    Instant issuedAt = voucher.terms().issuedAt();
    if (time.isBefore(issuedAt)) {
      throw Refusal.invalid("occurredAt", "is before the voucher was issued")
          .with("earliest", issuedAt);
    }
  }

  private Lifecycle lifecycle() {
    return lifecycle(isExpired() ? List.of(VoucherStep.REDEEM) : voucher.state().allowed());
  }

  private Lifecycle lifecycle(List<VoucherStep> allowed) {
    String state = voucher.status(context.now(), account.contracts());
    return new Lifecycle("a voucher", facts(), state, allowed);
  }

  private Map<String, Object> facts() {
    return Map.of("code", voucher.code());
  }

  private boolean isExpired() {
    return voucher.status(context.now(), account.contracts()).equals(Voucher.EXPIRED);
  }
}
