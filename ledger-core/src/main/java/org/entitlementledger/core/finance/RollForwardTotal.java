package org.entitlementledger.core.finance;

import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the lines of an entitlement whose values are of one currency.
 *
 * @param amounts absent for the lines without a unit value
 */
public record RollForwardTotal(
    String entitlement, Quantity opening, Figures figures, @Nullable Amounts amounts) {

  /** What was left when the period ended, or is left now. */
  public Quantity closing() {
    return opening.plus(figures.change());
  }

  RollForwardTotal plus(RollForwardTotal other) {
    return new RollForwardTotal(
        entitlement,
        opening.plus(other.opening),
        figures.plus(other.figures),
        amounts == null || other.amounts == null ? null : amounts.plus(other.amounts));
  }
}
