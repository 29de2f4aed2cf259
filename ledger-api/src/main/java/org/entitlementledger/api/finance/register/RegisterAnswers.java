package org.entitlementledger.api.finance.register;

import java.util.List;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** The JSON of registers, for the OpenAPI document: answers are written line by line. */
final class RegisterAnswers {
  private RegisterAnswers() {}

  /**
   * Vouchers by what became of them.
   *
   * @param position of the last event that it reflects
   */
  record VoucherReport(
      @Nullable Days period,
      @Nullable String account,
      When asOf,
      long position,
      List<VoucherLine> lines,
      VoucherTotals totals) {}

  /**
   * Education orders and reversals.
   *
   * @param position of the last event that it reflects
   * @param totals one for each currency
   */
  record EducationDiscountReport(
      @Nullable Days period,
      @Nullable String account,
      When asOf,
      long position,
      List<EducationLine> lines,
      List<EducationTotal> totals) {}

  /**
   * Tickets with their service levels.
   *
   * @param position of the last event that it reflects
   */
  record ServiceLevelReport(
      @Nullable Days period,
      @Nullable String account,
      When asOf,
      long position,
      List<ServiceLevelLine> lines,
      ServiceLevelTotals totals) {}

  /**
   * Deliveries by account, month and tier.
   *
   * @param position of the last event that it reflects
   */
  record DeliveryReport(
      @Nullable Days period,
      @Nullable String account,
      When asOf,
      long position,
      List<DeliveryLine> lines,
      DeliveryTotals totals) {}
}
