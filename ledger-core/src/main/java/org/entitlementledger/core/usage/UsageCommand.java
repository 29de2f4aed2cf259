package org.entitlementledger.core.usage;

import java.math.BigDecimal;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about the use of entitlements of the kind units. */
public sealed interface UsageCommand extends AccountCommand {

  /**
   * Consumes a quantity.
   *
   * @param quantity above 0, of the entitlement's scale
   */
  @StoredName("record-usage")
  record RecordUsage(
      String accountId, @Nullable String usageId, String entitlement, BigDecimal quantity)
      implements UsageCommand, MakesItem {
    public RecordUsage {
      Check.optionalId("usageId", usageId);
      Quantity.form("quantity", quantity);
    }

    @Override
    public List<String> chosenIds() {
      return usageId == null ? List.of() : List.of(usageId);
    }
  }

  /** Says that it was not used as it was recorded: the whole goes back. */
  @StoredName("reverse-usage")
  record ReverseUsage(String accountId, String usageId) implements UsageCommand {}
}
