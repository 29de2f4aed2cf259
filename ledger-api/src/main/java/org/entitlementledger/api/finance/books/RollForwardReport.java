package org.entitlementledger.api.finance.books;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines;
import org.entitlementledger.api.finance.report.Report;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.entitlementledger.core.finance.Amounts;
import org.entitlementledger.core.finance.RollForwardTotal;
import org.entitlementledger.core.finance.RollForwardTotals;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.jspecify.annotations.Nullable;

/** The table of a roll-forward (FINANCE.md, "Roll-forward"). */
final class RollForwardReport {
  private static final List<Column<RollForwardLineAnswer>> COLUMNS =
      List.of(
          Column.text("accountId", RollForwardLineAnswer::accountId),
          Column.text("contractId", RollForwardLineAnswer::contractId),
          Column.text("entitlement", RollForwardLineAnswer::entitlement),
          Column.quantity("opening", RollForwardLineAnswer::opening),
          Column.quantity("granted", RollForwardLineAnswer::granted),
          Column.quantity("adjusted", RollForwardLineAnswer::adjusted),
          Column.quantity("consumed", RollForwardLineAnswer::consumed),
          Column.quantity("lapsed", RollForwardLineAnswer::lapsed),
          Column.quantity("closing", RollForwardLineAnswer::closing),
          Column.amount("unitValue", line -> of(line.unitValue(), Money::amount)),
          Column.text("currency", line -> of(line.amount(), LineAmounts::currency)),
          amount("openingAmount", LineAmounts::opening),
          amount("grantedAmount", LineAmounts::granted),
          amount("adjustedAmount", LineAmounts::adjusted),
          amount("consumedAmount", LineAmounts::consumed),
          amount("lapsedAmount", LineAmounts::lapsed),
          amount("closingAmount", LineAmounts::closing));

  private RollForwardReport() {}

  private static Column<RollForwardLineAnswer> amount(
      String name, Function<LineAmounts, String> figure) {
    return Column.amount(
        name, line -> of(line.amount(), amounts -> new BigDecimal(figure.apply(amounts))));
  }

  private static <T, U> @Nullable U of(@Nullable T value, Function<T, U> part) {
    return value == null ? null : part.apply(value);
  }

  /**
   * Makes the report.
   *
   * @param position of the last event that counts
   * @param checkpoint the signed head of exactly so many events, where there is one
   */
  static Report<RollForwardLineAnswer> of(
      RollForwardQuestion question,
      RollForwardQueries queries,
      long position,
      @Nullable String checkpoint,
      Instant now) {
    return new Report<>(
        "rollforward",
        question.qualifiers(),
        question.parameters(),
        position,
        checkpoint,
        COLUMNS,
        taker -> lines(question, queries, position, now, taker));
  }

  private static Totals lines(
      RollForwardQuestion question,
      RollForwardQueries queries,
      long position,
      Instant now,
      Lines.Taker<RollForwardLineAnswer> taker)
      throws IOException {
    var totals = new RollForwardTotals();
    queries.lines(
        question.question(),
        position,
        now,
        line -> {
          totals.add(line);
          taker.take(RollForwardLineAnswer.of(line, question.period()));
        });
    return new Totals(
        totals.sums().stream().map(total -> RollForwardTotalAnswer.of(total, question)).toList(),
        totals.sums().stream().map(RollForwardReport::total).toList());
  }

  private static Total total(RollForwardTotal total) {
    Map<String, @Nullable String> of = new HashMap<>();
    Amounts amounts = total.amounts();
    of.put("entitlement", total.entitlement());
    of.put("currency", amounts == null ? null : amounts.currency());
    var figures = new LinkedHashMap<String, BigDecimal>();
    put(figures, "opening", total.opening());
    put(figures, "granted", total.figures().granted());
    put(figures, "adjusted", total.figures().adjusted());
    put(figures, "consumed", total.figures().consumed());
    put(figures, "lapsed", total.figures().lapsed());
    put(figures, "closing", total.closing());
    if (amounts != null) {
      figures.put("openingAmount", amounts.opening());
      figures.put("grantedAmount", amounts.granted());
      figures.put("adjustedAmount", amounts.adjusted());
      figures.put("consumedAmount", amounts.consumed());
      figures.put("lapsedAmount", amounts.lapsed());
      figures.put("closingAmount", amounts.closing());
    }
    return Total.of(of, figures);
  }

  private static void put(Map<String, BigDecimal> figures, String column, Quantity quantity) {
    figures.put(column, quantity.value());
  }
}
