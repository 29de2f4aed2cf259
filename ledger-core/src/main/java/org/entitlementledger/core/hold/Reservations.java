package org.entitlementledger.core.hold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.GrantTerms;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.entitlement.Standing.Entitled;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.hold.HoldEvent.HoldConfirmed;
import org.entitlementledger.core.hold.HoldEvent.HoldPlaced;
import org.entitlementledger.core.hold.HoldEvent.HoldReleased;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.Hold;
import org.entitlementledger.core.quota.Movement;
import org.pcollections.PMap;

/** The holds of one account (DOMAIN.md, "Quota"). */
public record Reservations(ItemsById<Reservation> items) {
  public static final Reservations NONE = new Reservations(ItemsById.none("a hold", "holdId"));

  /** The same, by id. */
  public PMap<String, Reservation> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<HoldEvent> decide(HoldCommand command, Standing standing, Context context) {
    return switch (command) {
      case PlaceHold place -> List.of(place(place, standing, context));
      case ConfirmHold confirm -> List.of(confirm(confirm, standing, context));
      case ReleaseHold release -> List.of(release(release, standing, context));
    };
  }

  private HoldPlaced place(PlaceHold command, Standing standing, Context context) {
    Instant heldAt = context.effectiveAt(standing.zone());
    GrantTerms.refuseReversed(heldAt, command.expiresAt(), standing.zone());
    Quantity quantity =
        QuantityRules.withinLimit(standing, command.entitlement(), command.quantity(), heldAt);
    String holdId = items.newId(command.holdId(), context);
    context.refuseAhead(heldAt);
    Entitled entitled = standing.limited(command.entitlement(), heldAt);
    boolean untilContractEnd = command.expiresAt() == null;
    Instant ends =
        command.expiresAt() == null
            ? entitled.contract().term().end()
            : command.expiresAt().start(standing.zone());
    context.refuseTooLate(heldAt, entitled.terms().backdating(), standing.zone());
    List<Movement> draws =
        standing.drawWithinLimit(Movement.Kind.HELD, entitled, quantity, heldAt, context);
    return new HoldPlaced(
        heldAt,
        holdId,
        command.entitlement(),
        quantity,
        ends,
        draws.stream().map(draw -> draw.holding(holdId, ends, untilContractEnd)).toList());
  }

  private HoldConfirmed confirm(ConfirmHold command, Standing standing, Context context) {
    Reservation known = items.require(command.holdId());
    Quantity part =
        command.quantity() == null
            ? null
            : QuantityRules.quantity(
                standing, known.entitlement(), command.quantity(), known.occurredAt());
    Instant time = settledAt(known, standing, context);
    Entitled entitled = standing.promised(known.entitlement(), known.occurredAt());
    context.refuseTooLate(time, entitled.terms().backdating(), standing.zone());
    Hold hold = standing(known, standing, context);
    Quantity held = hold.quantity();
    Quantity asked = part == null ? held : part;
    if (asked.compareTo(held) > 0) {
      throw Refusal.invalid("quantity", "is more than is held").with("held", held);
    }
    standing.requireRoles(entitled, time, context);
    var movements = new ArrayList<Movement>();
    Quantity left = asked;
    for (Movement take : hold.takes()) {
      Quantity taken = left.min(take.quantity());
      Quantity rest = take.quantity().minus(taken);
      if (taken.isPositive()) {
        movements.add(take.with(taken).as(Movement.Kind.CONSUMED, time).ofHold(hold.holdId()));
      }
      if (rest.isPositive()) {
        movements.addAll(standing.released(hold, List.of(take.with(rest)), time));
      }
      left = left.minus(taken);
    }
    return new HoldConfirmed(time, known.holdId(), asked, List.copyOf(movements));
  }

  private HoldReleased release(ReleaseHold command, Standing standing, Context context) {
    Reservation known = items.require(command.holdId());
    Instant time = settledAt(known, standing, context);
    Hold hold = standing(known, standing, context);
    return new HoldReleased(time, known.holdId(), standing.released(hold, hold.takes(), time));
  }

  private static Instant settledAt(Reservation known, Standing standing, Context context) {
    Instant time = context.effectiveAt(standing.zone());
    if (time.isBefore(known.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before the hold began")
          .with("earliest", known.occurredAt());
    }
    context.refuseAhead(time);
    return time;
  }

  /** Whether it still stands is judged by the ledger's now, whatever {@code occurredAt} says. */
  private static Hold standing(Reservation known, Standing standing, Context context) {
    Hold hold = standing.quota().hold(known.entitlement(), known.holdId());
    if (hold == null || !context.now().isBefore(hold.ends())) {
      String state = known.status(context.now(), standing.contracts());
      throw Lifecycle.ended("the hold", state);
    }
    return hold;
  }

  /** The holds after an event. */
  public Reservations apply(HoldEvent event) {
    return new Reservations(items.with(Reservation.after(items.find(event.holdId()), event)));
  }
}
