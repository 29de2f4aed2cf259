package org.entitlementledger.core.adjustment;

import java.util.List;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RejectAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.pcollections.PMap;

/** The adjustments of one account (DOMAIN.md, "Quota"). */
public record Adjustments(ItemsById<Adjustment> items) {
  public static final Adjustments NONE =
      new Adjustments(ItemsById.none("an adjustment", "adjustmentId"));

  /** The same, by id. */
  public PMap<String, Adjustment> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<? extends AdjustmentEvent> decide(
      AdjustmentCommand command, AccountState account, Context context) {
    var rules = new AdjustmentRules(items, account, context);
    return switch (command) {
      case RequestAdjustment request -> rules.request(request);
      case ApproveAdjustment approve -> List.of(rules.approve(approve));
      case RejectAdjustment reject -> List.of(rules.reject(reject));
    };
  }

  /** The adjustments after an event. */
  public Adjustments apply(AdjustmentEvent event) {
    String id = event.adjustmentId();
    return new Adjustments(items.with(Adjustment.after(items.find(id), event)));
  }
}
