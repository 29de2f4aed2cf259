package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/** A report with a column of each type, and totals for each currency. */
final class Figures {
  static final List<Column<Line>> COLUMNS =
      List.of(
          Column.text("accountId", Line::accountId),
          Column.text("name", Line::name),
          Column.quantity("units", Line::units),
          Column.amount("amount", Line::amount),
          Column.amount("tax", Line::tax),
          Column.text("currency", Line::currency),
          Column.date("day", Line::day),
          Column.instant("at", Line::at),
          Column.integer("count", Line::count),
          Column.flag("met", Line::met));

  private Figures() {}

  /** A line. */
  record Line(
      String accountId,
      @Nullable String name,
      Quantity units,
      BigDecimal amount,
      BigDecimal tax,
      @Nullable String currency,
      @Nullable LocalDate day,
      @Nullable Instant at,
      @Nullable Long count,
      @Nullable Boolean met) {

    static Line of(String accountId, @Nullable String name, String units, String amount) {
      return of(accountId, name, units, amount, "USD");
    }

    static Line of(
        String accountId,
        @Nullable String name,
        String units,
        String amount,
        @Nullable String currency) {
      return new Line(
          accountId,
          name,
          new Quantity(new BigDecimal(units)),
          new BigDecimal(amount),
          new BigDecimal(amount).movePointLeft(1),
          currency,
          LocalDate.parse("2025-06-30"),
          Instant.parse("2025-06-30T23:59:59.999999Z"),
          7L,
          true);
    }
  }

  static Report<Line> report(List<Line> lines) {
    return report(
        taker -> {
          var totals = new Sums();
          for (Line line : lines) {
            taker.take(line);
            totals.add(line);
          }
          return totals.totals();
        });
  }

  static Report<Line> report(Lines<Line> lines) {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("period", Map.of("start", "2025-06-01"));
    parameters.put("account", "=1+1");
    return new Report<>(
        "figures", List.of("2025-06", "a/b:c"), parameters, 312, "head", COLUMNS, lines);
  }

  /** Sums for each currency. */
  static final class Sums {
    private final Map<String, Map<String, BigDecimal>> byCurrency = new TreeMap<>();

    void add(Line line) {
      String currency = line.currency() == null ? "" : line.currency();
      var sums = byCurrency.computeIfAbsent(currency, one -> new LinkedHashMap<>());
      sums.merge("units", line.units().value(), BigDecimal::add);
      sums.merge("amount", line.amount(), BigDecimal::add);
      sums.merge("tax", line.tax(), BigDecimal::add);
    }

    Totals totals() {
      return new Totals(
          byCurrency,
          byCurrency.entrySet().stream()
              .map(
                  one -> {
                    var of = new LinkedHashMap<String, @Nullable String>();
                    of.put("currency", one.getKey().isEmpty() ? null : one.getKey());
                    return Total.of(of, one.getValue());
                  })
              .toList());
    }
  }
}
