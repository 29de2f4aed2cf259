package org.entitlementledger.api.finance.books;

import org.entitlementledger.core.finance.RollForwardLine;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A line of a roll-forward: {@code opening + granted + adjusted − consumed − lapsed = closing}.
 *
 * @param contractId that gives it, or in force when the grant starts; absent where none was
 * @param opening what was left when the period began
 * @param granted allowances and grants that began, less what a tier change took back
 * @param adjusted approved adjustments, signed
 * @param consumed draws, less what was given back
 * @param lapsed what ended unused
 * @param closing what was left when the period ended, or is left now
 * @param unitValue what one unit is worth; absent where the terms give no value
 * @param amount the figures in money; absent without a unit value
 * @param movements the path of what a figure is made of; {@code column} is to be added
 */
record RollForwardLineAnswer(
    String accountId,
    @Nullable String contractId,
    String entitlement,
    Quantity opening,
    Quantity granted,
    Quantity adjusted,
    Quantity consumed,
    Quantity lapsed,
    Quantity closing,
    @Nullable Money unitValue,
    @Nullable LineAmounts amount,
    String movements) {
  static RollForwardLineAnswer of(RollForwardLine line, String period) {
    var key = line.line();
    return new RollForwardLineAnswer(
        line.accountId(),
        key.contractId(),
        key.entitlement(),
        line.opening(),
        line.figures().granted(),
        line.figures().adjusted(),
        line.figures().consumed(),
        line.figures().lapsed(),
        line.closing(),
        key.unitValue(),
        LineAmounts.of(line.amounts()),
        CellPath.ofLine(
            period, line.accountId(), key.contractId(), key.entitlement(), key.unitValue()));
  }
}
