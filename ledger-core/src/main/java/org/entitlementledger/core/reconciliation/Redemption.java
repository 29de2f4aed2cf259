package org.entitlementledger.core.reconciliation;

import java.time.LocalDate;
import java.time.ZoneId;
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
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** The columns of the file that say something of the exam. */
  static final String EXAM_CODE = "exam_code";

  static final String EXAM_AT = "exam_at";

  /**
   * The day of the exam in the account's zone.
   *
   * @param voucher absent where the ledger has none: an instant then counts by UTC
   */
  public LocalDate examOn(@Nullable Redeemable voucher) {
    return switch (examAt) {
      case When.On on -> on.date();
      case When.At at -> When.dayOf(at.instant(), voucher == null ? UTC : voucher.zone());
    };
  }
}
