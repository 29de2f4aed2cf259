package org.entitlementledger.core.finance;

import java.math.BigDecimal;
import java.util.Comparator;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an account's roll-forward is about: allowances and grants of equal value share one
 * (FINANCE.md, "Roll-forward").
 *
 * @param contractId that gives it, or in force when a grant starts; absent where none was
 * @param unitValue what one unit is worth; absent where the terms give no value
 */
public record Line(@Nullable String contractId, String entitlement, @Nullable Money unitValue) {
  /** By entitlement and value; without a value first. */
  static final Comparator<Line> ORDER =
      Comparator.comparing(Line::entitlement)
          .thenComparing(Line::unitValue, Comparator.nullsFirst(byValue()));

  private static Comparator<Money> byValue() {
    return Comparator.comparing(Money::currency).thenComparing(Money::amount);
  }

  /**
   * The exact product of a quantity and the unit value, with at least the currency's decimals; null
   * without a value.
   */
  public @Nullable BigDecimal amount(Quantity quantity) {
    if (unitValue == null) {
      return null;
    }
    return Amounts.written(
        unitValue.amount().multiply(quantity.value()), unitValue.amount().scale());
  }
}
