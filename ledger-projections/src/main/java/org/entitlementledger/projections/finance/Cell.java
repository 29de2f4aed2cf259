package org.entitlementledger.projections.finance;

import org.entitlementledger.core.finance.Column;
import org.entitlementledger.core.finance.Line;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a line or total of a roll-forward.
 *
 * @param accountId of this account alone; of all for null
 * @param contractId of this contract alone; of all for null
 * @param entitlement of this one alone; of all for null
 * @param value of these unit values alone; of all for null
 */
public record Cell(
    Days period,
    @Nullable String accountId,
    @Nullable String contractId,
    @Nullable String entitlement,
    @Nullable Value value,
    Column column) {

  /**
   * Unit values of one kind.
   *
   * @param currency absent for what has no value
   * @param amount exactly this; any for null
   */
  public record Value(@Nullable String currency, @Nullable Money amount) {
    boolean holds(@Nullable Money unitValue) {
      if (unitValue == null || currency == null) {
        return unitValue == null && currency == null;
      }
      return amount == null ? currency.equals(unitValue.currency()) : amount.equals(unitValue);
    }
  }

  /** Whether a line is part of it. */
  boolean holds(Line line) {
    return (contractId == null || contractId.equals(line.contractId()))
        && (entitlement == null || entitlement.equals(line.entitlement()))
        && (value == null || value.holds(line.unitValue()));
  }
}
