package org.entitlementledger.api.finance.books;

import org.entitlementledger.core.finance.Amounts;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a line or total in money: digits with at least the currency's decimals, exact,
 * with a minus below zero.
 *
 * @param currency ISO 4217
 */
record LineAmounts(
    String currency,
    String opening,
    String granted,
    String adjusted,
    String consumed,
    String lapsed,
    String closing) {
  static @Nullable LineAmounts of(@Nullable Amounts amounts) {
    return amounts == null
        ? null
        : new LineAmounts(
            amounts.currency(),
            amounts.opening().toPlainString(),
            amounts.granted().toPlainString(),
            amounts.adjusted().toPlainString(),
            amounts.consumed().toPlainString(),
            amounts.lapsed().toPlainString(),
            amounts.closing().toPlainString());
  }
}
