package org.entitlementledger.core.roireview;

import java.math.BigDecimal;
import java.util.List;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One figure that a review showed.
 *
 * @param measure what was measured
 * @param value exact, signed, between −10¹⁵ and 10¹⁵, with at most 12 decimals
 * @param unit in which it was measured
 */
public record RoiFigure(String measure, Quantity value, @Nullable String unit) {
  private static final int MOST = 1_000;
  private static final int DIGITS_BEFORE_POINT = 15;
  private static final int DECIMALS = 12;

  /**
   * The form of the figures of a command.
   *
   * @throws Refusal {@code validation}
   */
  static @Nullable List<RoiFigure> check(@Nullable List<RoiFigure> figures) {
    List<RoiFigure> checked = Check.optionalList("roi", figures, MOST);
    if (checked != null) {
      checked.forEach(RoiFigure::check);
    }
    return checked;
  }

  private void check() {
    Check.name("measure", measure);
    Check.optionalName("unit", unit);
    BigDecimal number = value.value();
    // by its digits: comparing 1e1000000000 would write them all out
    if ((long) number.precision() - number.scale() > DIGITS_BEFORE_POINT) {
      throw Refusal.invalid("value", "must be between -10^15 and 10^15");
    }
    if (number.scale() > DECIMALS) {
      throw Refusal.invalid("value", "may have at most " + DECIMALS + " decimals");
    }
  }
}
