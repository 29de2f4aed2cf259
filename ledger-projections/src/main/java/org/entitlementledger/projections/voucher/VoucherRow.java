package org.entitlementledger.projections.voucher;

/** A voucher's code, and the account that it was issued to. */
public record VoucherRow(String code, String accountId) {}
