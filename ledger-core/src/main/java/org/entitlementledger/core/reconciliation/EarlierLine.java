package org.entitlementledger.core.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * A line of an earlier file that no later row has replaced.
 *
 * @param transaction that the row names; absent where it cannot be read or there is no row
 * @param voucher likewise
 * @param resolved whether it has a resolution, pending or settled
 */
public record EarlierLine(
    LineId id,
    Finding finding,
    @Nullable String transaction,
    @Nullable String voucher,
    boolean resolved) {

  /** Whether it is a difference that nobody has dealt with. */
  boolean isOpen() {
    return finding.isDifference() && !resolved;
  }

  /** Whether later rows repeat it: a row that cannot be read names nothing. */
  boolean names() {
    return finding != Finding.INVALID && finding != Finding.MISSING_FROM_FILE;
  }

  /** Whether it was the first to name its transaction and its voucher. */
  boolean namesFirst() {
    return names() && finding != Finding.DUPLICATE;
  }
}
