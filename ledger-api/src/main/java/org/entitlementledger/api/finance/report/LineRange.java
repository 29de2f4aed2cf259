package org.entitlementledger.api.finance.report;

/**
 * The lines of one sheet, which begin in its second row.
 *
 * @param lastRow counted from 1; 1 without lines
 */
record LineRange(String sheet, int lastRow) {
  private static final int LETTERS = 26;

  boolean isEmpty() {
    return lastRow < 2;
  }

  /**
   * The cells of a column as formulas name them.
   *
   * @param column counted from 0
   */
  String of(int column) {
    String letters = letters(column);
    return "'%s'!$%s$2:$%s$%s".formatted(sheet, letters, letters, lastRow);
  }

  /** The name of a column: A, B, … Z, AA, … */
  static String letters(int column) {
    String last = String.valueOf((char) ('A' + column % LETTERS));
    return column < LETTERS ? last : letters(column / LETTERS - 1) + last;
  }
}
