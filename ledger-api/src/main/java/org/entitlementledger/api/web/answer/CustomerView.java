package org.entitlementledger.api.web.answer;

import java.util.Set;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRejected;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.risk.Risk;
import org.entitlementledger.core.risk.RiskEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides what a customer is shown of its own account (API.md, "Who may do what"): neither what
 * staff write for themselves nor who they are. Callers with any other reading role see everything.
 */
public final class CustomerView {
  /**
   * Fields that are for staff, in whatever object they stand. {@code payload} is an event as it is
   * stored, with all of these in it.
   */
  private static final Set<String> STAFF_FIELDS =
      Set.of(
          "reason",
          "note",
          "actor",
          "requestedBy",
          "decidedBy",
          "approvedBy",
          "rejectedBy",
          "approval",
          "eventId",
          "revision",
          "correlationId",
          "payload");

  private CustomerView() {}

  /** Whether the present caller is a customer. */
  static boolean applies() {
    return Caller.present().onlyAccounts() != null;
  }

  /** Whether customers are not shown a field. */
  public static boolean hides(String field) {
    return STAFF_FIELDS.contains(field);
  }

  /** Whether the present caller may know of an item: customers see no risk, no rejection. */
  public static boolean shows(Item item) {
    return !applies()
        || !(item instanceof Risk
            || (item instanceof Adjustment one && one.state() == Adjustment.State.REJECTED));
  }

  /**
   * Whether the present caller may know of an event. Customers hear of an adjustment when it is
   * approved: until then it may still be rejected.
   */
  public static boolean shows(AccountEvent event) {
    return !applies()
        || !(event instanceof RiskEvent
            || event instanceof AdjustmentRequested
            || event instanceof AdjustmentRejected);
  }

  /** Takes the fields for staff out of an answer, at any depth. */
  static void redact(JsonNode answer) {
    if (answer instanceof ObjectNode object) {
      JsonNode reason = object.get("reason");
      object.remove(STAFF_FIELDS);
      // the reason of a check is a problem's slug
      if (reason != null && object.has("allowed")) {
        object.set("reason", reason);
      }
    }
    answer.forEach(CustomerView::redact);
  }
}
