package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import org.entitlementledger.core.kernel.Money;

/**
 * A sum of money in a report, which may be negative.
 *
 * @param amount decimal digits, with at least the currency's decimals
 */
public record Amount(String amount, String currency) {

  /** An exact number of a currency. */
  public static Amount of(BigDecimal value, String currency) {
    return new Amount(value.toPlainString(), currency);
  }

  /** The same amount. */
  public static Amount of(Money money) {
    return of(money.amount(), money.currency());
  }

  /** The number. */
  public BigDecimal value() {
    return new BigDecimal(amount);
  }

  /** The same with the sign turned. */
  public Amount negated() {
    return of(value().negate(), currency);
  }

  /** The sum with another amount of the same currency. */
  public Amount plus(Amount other) {
    return of(value().add(other.value()), currency);
  }
}
