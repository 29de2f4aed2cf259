package org.entitlementledger.api.finance.register;

/** The same six figures of all lines. */
record VoucherTotals(
    long issued, long redeemed, long expired, long revoked, long replaced, long outstanding) {}
