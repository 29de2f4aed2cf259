package org.entitlementledger.core.hold;

import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.pcollections.PMap;

/** The holds of one account (DOMAIN.md, "Quota"). */
public record Reservations(ItemsById<Reservation> items) {
  public static final Reservations NONE = new Reservations(ItemsById.none("a hold", "holdId"));

  /** The same, by id. */
  public PMap<String, Reservation> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<HoldEvent> decide(HoldCommand command, AccountState account, Context context) {
    var rules = new HoldRules(items, account, context);
    return List.of(
        switch (command) {
          case PlaceHold place -> rules.place(place);
          case ConfirmHold confirm -> rules.confirm(confirm);
          case ReleaseHold release -> rules.release(release);
        });
  }

  /** The holds after an event. */
  public Reservations apply(HoldEvent event) {
    return new Reservations(items.with(Reservation.after(items.find(event.holdId()), event)));
  }
}
