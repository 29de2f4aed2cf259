package org.entitlementledger.core.hold;

import java.math.BigDecimal;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** What one may ask about holds. */
public sealed interface HoldCommand extends AccountCommand {

  /**
   * Reserves a quantity until it is confirmed, released, or its time is over.
   *
   * @param quantity above 0, of the entitlement's scale
   * @param expiresAt exclusive; unless given, the contract's end, also where it is terminated later
   */
  @StoredName("place-hold")
  record PlaceHold(
      String accountId,
      @Nullable String holdId,
      String entitlement,
      BigDecimal quantity,
      @Nullable When expiresAt)
      implements HoldCommand {
    public PlaceHold {
      Check.optionalId("holdId", holdId);
      Quantity.form("quantity", quantity);
    }
  }

  /**
   * Consumes what is held, in the window of the hold's own effective time.
   *
   * @param quantity all of it unless given; a part takes the first draws and releases the rest at
   *     once
   */
  @StoredName("confirm-hold")
  record ConfirmHold(String accountId, String holdId, @Nullable BigDecimal quantity)
      implements HoldCommand {
    public ConfirmHold {
      if (quantity != null) {
        Quantity.form("quantity", quantity);
      }
    }
  }

  /** Sets free what is held. */
  @StoredName("release-hold")
  record ReleaseHold(String accountId, String holdId) implements HoldCommand {}
}
