package org.entitlementledger.api.finance.register;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines.Taker;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.education.EducationOrder;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.projections.register.StoredItem;

/** Lists education orders and their reversals. Currencies are never added together. */
final class EducationRegister implements Register<EducationLine> {
  private static final List<Column<EducationLine>> COLUMNS =
      List.of(
          Column.text("accountId", EducationLine::accountId),
          Column.text("orderId", EducationLine::orderId),
          Column.text("kind", line -> line.kind().key()),
          Column.date("effectiveOn", EducationLine::effectiveOn),
          Column.quantity("percent", line -> new Quantity(new BigDecimal(line.percent()))),
          Column.amount("listPrice", line -> line.listPrice().value()),
          Column.amount("discount", line -> line.discount().value()),
          Column.amount("net", line -> line.net().value()),
          Column.text("currency", line -> line.net().currency()));

  private final TreeMap<String, EducationTotal> byCurrency = new TreeMap<>();

  @Override
  public List<String> collections() {
    return List.of(Items.EDUCATION_ORDERS);
  }

  @Override
  public List<Column<EducationLine>> columns() {
    return COLUMNS;
  }

  @Override
  public void account(
      RegisterAccount account,
      Iterator<StoredItem> items,
      ItemHistory history,
      Taker<EducationLine> taker)
      throws IOException {
    while (items.hasNext()) {
      StoredItem stored = items.next();
      var order = (EducationOrder) stored.item();
      if (!account.knows(stored) || !account.sees(order.occurredAt())) {
        continue;
      }
      if (account.covers(order.orderedOn())) {
        give(EducationLine.order(account.accountId(), order), taker);
      }
      if (order.reversedAt() != null
          && account.knowsLast(stored)
          && account.sees(order.reversedAt())) {
        LocalDate day = account.zone().dayOf(order.reversedAt());
        if (account.covers(day)) {
          give(EducationLine.reversal(account.accountId(), order, day), taker);
        }
      }
    }
  }

  private void give(EducationLine line, Taker<EducationLine> taker) throws IOException {
    taker.take(line);
    byCurrency.merge(line.net().currency(), EducationTotal.of(line), EducationTotal::plus);
  }

  @Override
  public Totals totals() {
    return new Totals(
        List.copyOf(byCurrency.values()),
        byCurrency.values().stream().map(EducationTotal::row).toList());
  }
}
