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
 * Decides what customers see of their own account (API.md, "Who may do what"): neither internal
 * notes of staff nor their identities. Callers with any other reading role see everything.
 */
public final class CustomerView {
  /**
   * Fields for staff, in any object. {@code payload} is a stored event, which contains them all.
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

  /** Whether a field is hidden from customers. */
  public static boolean hides(String field) {
    return STAFF_FIELDS.contains(field);
  }

  /** Whether the present caller may see an item: customers see no risks and no rejections. */
  public static boolean shows(Item item) {
    return !applies()
        || !(item instanceof Risk
            || (item instanceof Adjustment one && one.state() == Adjustment.State.REJECTED));
  }

  /**
   * Whether the present caller may see an event. Customers see adjustments once they are approved,
   * since they may be rejected before.
   */
  public static boolean shows(AccountEvent event) {
    return !applies()
        || !(event instanceof RiskEvent
            || event instanceof AdjustmentRequested
            || event instanceof AdjustmentRejected);
  }

  /** Removes the fields for staff from an answer, at any depth. */
  static void redact(JsonNode answer) {
    if (answer instanceof ObjectNode object) {
      JsonNode reason = object.get("reason");
      object.remove(STAFF_FIELDS);
      // The reason of a consumption check is a problem's slug.
      if (reason != null && object.has("allowed")) {
        object.set("reason", reason);
      }
    }
    answer.forEach(CustomerView::redact);
  }
}
