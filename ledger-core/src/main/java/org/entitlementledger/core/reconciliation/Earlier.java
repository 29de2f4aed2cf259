package org.entitlementledger.core.reconciliation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What rows before the present one have said. What cannot be read names nothing, so that a row may
 * be put right.
 *
 * @param rows those of earlier files: a row that is equal to one of them is not new
 * @param transactions that rows of any file, this one included, have named
 * @param vouchers the same
 */
public record Earlier(Set<Stated> rows, Set<String> transactions, Set<String> vouchers) {
  public Earlier {
    rows = Set.copyOf(rows);
    transactions = new HashSet<>(transactions);
    vouchers = new HashSet<>(vouchers);
  }

  /** Before the first file. */
  public static Earlier none() {
    return new Earlier(Set.of(), Set.of(), Set.of());
  }

  /** The same after a file with these lines. */
  public Earlier after(List<Line> lines) {
    var seen = new HashSet<>(rows);
    lines.forEach(line -> seen.add(line.stated()));
    return new Earlier(seen, transactions, vouchers);
  }

  boolean names(Redemption row) {
    return transactions.contains(row.providerTransactionId())
        || vouchers.contains(row.voucherCode());
  }

  void add(Redemption row) {
    transactions.add(row.providerTransactionId());
    vouchers.add(row.voucherCode());
  }
}
