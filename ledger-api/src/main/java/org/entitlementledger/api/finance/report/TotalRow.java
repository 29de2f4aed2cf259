package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.XmlEscapeHelper;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row of totals: formulas over the lines, with the figures as their cached values.
 *
 * <p>fastexcel writes no cached values, but it writes formulas as they are given, and numbers as
 * their {@code toString}. So the first formula opens a comment over what fastexcel writes behind
 * it, and the "number" in the last one's place closes the comment, goes on with the cached value
 * and the formulas in between, and ends with the last cached value.
 *
 * @param columns all columns, as the header names them
 * @param formulas makes the formula of a column
 */
record TotalRow(List<? extends Column<?>> columns, Formulas formulas) {

  /** Makes formulas. */
  interface Formulas {
    /** The formula whose value is a total's figure; null where the cells do not add up to it. */
    @Nullable String of(Total total, int column);
  }

  private record Figure(String formula, BigDecimal value, CellStyle style) {}

  /** Writes it as the sheet's current row. */
  void write(Sheet sheet, Total total) {
    sheet.header(0, total.label());
    var figures = new TreeMap<Integer, Figure>();
    for (int column = 1; column < columns.size(); column++) {
      BigDecimal value = total.figures().get(columns.get(column).name());
      if (value != null) {
        CellStyle style = style(columns.get(column), value);
        String formula = Sheet.isExact(value) ? formulas.of(total, column) : null;
        if (formula == null) {
          sheet.number(column, value, style);
        } else {
          figures.put(column, new Figure(formula, value, style));
        }
      }
    }
    write(sheet, figures);
    writeTexts(sheet, total.of(), figures);
  }

  private static CellStyle style(Column<?> column, BigDecimal value) {
    boolean amount = column.type() == Column.Type.AMOUNT;
    return (amount ? CellStyle.amount(value.scale()) : CellStyle.QUANTITY).total();
  }

  private static void write(Sheet sheet, SortedMap<Integer, Figure> figures) {
    if (figures.isEmpty()) {
      return;
    }
    Worksheet cells = sheet.worksheet();
    int first = figures.firstKey();
    Figure opening = Objects.requireNonNull(figures.get(first));
    var rest = new StringBuilder("--></f><v>").append(opening.value.toPlainString());
    figures
        .tailMap(first + 1)
        .forEach(
            (column, figure) ->
                rest.append(
                    "</v></c><c r=\"%s%s\" s=\"%s\"><f>%s</f><v>%s"
                        .formatted(
                            LineRange.letters(column),
                            sheet.row() + 1,
                            figure.style.index(),
                            XmlEscapeHelper.escape(figure.formula),
                            figure.value.toPlainString())));
    cells.formula(sheet.row(), first, XmlEscapeHelper.escape(opening.formula) + "<!--");
    opening.style.set(cells, sheet.row(), first);
    cells.value(sheet.row(), end(figures), new Written(rest.toString()));
  }

  /** The column whose place the rest of the formulas takes. */
  private static int end(SortedMap<Integer, Figure> figures) {
    return figures.size() == 1 ? figures.firstKey() + 1 : figures.lastKey();
  }

  /** What the rows have in common, in its own columns as far as these stand outside the figures. */
  private void writeTexts(
      Sheet sheet, Map<String, @Nullable String> of, SortedMap<Integer, Figure> figures) {
    for (int column = 1; column < columns.size(); column++) {
      String text = of.get(columns.get(column).name());
      boolean free = figures.isEmpty() || column < figures.firstKey() || column > end(figures);
      if (text != null && free) {
        sheet.header(column, text);
      }
    }
  }

  /** A number that fastexcel writes as this text. */
  private static final class Written extends Number {
    private static final long serialVersionUID = 1L;
    private final String text;

    Written(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }

    @Override
    public int intValue() {
      throw new UnsupportedOperationException(text);
    }

    @Override
    public long longValue() {
      throw new UnsupportedOperationException(text);
    }

    @Override
    public float floatValue() {
      throw new UnsupportedOperationException(text);
    }

    @Override
    public double doubleValue() {
      throw new UnsupportedOperationException(text);
    }
  }
}
