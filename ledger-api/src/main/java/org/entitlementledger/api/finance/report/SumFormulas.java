package org.entitlementledger.api.finance.report;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.jspecify.annotations.Nullable;

/**
 * Makes the formulas of totals: sums over the lines.
 *
 * @param header the names of the columns
 * @param lines sheet by sheet
 * @param inexact the columns in which a number stands as text, which no formula adds
 */
record SumFormulas(List<String> header, List<LineRange> lines, BitSet inexact)
    implements TotalRow.Formulas {

  @Override
  public @Nullable String of(Total total, int column) {
    String sum =
        lines.stream()
            .filter(range -> !range.isEmpty())
            .map(range -> sum(range, total.of(), column))
            .collect(Collectors.joining("+"));
    return sum.isEmpty() || inexact.get(column) ? null : sum;
  }

  private String sum(LineRange range, Map<String, @Nullable String> of, int column) {
    if (of.isEmpty()) {
      return "SUM(%s)".formatted(range.of(column));
    }
    String conditions =
        of.entrySet().stream()
            .map(one -> range.of(header.indexOf(one.getKey())) + "," + equal(one.getValue()))
            .collect(Collectors.joining(","));
    return "SUMIFS(%s,%s)".formatted(range.of(column), conditions);
  }

  /** The condition that a cell has this text, or nothing: without wildcards and comparisons. */
  private static String equal(@Nullable String text) {
    String wanted = text == null ? "" : Sheet.cellText(text).replaceAll("[~*?]", "~$0");
    return "\"=" + wanted.replace("\"", "\"\"") + "\"";
  }
}
