package org.entitlementledger.core.adjustment;

import java.math.BigDecimal;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** What one may ask about adjustments. */
public sealed interface AdjustmentCommand extends AccountCommand {

  /**
   * Asks to correct a balance; the reason is required.
   *
   * @param quantity above 0 to add, below 0 to deduct, of the entitlement's scale
   * @param validFrom when it takes effect; {@code occurredAt} unless given
   * @param expiresAt of what is added: exclusive; unless given, the contract's end, also where it
   *     is terminated later
   * @param priority of what is added: 0–100
   */
  @StoredName("request-adjustment")
  record RequestAdjustment(
      String accountId,
      @Nullable String adjustmentId,
      String entitlement,
      BigDecimal quantity,
      @Nullable When validFrom,
      @Nullable When expiresAt,
      @Nullable Integer priority,
      @Nullable Money unitValue,
      @Nullable String orderReference)
      implements AdjustmentCommand {
    public RequestAdjustment {
      Check.optionalId("adjustmentId", adjustmentId);
      Check.priority(priority);
      Check.optionalName("orderReference", orderReference);
      if (quantity.signum() == 0) {
        throw Refusal.invalid("quantity", "must be above or below 0");
      }
      Quantity.form("quantity", quantity.abs());
      if (quantity.signum() < 0 && expiresAt != null) {
        throw Refusal.invalid("expiresAt", "must be absent for a deduction, which has no end");
      }
    }

    boolean adds() {
      return quantity.signum() > 0;
    }
  }

  /** Approves an adjustment that another person asked for. */
  @StoredName("approve-adjustment")
  record ApproveAdjustment(String accountId, String adjustmentId) implements AdjustmentCommand {}

  /** Rejects it. */
  @StoredName("reject-adjustment")
  record RejectAdjustment(String accountId, String adjustmentId) implements AdjustmentCommand {}
}
