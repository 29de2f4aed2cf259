package org.entitlementledger.core.hold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.GrantTerms;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
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
import org.jspecify.annotations.Nullable;

/** The rules of holds (DOMAIN.md, "Quota"). */
record HoldRules(ItemsById<Reservation> holds, AccountState account, Context context) {

  HoldPlaced place(PlaceHold command) {
    Instant heldAt = context.effectiveAt(account.zone());
    GrantTerms.refuseReversed(heldAt, command.expiresAt(), account.zone());
    Quantity quantity =
        QuantityRules.withinLimit(account, command.entitlement(), command.quantity(), heldAt);
    String holdId = holds.newId(command.holdId(), context);
    context.refuseAhead(heldAt);
    context.refuseClosed(heldAt, account.zone());
    Entitled entitled = account.limited(command.entitlement(), heldAt);
    boolean untilContractEnd = command.expiresAt() == null;
    Instant ends =
        command.expiresAt() == null
            ? entitled.contract().term().end()
            : command.expiresAt().start(account.zone());
    context.refuseTooLate(heldAt, entitled.terms().backdating(), account.zone());
    List<Movement> draws =
        account.rules(context).drawWithinLimit(Movement.Kind.HELD, entitled, quantity, heldAt);
    return new HoldPlaced(
        heldAt,
        holdId,
        command.entitlement(),
        quantity,
        ends,
        draws.stream().map(draw -> draw.holding(holdId, ends, untilContractEnd)).toList());
  }

  HoldConfirmed confirm(ConfirmHold command) {
    Reservation known = holds.require(command.holdId());
    Quantity part =
        command.quantity() == null
            ? null
            : QuantityRules.quantity(
                account, known.entitlement(), command.quantity(), known.occurredAt());
    Instant time = aHoldIsSettledAfterItBegan(known);
    Entitled entitled = account.promised(known.entitlement(), known.occurredAt());
    context.refuseTooLate(time, entitled.terms().backdating(), account.zone());
    Hold hold = onlyAStandingHoldIsSettled(known);
    Quantity asked = noMoreIsConfirmedThanIsHeld(part, hold.quantity());
    account.rules(context).requireRoles(entitled, time);
    return new HoldConfirmed(time, known.holdId(), asked, theRestIsFree(hold, asked, time));
  }

  HoldReleased release(ReleaseHold command) {
    Reservation known = holds.require(command.holdId());
    Instant time = aHoldIsSettledAfterItBegan(known);
    Hold hold = onlyAStandingHoldIsSettled(known);
    return new HoldReleased(
        time, known.holdId(), account.rules(context).released(hold, hold.takes(), time));
  }

  private Instant aHoldIsSettledAfterItBegan(Reservation known) {
    Instant time = context.effectiveAt(account.zone());
    if (time.isBefore(known.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before the hold began")
          .with("earliest", known.occurredAt());
    }
    context.refuseAhead(time);
    context.refuseClosed(time, account.zone());
    return time;
  }

  /** The expiry is compared with the ledger's now, not with {@code occurredAt}. */
  private Hold onlyAStandingHoldIsSettled(Reservation known) {
    Hold hold = account.quota().hold(known.entitlement(), known.holdId());
    if (hold == null || !context.now().isBefore(hold.ends())) {
      throw Lifecycle.ended("the hold", known.status(context.now(), account.contracts()));
    }
    return hold;
  }

  /** The whole quantity, unless the command gives a part. */
  private static Quantity noMoreIsConfirmedThanIsHeld(@Nullable Quantity part, Quantity held) {
    Quantity asked = part == null ? held : part;
    if (asked.compareTo(held) > 0) {
      throw Refusal.invalid("quantity", "is more than is held").with("held", held);
    }
    return asked;
  }

  /** Draws the confirmed part in the order of the hold and releases the rest. */
  private List<Movement> theRestIsFree(Hold hold, Quantity confirmed, Instant time) {
    var movements = new ArrayList<Movement>();
    Quantity left = confirmed;
    for (Movement take : hold.takes()) {
      Quantity taken = left.min(take.quantity());
      Quantity rest = take.quantity().minus(taken);
      if (taken.isPositive()) {
        movements.add(take.with(taken).as(Movement.Kind.CONSUMED, time).ofHold(hold.holdId()));
      }
      if (rest.isPositive()) {
        movements.addAll(account.rules(context).released(hold, List.of(take.with(rest)), time));
      }
      left = left.minus(taken);
    }
    return List.copyOf(movements);
  }
}
