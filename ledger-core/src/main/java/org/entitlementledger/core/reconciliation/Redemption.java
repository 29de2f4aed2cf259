package org.entitlementledger.core.reconciliation;

import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * What a row says where all of it can be read.
 *
 * @param examAt a date means the start of that day in the account's zone
 * @param examCode absent where the row names none
 * @param accountId absent where the row names none
 */
public record Redemption(
    String providerTransactionId,
    String voucherCode,
    @Nullable String examCode,
    When examAt,
    Money fee,
    @Nullable String accountId) {
  /** The columns of the file that say something of the exam. */
  static final String EXAM_CODE = "exam_code";

  static final String EXAM_AT = "exam_at";
}
