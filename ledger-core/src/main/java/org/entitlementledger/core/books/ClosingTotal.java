package org.entitlementledger.core.books;

import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The roll-forward of one entitlement and currency: {@code opening + granted + adjusted − consumed
 * − lapsed = closing}.
 *
 * @param amount absent for what has no unit value
 */
public record ClosingTotal(
    String entitlement,
    Quantity opening,
    Quantity granted,
    Quantity adjusted,
    Quantity consumed,
    Quantity lapsed,
    Quantity closing,
    @Nullable ClosingAmounts amount) {

  /**
   * The same in money; exact digits with at least the currency's decimals.
   *
   * @param currency ISO 4217
   */
  public record ClosingAmounts(
      String currency,
      String opening,
      String granted,
      String adjusted,
      String consumed,
      String lapsed,
      String closing) {}
}
