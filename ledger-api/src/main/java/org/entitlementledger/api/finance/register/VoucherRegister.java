package org.entitlementledger.api.finance.register;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines.Taker;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherState.Replaced;
import org.entitlementledger.projections.register.StoredItem;

/** Counts vouchers by what became of them, a line for each account and contract. */
final class VoucherRegister implements Register<VoucherLine> {
  private static final List<Column<VoucherLine>> COLUMNS =
      List.of(
          Column.text("accountId", VoucherLine::accountId),
          Column.text("contractId", VoucherLine::contractId),
          Column.integer("issued", VoucherLine::issued),
          Column.integer("redeemed", VoucherLine::redeemed),
          Column.integer("expired", VoucherLine::expired),
          Column.integer("revoked", VoucherLine::revoked),
          Column.integer("replaced", VoucherLine::replaced),
          Column.integer("outstanding", VoucherLine::outstanding));

  private final Count total = new Count();

  /** What became of some vouchers. */
  private static final class Count {
    private final Map<VoucherOutcome, Long> of = new EnumMap<>(VoucherOutcome.class);

    void add(VoucherOutcome outcome) {
      of.merge(outcome, 1L, Long::sum);
    }

    void add(Count other) {
      other.of.forEach((outcome, count) -> of.merge(outcome, count, Long::sum));
    }

    VoucherTotals totals() {
      return new VoucherTotals(
          of.values().stream().mapToLong(Long::longValue).sum(),
          get(VoucherOutcome.REDEEMED),
          get(VoucherOutcome.EXPIRED),
          get(VoucherOutcome.REVOKED),
          get(VoucherOutcome.REPLACED),
          get(VoucherOutcome.OUTSTANDING));
    }

    private long get(VoucherOutcome outcome) {
      return of.getOrDefault(outcome, 0L);
    }

    VoucherLine line(String accountId, String contractId) {
      VoucherTotals all = totals();
      return new VoucherLine(
          accountId,
          contractId,
          all.issued(),
          all.redeemed(),
          all.expired(),
          all.revoked(),
          all.replaced(),
          all.outstanding());
    }
  }

  @Override
  public List<String> collections() {
    return List.of(Items.VOUCHERS);
  }

  @Override
  public List<Column<VoucherLine>> columns() {
    return COLUMNS;
  }

  /** A replacement is recorded after the code that it stands for, whose outcome waits for it. */
  @Override
  public void account(
      RegisterAccount account,
      Iterator<StoredItem> items,
      ItemHistory history,
      Taker<VoucherLine> taker)
      throws IOException {
    var contracts = new TreeMap<String, Count>();
    var replacements = new HashMap<String, Instant>();
    var replaced = new ArrayList<StoredItem>();
    while (items.hasNext()) {
      StoredItem stored = items.next();
      var voucher = (Voucher) stored.item();
      if (account.knows(stored) && voucher.terms().replaces() != null) {
        replacements.put(voucher.terms().replaces(), voucher.terms().issuedAt());
      }
      if (isIssued(voucher, stored, account)) {
        if (voucher.state() instanceof Replaced) {
          replaced.add(stored);
        } else {
          count(contracts, stored, VoucherOutcome.of(stored, account, history, replacements));
        }
      }
    }
    for (StoredItem stored : replaced) {
      count(contracts, stored, VoucherOutcome.of(stored, account, history, replacements));
    }
    for (var contract : contracts.entrySet()) {
      taker.take(contract.getValue().line(account.accountId(), contract.getKey()));
      total.add(contract.getValue());
    }
  }

  private static boolean isIssued(Voucher voucher, StoredItem stored, RegisterAccount account) {
    Instant issuedAt = voucher.terms().issuedAt();
    return account.knows(stored) && account.sees(issuedAt) && account.covers(issuedAt);
  }

  private static void count(
      Map<String, Count> contracts, StoredItem stored, VoucherOutcome outcome) {
    String contractId = ((Voucher) stored.item()).terms().contractId();
    contracts.computeIfAbsent(contractId, one -> new Count()).add(outcome);
  }

  @Override
  public Totals totals() {
    VoucherTotals totals = total.totals();
    var figures = new LinkedHashMap<String, BigDecimal>();
    figures.put("issued", BigDecimal.valueOf(totals.issued()));
    figures.put("redeemed", BigDecimal.valueOf(totals.redeemed()));
    figures.put("expired", BigDecimal.valueOf(totals.expired()));
    figures.put("revoked", BigDecimal.valueOf(totals.revoked()));
    figures.put("replaced", BigDecimal.valueOf(totals.replaced()));
    figures.put("outstanding", BigDecimal.valueOf(totals.outstanding()));
    return new Totals(totals, List.of(Totals.Total.ofAll(figures)));
  }
}
