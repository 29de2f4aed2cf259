package org.entitlementledger.api.finance;

import org.entitlementledger.api.finance.ReportedLine.LineReference;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Resolution;
import org.entitlementledger.core.reconciliation.Stated;
import org.jspecify.annotations.Nullable;

/**
 * A line as finance reads it, each field as it came.
 *
 * @param line the row's number, the header being 1; absent for what the file lacks
 * @param field the column of the file that the finding is about; absent where it is about the whole
 *     row
 * @param replacedBy the row of a later file that stands in for it: a correction, or the redemption
 *     that files had lacked until then
 * @param resolution how the difference is settled, or is to be once it is approved
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
    @Nullable String accountId,
    @Nullable LineReference replacedBy,
    @Nullable ResolutionAnswer resolution) {

  /** What the provider asks for, as it came. */
  record Fee(String amount, String currency) {}

  static LineAnswer of(ReportedLine reported) {
    Line line = reported.line();
    Resolution resolution = reported.resolution();
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
        stated.accountId(),
        reported.replacedBy(),
        resolution == null ? null : ResolutionAnswer.of(line, resolution));
  }

  private static @Nullable Fee fee(@Nullable String amount, @Nullable String currency) {
    return amount == null || currency == null ? null : new Fee(amount, currency);
  }
}
