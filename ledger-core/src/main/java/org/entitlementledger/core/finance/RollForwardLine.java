package org.entitlementledger.core.finance;

import java.math.BigDecimal;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A line of a roll-forward: {@code opening + granted + adjusted − consumed − lapsed = closing}.
 *
 * @param opening what was left when the period began
 * @param figures what moved in it
 */
public record RollForwardLine(String accountId, Line line, Quantity opening, Figures figures) {

  /** What was left when the period ended, or is left now. */
  public Quantity closing() {
    return opening.plus(figures.change());
  }

  /** The columns in money; null without a unit value. */
  public @Nullable Amounts amounts() {
    Money value = line.unitValue();
    return value == null
        ? null
        : new Amounts(
            value.currency(),
            product(value, opening),
            product(value, figures.granted()),
            product(value, figures.adjusted()),
            product(value, figures.consumed()),
            product(value, figures.lapsed()));
  }

  private static BigDecimal product(Money value, Quantity quantity) {
    return Amounts.written(value.amount().multiply(quantity.value()), value.amount().scale());
  }
}
