package org.entitlementledger.api.finance.register;

import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.entitlementledger.api.finance.register.Delivery.Delivered;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines.Taker;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.projections.register.StoredItem;

/** Counts completed accelerators and held sessions by account, month and tier. */
final class DeliveryRegister implements Register<DeliveryLine> {
  private static final String NO_TIER = "";

  private static final List<Column<DeliveryLine>> COLUMNS =
      List.of(
          Column.text("accountId", DeliveryLine::accountId),
          Column.text("month", DeliveryLine::month),
          Column.text("tier", DeliveryLine::tier),
          Column.integer("accelerators", DeliveryLine::accelerators),
          Column.integer("progressCalls", DeliveryLine::progressCalls),
          Column.integer("roiReviews", DeliveryLine::roiReviews),
          Column.integer("workshops", DeliveryLine::workshops),
          Column.integer("sessions", DeliveryLine::sessions));

  private DeliveryTotals totals = DeliveryTotals.NONE;

  private record Key(YearMonth month, String tier) {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::month).thenComparing(Key::tier);
  }

  @Override
  public List<String> collections() {
    return Delivery.COLLECTIONS;
  }

  @Override
  public List<Column<DeliveryLine>> columns() {
    return COLUMNS;
  }

  @Override
  public void account(
      RegisterAccount account,
      Iterator<StoredItem> items,
      ItemHistory history,
      Taker<DeliveryLine> taker)
      throws IOException {
    var months = new TreeMap<Key, DeliveryTotals>(Key.ORDER);
    while (items.hasNext()) {
      Delivered delivered = Delivery.of(items.next(), account, history);
      if (delivered != null && account.covers(delivered.day())) {
        var key = new Key(YearMonth.from(delivered.day()), tier(account, delivered.at()));
        DeliveryTotals before = months.getOrDefault(key, DeliveryTotals.NONE);
        months.put(key, before.plus(delivered.kind()));
      }
    }
    for (var month : months.entrySet()) {
      taker.take(line(account.accountId(), month.getKey(), month.getValue()));
      totals = totals.plus(month.getValue());
    }
  }

  private static String tier(RegisterAccount account, Instant time) {
    Contract contract = account.contracts().inForce(time);
    return contract == null ? NO_TIER : contract.termsAt(time).tier();
  }

  private static DeliveryLine line(String accountId, Key key, DeliveryTotals figures) {
    return new DeliveryLine(
        accountId,
        key.month.toString(),
        key.tier.equals(NO_TIER) ? null : key.tier,
        figures.accelerators(),
        figures.progressCalls(),
        figures.roiReviews(),
        figures.workshops(),
        figures.sessions());
  }

  @Override
  public Totals totals() {
    return new Totals(totals, List.of(totals.row()));
  }
}
