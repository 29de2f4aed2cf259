package org.entitlementledger.core.reconciliation;

import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * What a row says where all of it can be read.
 *
 * @param examAt a date means the start of that day in the account's zone
 * @param accountId absent where the row names none
 */
public record Redemption(
    String providerTransactionId,
    String voucherCode,
    When examAt,
    Money fee,
    @Nullable String accountId) {}
