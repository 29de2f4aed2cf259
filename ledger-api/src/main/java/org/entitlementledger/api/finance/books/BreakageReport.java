package org.entitlementledger.api.finance.books;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines;
import org.entitlementledger.api.finance.report.Report;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.entitlementledger.core.finance.Amounts;
import org.entitlementledger.core.finance.RollForwardLine;
import org.entitlementledger.core.finance.RollForwardTotal;
import org.entitlementledger.core.finance.RollForwardTotals;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.jspecify.annotations.Nullable;

/** What was paid for and lapsed unused (FINANCE.md, "Registers"): lines that have a unit value. */
final class BreakageReport {
  private static final List<Column<BreakageLine>> COLUMNS =
      List.of(
          Column.text("accountId", BreakageLine::accountId),
          Column.text("contractId", BreakageLine::contractId),
          Column.text("entitlement", BreakageLine::entitlement),
          Column.quantity("lapsed", BreakageLine::lapsed),
          Column.quantity("deferred", BreakageLine::deferred),
          Column.amount("unitValue", line -> line.unitValue().amount()),
          Column.text("currency", line -> line.unitValue().currency()),
          Column.amount("amount", line -> line.amount().value()),
          Column.amount("deferredAmount", line -> line.deferredAmount().value()));

  private BreakageReport() {}

  static Report<BreakageLine> of(
      RollForwardQuestion question,
      RollForwardQueries queries,
      long position,
      @Nullable String checkpoint,
      Instant now) {
    return new Report<>(
        "breakage",
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
      Lines.Taker<BreakageLine> taker)
      throws IOException {
    var totals = new RollForwardTotals();
    queries.lines(
        question.question(),
        position,
        now,
        line -> {
          BreakageLine broken = line(line);
          if (broken != null) {
            totals.add(line);
            taker.take(broken);
          }
        });
    List<RollForwardTotal> sums = totals.sums();
    return new Totals(
        sums.stream().map(BreakageReport::answer).toList(),
        sums.stream().map(BreakageReport::total).toList());
  }

  private static @Nullable BreakageLine line(RollForwardLine line) {
    Money value = line.line().unitValue();
    Amounts amounts = line.amounts();
    boolean nothing = line.figures().lapsed().isZero() && line.closing().isZero();
    return value == null || amounts == null || nothing
        ? null
        : new BreakageLine(
            line.accountId(),
            line.line().contractId(),
            line.line().entitlement(),
            line.figures().lapsed(),
            line.closing(),
            value,
            Amount.of(amounts.lapsed(), amounts.currency()),
            Amount.of(amounts.closing(), amounts.currency()));
  }

  private static Amounts amounts(RollForwardTotal total) {
    return Objects.requireNonNull(total.amounts(), "each line has a value");
  }

  private static BreakageTotal answer(RollForwardTotal total) {
    Amounts amounts = amounts(total);
    return new BreakageTotal(
        total.entitlement(),
        total.figures().lapsed(),
        total.closing(),
        Amount.of(amounts.lapsed(), amounts.currency()),
        Amount.of(amounts.closing(), amounts.currency()));
  }

  private static Total total(RollForwardTotal total) {
    Amounts amounts = amounts(total);
    return Total.of(
        Map.of("entitlement", total.entitlement(), "currency", amounts.currency()),
        Map.of(
            "lapsed", total.figures().lapsed().value(),
            "deferred", total.closing().value(),
            "amount", amounts.lapsed(),
            "deferredAmount", amounts.closing()));
  }
}
