package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a report.
 *
 * @param json as the JSON answer gives them
 * @param rows as the workbook gives them, in their order
 */
public record Totals(Object json, List<Total> rows) {

  /**
   * One total.
   *
   * @param of the rows that it is the sum of: those with these texts in these columns, null for an
   *     empty cell; all rows where the map is empty
   * @param figures the sums, by the names of their columns
   */
  public record Total(Map<String, @Nullable String> of, Map<String, BigDecimal> figures) {

    /** The total of all rows. */
    public static Total ofAll(Map<String, BigDecimal> figures) {
      return new Total(Map.of(), figures);
    }

    /** What the first cell of its row says: {@code Total}, and what the rows have in common. */
    public String label() {
      var label = new StringBuilder("Total");
      of.values().stream()
          .filter(text -> text != null)
          .forEach(text -> label.append(' ').append(text));
      return label.toString();
    }
  }
}
