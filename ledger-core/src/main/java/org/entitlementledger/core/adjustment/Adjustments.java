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
import org.entitlementledger.core.entitlement.GrantTerms;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.entitlement.Standing.Entitled;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.pcollections.PMap;

/**
 * The adjustments of one account: requested by one person, approved by another (DOMAIN.md,
 * "Quota").
 */
public record Adjustments(ItemsById<Adjustment> items) {
  public static final Adjustments NONE =
      new Adjustments(ItemsById.none("an adjustment", "adjustmentId"));

  /** The same, by id. */
  public PMap<String, Adjustment> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<? extends AdjustmentEvent> decide(
      AdjustmentCommand command, Standing standing, Context context) {
    return switch (command) {
      case RequestAdjustment request -> request(request, standing, context);
      case ApproveAdjustment approve -> List.of(approve(approve, standing, context));
      case RejectAdjustment reject -> List.of(reject(reject, standing, context));
    };
  }

  private List<AdjustmentEvent> request(
      RequestAdjustment command, Standing standing, Context context) {
    String reason = context.requireReason();
    Instant time = context.effectiveAt("validFrom", command.validFrom(), standing.zone());
    GrantTerms.refuseReversed(time, command.expiresAt(), standing.zone());
    Quantity size =
        QuantityRules.withinLimit(standing, command.entitlement(), command.quantity().abs(), time);
    String adjustmentId = items.newId(command.adjustmentId(), context);
    if (!command.adds() || command.validFrom() == null) {
      context.refuseAhead(time);
    }
    Entitled entitled = standing.limited(command.entitlement(), time);
    Lot lot = command.adds() ? lot(command, standing, entitled, time) : null;
    context.refuseTooLate(time, entitled.terms().backdating(), standing.zone());
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
    List<Movement> movements = movements(adjustment, standing, context);
    boolean alone = entitled.terms().counted().policy().onePersonAdjusts();
    return alone
        ? List.of(requested, approved(adjustment, movements, context))
        : List.of(requested);
  }

  private static Lot lot(
      RequestAdjustment command, Standing standing, Entitled entitled, Instant starts) {
    return GrantTerms.of(
        standing,
        entitled,
        starts,
        command.expiresAt(),
        command.priority(),
        false,
        command.unitValue());
  }

  private static AdjustmentApproved approved(
      Adjustment adjustment, List<Movement> movements, Context context) {
    return new AdjustmentApproved(
        adjustment.occurredAt(),
        adjustment.adjustmentId(),
        adjustment.requestedBy(),
        context.actor(),
        movements);
  }

  /** What it moves; a deduction that finds too little is refused. */
  private static List<Movement> movements(
      Adjustment adjustment, Standing standing, Context context) {
    Instant time = adjustment.validFrom();
    Entitled entitled = standing.limited(adjustment.entitlement(), time);
    Lot lot = adjustment.lot();
    if (lot != null) {
      var source = new Source(Source.Kind.ADJUSTMENT, adjustment.adjustmentId());
      return List.of(GrantTerms.granted(standing, entitled, source, adjustment.quantity(), lot));
    }
    return standing.drawWithinLimit(
        Movement.Kind.DEDUCTED, entitled, adjustment.quantity().negated(), time, context);
  }

  /** It takes effect when it was asked to, whenever it is approved. */
  private AdjustmentApproved approve(
      ApproveAdjustment command, Standing standing, Context context) {
    Adjustment adjustment = items.require(command.adjustmentId());
    context.effectiveAt("validFrom", new When.At(adjustment.validFrom()), standing.zone());
    refuseUnlessRequested(adjustment, context);
    return approved(adjustment, movements(adjustment, standing, context), context);
  }

  /** It happens at a time of its own. */
  private AdjustmentRejected reject(RejectAdjustment command, Standing standing, Context context) {
    Adjustment adjustment = items.require(command.adjustmentId());
    Instant time = context.effectiveAt(standing.zone());
    if (time.isBefore(adjustment.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before it was asked for")
          .with("earliest", adjustment.occurredAt());
    }
    context.refuseAhead(time);
    refuseUnlessRequested(adjustment, context);
    return new AdjustmentRejected(
        time, adjustment.adjustmentId(), adjustment.requestedBy(), context.actor());
  }

  private static void refuseUnlessRequested(Adjustment adjustment, Context context) {
    if (adjustment.requestedBy().equals(context.actor())) {
      throw Refusal.of(Problem.SELF_APPROVAL, "who asked for it cannot decide on it")
          .with("requestedBy", adjustment.requestedBy());
    }
    if (adjustment.state() != Adjustment.State.REQUESTED) {
      throw Lifecycle.ended("the adjustment", adjustment.state().key());
    }
  }

  /** The adjustments after an event. */
  public Adjustments apply(AdjustmentEvent event) {
    String id = event.adjustmentId();
    return new Adjustments(items.with(Adjustment.after(items.find(id), event)));
  }
}
