package org.entitlementledger.api.finance.report;

import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/**
 * How a cell of a workbook looks. Negative figures are red with a minus.
 *
 * @param format the number format (ISO/IEC 29500 part 1, 18.8.31)
 */
record CellStyle(String format, boolean bold) {
  private static final String GENERAL = "General;[Red]-General";
  private static final int MOST_DECIMALS = 6;

  static final CellStyle QUANTITY = new CellStyle(GENERAL, false);
  static final CellStyle DATE = new CellStyle("yyyy-mm-dd", false);
  static final CellStyle INSTANT = new CellStyle("yyyy-mm-dd hh:mm:ss.000", false);
  static final CellStyle HEADER = new CellStyle(GENERAL, true);

  /** In the order in which they are registered, which is that of their indices in the file. */
  private static final List<CellStyle> ALL = all();

  private static List<CellStyle> all() {
    var all = new ArrayList<CellStyle>();
    for (boolean bold : new boolean[] {false, true}) {
      all.add(new CellStyle(GENERAL, bold));
      for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
        all.add(new CellStyle(withDecimals(decimals), bold));
      }
    }
    return List.copyOf(all);
  }

  private static String withDecimals(int decimals) {
    String digits = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    return digits + ";[Red]-" + digits;
  }

  /** A sum of money that is written with so many decimals. */
  static CellStyle amount(int decimals) {
    boolean usual = decimals >= 0 && decimals <= MOST_DECIMALS;
    return usual ? new CellStyle(withDecimals(decimals), false) : QUANTITY;
  }

  /** The same in a row of totals. */
  CellStyle total() {
    return new CellStyle(format, true);
  }

  /** Gives it to a cell. */
  void set(Worksheet sheet, int row, int column) {
    var style = sheet.style(row, column).format(format);
    (bold ? style.bold() : style).set();
  }

  /**
   * Makes the styles of totals known to the workbook before any other, on a cell that is written
   * later.
   */
  static void register(Worksheet sheet) {
    ALL.forEach(style -> style.set(sheet, 0, 0));
  }

  /** Its index in the file; index 0 is what a cell without a style has. */
  int index() {
    return ALL.indexOf(this) + 1;
  }
}
