package org.entitlementledger.api.finance.books;

import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for on one line of the roll-forward and lapsed unused.
 *
 * @param lapsed units that lapsed in the period
 * @param deferred units that were left when the period ended
 * @param amount what lapsed, in money
 * @param deferredAmount what is deferred, in money
 */
record BreakageLine(
    String accountId,
    @Nullable String contractId,
    String entitlement,
    Quantity lapsed,
    Quantity deferred,
    Money unitValue,
    Amount amount,
    Amount deferredAmount) {}
