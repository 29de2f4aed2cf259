package org.entitlementledger.api.finance.books;

import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.core.kernel.Quantity;

/**
 * The sum of the lines of an entitlement in one currency.
 *
 * @param lapsed units that lapsed in the period
 * @param deferred units that were left when the period ended
 * @param amount what lapsed, in money
 * @param deferredAmount what is deferred, in money
 */
record BreakageTotal(
    String entitlement, Quantity lapsed, Quantity deferred, Amount amount, Amount deferredAmount) {}
