package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
   * @param name what it counts; empty where the columns of its figures say so
   * @param of the rows that it is the sum of: those with these texts in these columns, null for an
   *     empty cell; all rows where the map is empty
   * @param figures the sums, by the names of their columns
   */
  public record Total(
      String name, Map<String, @Nullable String> of, Map<String, BigDecimal> figures) {

    /** The total of all rows. */
    public static Total ofAll(Map<String, BigDecimal> figures) {
      return new Total("", Map.of(), figures);
    }

    /** The total of the rows with these texts in these columns. */
    public static Total of(Map<String, @Nullable String> of, Map<String, BigDecimal> figures) {
      return new Total("", of, figures);
    }

    /** A number of rows of one kind, in the column that tells the kind. */
    public static Total count(String name, String column, long count) {
      return new Total(name, Map.of(), Map.of(column, BigDecimal.valueOf(count)));
    }

    /** What the first cell of its row says: {@code Total}, and what the rows have in common. */
    public String label() {
      var label = new StringBuilder("Total");
      Stream.concat(Stream.of(name), of.values().stream())
          .filter(text -> text != null && !text.isEmpty())
          .forEach(text -> label.append(' ').append(text));
      return label.toString();
    }
  }
}
