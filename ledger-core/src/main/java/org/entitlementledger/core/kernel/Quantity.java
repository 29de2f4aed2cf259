package org.entitlementledger.core.kernel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact number of units of an entitlement, signed, without trailing zeros: 1.50 and 1.5 are the
 * same quantity.
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);
  public static final Quantity ONE = new Quantity(BigDecimal.ONE);

  /** Exclusive bound of requested quantities (API.md, "Conventions"). */
  private static final BigDecimal BOUND = BigDecimal.TEN.pow(12);

  private static final int DIGITS_BEFORE_POINT = 12;

  /** The finest scale of any entitlement. */
  public static final int MOST_DECIMALS = 12;

  private static final int MOST_SHOWN = 40;

  public Quantity {
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    if (value.scale() < 0 && (long) value.precision() - value.scale() <= 2 * DIGITS_BEFORE_POINT) {
      value = value.setScale(0);
    }
  }

  public static Quantity of(long value) {
    return new Quantity(BigDecimal.valueOf(value));
  }

  /**
   * A requested quantity: above 0, under 10¹², with at most {@code scale} decimals.
   *
   * @throws Refusal {@code validation} naming {@code field}
   */
  public static Quantity asked(String field, BigDecimal value, int scale) {
    if (value.signum() <= 0) {
      throw Refusal.invalid(field, "must be above 0").with("requested", shown(value));
    }
    // Precision and scale first: comparing 1e1000000000 would build that many digits.
    if ((long) value.precision() - value.scale() > DIGITS_BEFORE_POINT + 1L
        || value.compareTo(BOUND) >= 0) {
      throw Refusal.invalid(field, "must be under 1000000000000");
    }
    if (value.stripTrailingZeros().scale() > scale) {
      throw Refusal.invalid(
              field,
              scale == 0 ? "must be a whole number" : "may have at most " + scale + " decimals")
          .with("requested", shown(value));
    }
    return new Quantity(value);
  }

  /**
   * Checks the syntax of a requested quantity before the terms give its scale: above 0, under 10¹².
   *
   * @throws Refusal {@code validation} naming {@code field}
   */
  public static void form(String field, BigDecimal value) {
    asked(field, value, MOST_DECIMALS);
  }

  /** Facts are written without an exponent, so 1e-1000000000 would have that many digits. */
  private static @Nullable BigDecimal shown(BigDecimal value) {
    boolean isShort =
        value.precision() <= MOST_SHOWN && Math.abs((long) value.scale()) <= MOST_SHOWN;
    return isShort ? value : null;
  }

  public Quantity plus(Quantity other) {
    if (isZero()) {
      return other;
    }
    return other.isZero() ? this : new Quantity(value.add(other.value));
  }

  public Quantity minus(Quantity other) {
    return other.isZero() ? this : new Quantity(value.subtract(other.value));
  }

  public Quantity negated() {
    return new Quantity(value.negate());
  }

  public Quantity min(Quantity other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Quantity max(Quantity other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  public boolean isPositive() {
    return value.signum() > 0;
  }

  public boolean isNegative() {
    return value.signum() < 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }
}
