package org.entitlementledger.api.finance;

import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Stated;
import org.jspecify.annotations.Nullable;

/**
 * A line as finance reads it, each field as it came.
 *
 * @param line the row's number, the header being 1; absent for what the file lacks
 * @param field the column of the file that the finding is about; absent where it is about the whole
 *     row
 */
record LineAnswer(
    @Nullable Long line,
    String finding,
    @Nullable String field,
    @Nullable String providerTransactionId,
    String voucherCode,
    @Nullable String examCode,
    String examAt,
    @Nullable String status,
    @Nullable Fee fee,
    @Nullable Money expectedFee,
    @Nullable String invoiceNumber,
    @Nullable String accountId) {

  /** What the provider asks for, as it came. */
  record Fee(String amount, String currency) {}

  static LineAnswer of(Line line) {
    Stated stated = line.stated();
    return new LineAnswer(
        line.line(),
        line.finding().key(),
        line.field(),
        stated.providerTransactionId(),
        stated.voucherCode(),
        stated.examCode(),
        stated.examAt(),
        stated.status(),
        fee(stated.fee(), stated.currency()),
        line.expectedFee(),
        stated.invoiceNumber(),
        stated.accountId());
  }

  private static @Nullable Fee fee(@Nullable String amount, @Nullable String currency) {
    return amount == null || currency == null ? null : new Fee(amount, currency);
  }
}
