package org.entitlementledger.core.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rows before the present one have said. It learns each row of the present file. */
public final class Earlier {
  private final Set<Stated> rows;
  private final Map<String, List<EarlierLine>> byTransaction = new HashMap<>();
  private final Map<String, List<EarlierLine>> byVoucher = new HashMap<>();
  private final Set<LineId> replaced = new HashSet<>();
  private final Set<String> transactions;
  private final Set<String> vouchers;

  /**
   * @param rows of earlier files: a row that is equal to one of them is not new
   * @param lines of earlier files that name the same transactions or vouchers
   * @param transactions that earlier rows of the present file name
   * @param vouchers likewise
   */
  public Earlier(
      Set<Stated> rows,
      Collection<EarlierLine> lines,
      Set<String> transactions,
      Set<String> vouchers) {
    this.rows = Set.copyOf(rows);
    this.transactions = new HashSet<>(transactions);
    this.vouchers = new HashSet<>(vouchers);
    for (EarlierLine line : lines) {
      if (line.transaction() != null) {
        byTransaction.computeIfAbsent(line.transaction(), key -> new ArrayList<>()).add(line);
      }
      if (line.voucher() != null) {
        byVoucher.computeIfAbsent(line.voucher(), key -> new ArrayList<>()).add(line);
      }
    }
  }

  /** Before the first file. */
  public static Earlier none() {
    return new Earlier(Set.of(), List.of(), Set.of(), Set.of());
  }

  boolean has(Stated row) {
    return rows.contains(row);
  }

  /**
   * The lines of which the row is a corrected version: they have its transaction, and nobody has
   * dealt with them. A file that names a transaction twice corrects it once.
   */
  List<EarlierLine> correctedBy(Redemption row) {
    if (transactions.contains(row.providerTransactionId())) {
      return List.of();
    }
    List<EarlierLine> versions = lines(byTransaction, row.providerTransactionId());
    List<EarlierLine> same =
        versions.stream().filter(line -> row.voucherCode().equals(line.voucher())).toList();
    List<EarlierLine> corrected = same.isEmpty() && versions.size() == 1 ? versions : same;
    return corrected.stream().allMatch(EarlierLine::isOpen) ? corrected : List.of();
  }

  /**
   * Whether an earlier row has the transaction or has named the voucher of this one. A correction
   * takes the place of the lines that it corrects: what they were the first to name, it is.
   */
  boolean names(Redemption row, List<EarlierLine> corrected) {
    List<EarlierLine> first = corrected.stream().filter(EarlierLine::namesFirst).toList();
    boolean firstOfVoucher =
        first.stream().anyMatch(line -> row.voucherCode().equals(line.voucher()));
    boolean transaction =
        transactions.contains(row.providerTransactionId())
            || isNamed(byTransaction, row.providerTransactionId(), corrected);
    boolean voucher =
        vouchers.contains(row.voucherCode()) || isNamed(byVoucher, row.voucherCode(), corrected);
    return (transaction && first.isEmpty()) || (voucher && !firstOfVoucher);
  }

  private boolean isNamed(
      Map<String, List<EarlierLine>> index, String key, List<EarlierLine> corrected) {
    return lines(index, key).stream().anyMatch(line -> line.names() && !corrected.contains(line));
  }

  /** The lines that say that files lack the voucher, until this row. */
  List<EarlierLine> foundBy(Redemption row) {
    return lines(byVoucher, row.voucherCode()).stream()
        .filter(line -> line.finding() == Finding.MISSING_FROM_FILE && line.isOpen())
        .toList();
  }

  private List<EarlierLine> lines(Map<String, List<EarlierLine>> index, String key) {
    return index.getOrDefault(key, List.of()).stream()
        .filter(line -> !replaced.contains(line.id()))
        .toList();
  }

  /** Learns a row of the present file, which stands in for {@code lines}. */
  void add(Redemption row, Collection<LineId> lines) {
    transactions.add(row.providerTransactionId());
    vouchers.add(row.voucherCode());
    replaced.addAll(lines);
  }
}
