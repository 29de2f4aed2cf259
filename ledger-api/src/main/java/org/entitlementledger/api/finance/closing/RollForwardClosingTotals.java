package org.entitlementledger.api.finance.closing;

import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.books.ClosingTotal;
import org.entitlementledger.core.finance.Amounts;
import org.entitlementledger.core.finance.RollForwardTotal;
import org.entitlementledger.core.finance.RollForwardTotals;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.projections.finance.BookedAccounts;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.jspecify.annotations.Nullable;

/** Sums the lines of the roll-forward. */
record RollForwardClosingTotals(
    RollForwardQueries rollForwards, ViewPositions views, LedgerClock clock)
    implements ClosingTotals {
  /** Before all that a ledger can hold. */
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

  @Override
  public List<ClosingTotal> of(
      @Nullable LocalDate after, LocalDate through, long position, Runnable alive) {
    await(position);
    var period = new Days(after == null ? FIRST : after.plusDays(1), through.plusDays(1));
    var totals = new RollForwardTotals();
    rollForwards.lines(
        new RollForwardQueries.Question(period, null, null, null),
        position,
        clock.now(),
        line -> {
          alive.run();
          totals.add(line);
        });
    return totals.sums().stream().map(RollForwardClosingTotals::total).toList();
  }

  private void await(long position) {
    try {
      views.await(BookedAccounts.VIEWS, position);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }

  private static ClosingTotal total(RollForwardTotal total) {
    return new ClosingTotal(
        total.entitlement(),
        total.opening(),
        total.figures().granted(),
        total.figures().adjusted(),
        total.figures().consumed(),
        total.figures().lapsed(),
        total.closing(),
        amount(total.amounts()));
  }

  private static ClosingTotal.@Nullable ClosingAmounts amount(@Nullable Amounts amounts) {
    return amounts == null
        ? null
        : new ClosingTotal.ClosingAmounts(
            amounts.currency(),
            amounts.opening().toPlainString(),
            amounts.granted().toPlainString(),
            amounts.adjusted().toPlainString(),
            amounts.consumed().toPlainString(),
            amounts.lapsed().toPlainString(),
            amounts.closing().toPlainString());
  }
}
