package org.entitlementledger.projections.finance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.entitlementledger.core.finance.Booking;
import org.entitlementledger.core.finance.RollForward;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.movement.MovementQueries;
import org.entitlementledger.projections.movement.MovementQueries.Recorder;
import org.jspecify.annotations.Nullable;

/** The movements that a figure of a roll-forward is the sum of. */
public final class CellQueries {
  private final BookedAccounts accounts;
  private final MovementQueries movements;

  public CellQueries(BookedAccounts accounts, MovementQueries movements) {
    this.accounts = accounts;
    this.movements = movements;
  }

  /**
   * A page of them.
   *
   * @param sum the figure, whatever page this is
   * @param amounts the figure in money, by currency
   */
  public record Movements(Page<CellMovement> page, Quantity sum, Map<String, BigDecimal> amounts) {}

  /**
   * The movements in the order of the accounts' opening, of entitlements, and in which they took
   * effect. All pages are as of the position of the first.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Movements movements(Cell cell, Instant now, @Nullable String after, int limit) {
    Cursor from = Cursor.parse(after, 3);
    long stands = accounts.position();
    long position = from == null ? stands : Math.min(stands, Math.max(0, from.at(0)));
    var collected = new Collected(cell, now, from, limit);
    accounts.read(cell.accountId(), position, collected::take);
    Page<Found> page =
        Page.of(
            collected.found,
            limit,
            position,
            last -> Cursor.of(position, last.opened, last.ordinal));
    Map<Long, Recorder> recorders = movements.recorders(positions(page.items()));
    return new Movements(
        page.map(found -> found.movement(recorders)), collected.sum, collected.amounts);
  }

  private static Set<Long> positions(List<Found> items) {
    var positions = new TreeSet<Long>();
    for (Found found : items) {
      var recorded = found.booking.entry().recorded();
      if (recorded != null) {
        positions.add(recorded.position());
      }
    }
    return positions;
  }

  /** One of them, and its number in its account. */
  private record Found(
      String accountId, long opened, long ordinal, Booking booking, Quantity quantity) {
    CellMovement movement(Map<Long, Recorder> recorders) {
      var recorded = booking.entry().recorded();
      return new CellMovement(
          accountId,
          booking,
          quantity,
          recorded == null ? null : recorders.get(recorded.position()));
    }
  }

  /** What is collected account by account: the sum of all, and the items of the page. */
  private static final class Collected {
    private final Cell cell;
    private final Instant now;
    private final @Nullable Cursor from;
    private final int limit;
    private final List<Found> found = new ArrayList<>();
    private final Map<String, BigDecimal> amounts = new TreeMap<>();
    private Quantity sum = Quantity.ZERO;
    private long ordinal;

    Collected(Cell cell, Instant now, @Nullable Cursor from, int limit) {
      this.cell = cell;
      this.now = now;
      this.from = from;
      this.limit = limit;
    }

    void take(BookedAccount account) {
      RollForward rollForward = account.rollForward(cell.period(), now);
      ordinal = 0;
      for (String entitlement : rollForward.entitlements()) {
        if (cell.entitlement() == null || cell.entitlement().equals(entitlement)) {
          rollForward.entries(entitlement).forEach(entry -> take(account, entry));
        }
      }
    }

    private void take(BookedAccount account, RollForward.Entry entry) {
      Quantity quantity = cell.column().of(entry);
      Booking booking = entry.booking();
      if (cell.holds(booking.line()) && !quantity.isZero()) {
        add(new Found(account.accountId(), account.opened(), ordinal++, booking, quantity));
      }
    }

    private void add(Found one) {
      sum = sum.plus(one.quantity);
      Money value = one.booking.line().unitValue();
      BigDecimal amount = one.booking.line().amount(one.quantity);
      if (value != null && amount != null) {
        amounts.merge(value.currency(), amount, BigDecimal::add);
      }
      boolean comes =
          from == null
              || one.opened > from.at(1)
              || (one.opened == from.at(1) && one.ordinal > from.at(2));
      if (comes && found.size() <= limit) {
        found.add(one);
      }
    }
  }
}
