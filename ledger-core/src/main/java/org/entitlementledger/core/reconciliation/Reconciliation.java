package org.entitlementledger.core.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A provider's file of redemptions against the ledger (FINANCE.md, "Reconciliation"). */
public final class Reconciliation {
  private Reconciliation() {}

  /**
   * A line for each row that is new, in their order.
   *
   * @param earlier what was said before; what these rows name is added
   * @param vouchers those that the rows name, by code
   */
  public static List<Line> judge(
      List<Row> rows, Earlier earlier, Map<String, Redeemable> vouchers) {
    var lines = new ArrayList<Line>();
    for (Row row : rows) {
      if (!earlier.rows().contains(row.stated())) {
        lines.add(judge(row, earlier, vouchers));
      }
    }
    return lines;
  }

  private static Line judge(Row row, Earlier earlier, Map<String, Redeemable> vouchers) {
    Redemption redemption = row.redemption();
    if (redemption == null) {
      return new Line(row.line(), Finding.INVALID, row.stated(), null, row.field());
    }
    Redeemable voucher = vouchers.get(redemption.voucherCode());
    boolean again = earlier.names(redemption);
    Finding finding = again ? Finding.DUPLICATE : Finding.of(redemption, voucher);
    earlier.add(redemption);
    return new Line(
        row.line(),
        finding,
        row.stated(),
        voucher == null ? null : voucher.unitValue(),
        voucher == null || finding != Finding.EXAM_MISMATCH
            ? null
            : voucher.examDiffers(redemption));
  }
}
