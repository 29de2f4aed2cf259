package org.entitlementledger.core.grant;

import java.math.BigDecimal;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** What one may ask about grants. */
public sealed interface GrantCommand extends AccountCommand {

  /**
   * Adds a quantity that was bought or promised.
   *
   * @param quantity above 0, of the entitlement's scale
   * @param validFrom when it begins, which may lie ahead or behind; now unless given
   * @param expiresAt exclusive; unless given, the end of the contract in force at its start, also
   *     where that is terminated later
   * @param priority 0–100, lower is drawn first; 50 unless given
   * @param promotional drawn before paid at a tie
   * @param unitValue what one is worth to finance
   */
  @StoredName("grant-top-up")
  record GrantTopUp(
      String accountId,
      @Nullable String grantId,
      String entitlement,
      BigDecimal quantity,
      String orderReference,
      @Nullable When validFrom,
      @Nullable When expiresAt,
      @Nullable Integer priority,
      @Nullable Boolean promotional,
      @Nullable Money unitValue)
      implements GrantCommand {
    public GrantTopUp {
      Check.optionalId("grantId", grantId);
      Quantity.form("quantity", quantity);
      Check.name("orderReference", orderReference);
      Check.priority(priority);
    }
  }

  /** Ends a grant before its time: what is unused lapses, what was drawn stays. */
  @StoredName("revoke-grant")
  record RevokeGrant(String accountId, String grantId) implements GrantCommand {}
}
