package org.entitlementledger.core.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount with exactly its currency's decimals (FINANCE.md, "Money"; ISO 4217): 1799.99
 * USD, 200 JPY, 1.001 KWD.
 */
public record Money(BigDecimal amount, String currency) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,6})?");

  public Money {
    int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
  }

  /**
   * Money as a client writes it: digits without sign or exponent, at most the currency's decimals,
   * under 10¹⁵.
   *
   * @throws Refusal {@code validation} naming {@code field}
   */
  public static Money parse(String field, String amount, String currency) {
    Currency known = currency(currency);
    if (known == null || known.getDefaultFractionDigits() < 0) {
      throw Refusal.invalid(field + ".currency", "is not a currency of ISO 4217")
          .with("currency", currency);
    }
    if (!DIGITS.matcher(amount).matches()) {
      throw Refusal.invalid(
          field + ".amount", "is a string of digits without a sign, such as \"1799.99\"");
    }
    BigDecimal value = new BigDecimal(amount);
    if (value.scale() > known.getDefaultFractionDigits()) {
      throw Refusal.invalid(
          field + ".amount",
          "has more decimals than " + currency + " (" + known.getDefaultFractionDigits() + ")");
    }
    return new Money(value, currency);
  }

  private static @Nullable Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  /** A percentage of it, rounded half-up once to the currency's decimals. */
  public Money percent(BigDecimal percent) {
    BigDecimal exact = amount.multiply(percent).movePointLeft(2);
    return new Money(exact.setScale(amount.scale(), RoundingMode.HALF_UP), currency);
  }

  /** The difference to {@code other}, which must have the same currency. */
  public Money minus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency);
    }
    return new Money(amount.subtract(other.amount), currency);
  }

  /** The amount as answers write it, {@code "1799.99"}. */
  public String digits() {
    return amount.toPlainString();
  }

  @Override
  public String toString() {
    return digits() + " " + currency;
  }
}
