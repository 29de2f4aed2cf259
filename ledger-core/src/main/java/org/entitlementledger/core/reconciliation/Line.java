package org.entitlementledger.core.reconciliation;

import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A finding.
 *
 * @param line the row's number; absent where the ledger has what no file names
 * @param expectedFee what a unit of the voucher's source is worth; absent where it is not known
 * @param field the column of the file that the finding is about; absent where it is about the whole
 *     row
 */
public record Line(
    @Nullable Long line,
    Finding finding,
    Stated stated,
    @Nullable Money expectedFee,
    @Nullable String field) {}
