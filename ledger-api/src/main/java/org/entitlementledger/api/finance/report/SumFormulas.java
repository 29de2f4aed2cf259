package org.entitlementledger.api.finance.report;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.jspecify.annotations.Nullable;

/**
 * Makes the formulas of totals: sums over the lines.
 *
 * @param columns all columns, as the header names them
 * @param lines sheet by sheet
 * @param inexact the columns in which a number stands as text, which no formula adds
 */
record SumFormulas(List<? extends Column<?>> columns, List<LineRange> lines, BitSet inexact)
    implements TotalRow.Formulas {
  private static final Set<Column.Type> ADDED =
      EnumSet.of(Column.Type.QUANTITY, Column.Type.AMOUNT, Column.Type.INTEGER);

  @Override
  public @Nullable String of(Total total, int column) {
    if (!ADDED.contains(columns.get(column).type()) || inexact.get(column)) {
      return null;
    }
    String sum =
        lines.stream()
            .filter(range -> !range.isEmpty())
            .map(range -> sum(range, total.of(), column))
            .collect(Collectors.joining("+"));
    return sum.isEmpty() ? null : sum;
  }

  private String sum(LineRange range, Map<String, @Nullable String> of, int column) {
    if (of.isEmpty()) {
      return "SUM(%s)".formatted(range.of(column));
    }
    String conditions =
        of.entrySet().stream()
            .map(one -> range.of(column(one.getKey())) + "," + equal(one.getValue()))
            .collect(Collectors.joining(","));
    return "SUMIFS(%s,%s)".formatted(range.of(column), conditions);
  }

  private int column(String name) {
    return columns.stream().map(Column::name).toList().indexOf(name);
  }

  /** The condition that a cell has this text, or nothing: without wildcards and comparisons. */
  private static String equal(@Nullable String text) {
    String wanted = text == null ? "" : Sheet.cellText(text).replaceAll("[~*?]", "~$0");
    return "\"=" + wanted.replace("\"", "\"\"") + "\"";
  }
}
