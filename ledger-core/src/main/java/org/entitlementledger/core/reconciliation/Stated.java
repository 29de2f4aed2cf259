package org.entitlementledger.core.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * What a row says, each field as it came; of a redemption that no file has named, what the ledger
 * says. Two rows are equal when all their fields are.
 *
 * @param accountId absent where the file has no such column
 */
public record Stated(
    @Nullable String providerTransactionId,
    String voucherCode,
    @Nullable String examCode,
    String examAt,
    @Nullable String status,
    @Nullable String fee,
    @Nullable String currency,
    @Nullable String invoiceNumber,
    @Nullable String accountId) {}
