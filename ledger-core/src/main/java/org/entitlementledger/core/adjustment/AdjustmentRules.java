package org.entitlementledger.core.adjustment;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RejectAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentApproved;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRejected;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.GrantTerms;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;

/** The rules of adjustments: requested by one person, approved by another (DOMAIN.md, "Quota"). */
record AdjustmentRules(ItemsById<Adjustment> adjustments, AccountState account, Context context) {

  List<AdjustmentEvent> request(RequestAdjustment command) {
    String reason = context.requireReason();
    Instant time = context.effectiveAt("validFrom", command.validFrom(), account.zone());
    GrantTerms.refuseReversed(time, command.expiresAt(), account.zone());
    Quantity size =
        QuantityRules.withinLimit(account, command.entitlement(), command.quantity().abs(), time);
    String adjustmentId = adjustments.newId(command.adjustmentId(), context);
    onlyWhatIsAddedMayBeginAhead(command, time);
    context.refuseClosed(time, account.zone());
    Entitled entitled = account.limited(command.entitlement(), time);
    Lot lot = command.adds() ? lot(command, entitled, time) : null;
    context.refuseTooLate(time, entitled.terms().backdating(), account.zone());
    var requested =
        new AdjustmentRequested(
            context.notAfterNow(time),
            adjustmentId,
            command.entitlement(),
            command.adds() ? size : size.negated(),
            reason,
            time,
            lot,
            command.orderReference(),
            context.actor());
    Adjustment adjustment = Adjustment.after(null, requested);
    List<Movement> movements = aDeductionFindsAllOfIt(adjustment);
    boolean alone = entitled.terms().counted().policy().onePersonAdjusts();
    return alone ? List.of(requested, approved(adjustment, movements)) : List.of(requested);
  }

  /** Takes effect at the requested time, whenever it is approved. */
  AdjustmentApproved approve(ApproveAdjustment command) {
    Adjustment adjustment = adjustments.require(command.adjustmentId());
    context.effectiveAt("validFrom", new When.At(adjustment.validFrom()), account.zone());
    context.refuseClosed(adjustment.validFrom(), account.zone());
    anotherPersonDecidesOnce(adjustment);
    return approved(adjustment, aDeductionFindsAllOfIt(adjustment));
  }

  AdjustmentRejected reject(RejectAdjustment command) {
    Adjustment adjustment = adjustments.require(command.adjustmentId());
    Instant time = context.effectiveAt(account.zone());
    nothingIsRejectedBeforeItWasAskedFor(adjustment, time);
    context.refuseAhead(time);
    anotherPersonDecidesOnce(adjustment);
    return new AdjustmentRejected(
        time, adjustment.adjustmentId(), adjustment.requestedBy(), context.actor());
  }

  private void onlyWhatIsAddedMayBeginAhead(RequestAdjustment command, Instant time) {
    if (!command.adds() || command.validFrom() == null) {
      context.refuseAhead(time);
    }
  }

  private static void nothingIsRejectedBeforeItWasAskedFor(Adjustment adjustment, Instant time) {
    if (time.isBefore(adjustment.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before it was asked for")
          .with("earliest", adjustment.occurredAt());
    }
  }

  private void anotherPersonDecidesOnce(Adjustment adjustment) {
    if (adjustment.requestedBy().equals(context.actor())) {
      throw Refusal.of(Problem.SELF_APPROVAL, "who asked for it cannot decide on it")
          .with("requestedBy", adjustment.requestedBy());
    }
    if (adjustment.state() != Adjustment.State.REQUESTED) {
      throw Lifecycle.ended("the adjustment", adjustment.state().key());
    }
  }

  /** The movements; a deduction beyond what is available is refused. */
  private List<Movement> aDeductionFindsAllOfIt(Adjustment adjustment) {
    Instant time = adjustment.validFrom();
    Entitled entitled = account.limited(adjustment.entitlement(), time);
    Lot lot = adjustment.lot();
    if (lot != null) {
      var source = new Source(Source.Kind.ADJUSTMENT, adjustment.adjustmentId());
      return List.of(GrantTerms.granted(account, entitled, source, adjustment.quantity(), lot));
    }
    return account
        .rules(context)
        .drawWithinLimit(Movement.Kind.DEDUCTED, entitled, adjustment.quantity().negated(), time);
  }

  private Lot lot(RequestAdjustment command, Entitled entitled, Instant starts) {
    return GrantTerms.of(
        account,
        entitled,
        starts,
        command.expiresAt(),
        command.priority(),
        false,
        command.unitValue());
  }

  private AdjustmentApproved approved(Adjustment adjustment, List<Movement> movements) {
    return new AdjustmentApproved(
        adjustment.occurredAt(),
        adjustment.adjustmentId(),
        adjustment.requestedBy(),
        context.actor(),
        movements);
  }
}
