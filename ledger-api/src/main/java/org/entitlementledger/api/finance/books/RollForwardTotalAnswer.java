package org.entitlementledger.api.finance.books;

import org.entitlementledger.core.finance.RollForwardTotal;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the lines of an entitlement whose values are of one currency.
 *
 * @param amount the figures in money; absent for the lines without a unit value
 * @param movements the path of what a figure is made of; {@code column} is to be added
 */
record RollForwardTotalAnswer(
    String entitlement,
    Quantity opening,
    Quantity granted,
    Quantity adjusted,
    Quantity consumed,
    Quantity lapsed,
    Quantity closing,
    @Nullable LineAmounts amount,
    String movements) {
  static RollForwardTotalAnswer of(RollForwardTotal total, RollForwardQuestion question) {
    LineAmounts amount = LineAmounts.of(total.amounts());
    return new RollForwardTotalAnswer(
        total.entitlement(),
        total.opening(),
        total.figures().granted(),
        total.figures().adjusted(),
        total.figures().consumed(),
        total.figures().lapsed(),
        total.closing(),
        amount,
        CellPath.ofTotal(
            question.period(),
            question.account(),
            question.contract(),
            total.entitlement(),
            amount == null ? null : amount.currency()));
  }
}
