package org.entitlementledger.core.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A provider's file of redemptions against the ledger (FINANCE.md, "Reconciliation"). */
public final class Reconciliation {
  private Reconciliation() {}

  /**
   * Judges each row that is new, in their order.
   *
   * @param earlier what was said before; what these rows name is added
   * @param vouchers those that the rows name, by code
   */
  public static List<Judgement> judge(
      List<Row> rows, Earlier earlier, Map<String, Redeemable> vouchers) {
    var judged = new ArrayList<Judgement>();
    for (Row row : rows) {
      if (!earlier.has(row.stated())) {
        judged.add(judge(row, earlier, vouchers));
      }
    }
    return judged;
  }

  /** A row that cannot be read replaces nothing: it may be the wrong one. */
  private static Judgement judge(Row row, Earlier earlier, Map<String, Redeemable> vouchers) {
    Redemption redemption = row.redemption();
    if (redemption == null) {
      var line = new Line(row.line(), Finding.INVALID, row.stated(), null, row.field());
      return new Judgement(line, List.of());
    }
    List<EarlierLine> corrected = earlier.correctedBy(redemption);
    List<LineId> replaces =
        Stream.concat(corrected.stream(), earlier.foundBy(redemption).stream())
            .map(EarlierLine::id)
            .toList();
    Redeemable voucher = vouchers.get(redemption.voucherCode());
    boolean again = earlier.names(redemption, corrected);
    Finding finding = again ? Finding.DUPLICATE : Finding.of(redemption, voucher);
    earlier.add(redemption, replaces);
    return new Judgement(line(row, finding, voucher, redemption), replaces);
  }

  private static Line line(
      Row row, Finding finding, @Nullable Redeemable voucher, Redemption redemption) {
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
