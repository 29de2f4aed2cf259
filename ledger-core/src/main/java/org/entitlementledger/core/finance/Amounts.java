package org.entitlementledger.core.finance;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * The columns of a roll-forward in money. Each is the exact sum of products of quantities and unit
 * values: nothing is rounded, so that they close (FINANCE.md, "Roll-forward").
 *
 * @param currency ISO 4217
 */
public record Amounts(
    String currency,
    BigDecimal opening,
    BigDecimal granted,
    BigDecimal adjusted,
    BigDecimal consumed,
    BigDecimal lapsed) {

  /** {@code opening + granted + adjusted − consumed − lapsed}. */
  public BigDecimal closing() {
    return written(opening.add(granted).add(adjusted).subtract(consumed).subtract(lapsed));
  }

  /** Both, of the same currency. */
  Amounts plus(Amounts other) {
    return new Amounts(
        currency,
        written(opening.add(other.opening)),
        written(granted.add(other.granted)),
        written(adjusted.add(other.adjusted)),
        written(consumed.add(other.consumed)),
        written(lapsed.add(other.lapsed)));
  }

  private BigDecimal written(BigDecimal amount) {
    return written(amount, Currency.getInstance(currency).getDefaultFractionDigits());
  }

  /** An exact amount with at least so many decimals, and no zeros beyond them. */
  static BigDecimal written(BigDecimal amount, int decimals) {
    BigDecimal exact = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    return exact.scale() < decimals ? exact.setScale(decimals) : exact;
  }
}
