package org.entitlementledger.api.finance.register;

/**
 * The codes of one contract, each counted once: {@code issued} is the sum of the others.
 *
 * @param issued in the period; codes that stand for replaced ones count too
 * @param outstanding still usable
 */
record VoucherLine(
    String accountId,
    String contractId,
    long issued,
    long redeemed,
    long expired,
    long revoked,
    long replaced,
    long outstanding) {}
