package org.entitlementledger.api.finance.books;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amount digits with at least the currency's decimals, with a minus below zero
 * @param currency ISO 4217
 */
record AmountAnswer(String amount, String currency) {
  static AmountAnswer of(BigDecimal amount, String currency) {
    return new AmountAnswer(amount.toPlainString(), currency);
  }
}
