package org.entitlementledger.api.finance.closing;

import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.books.ClosingTotal;
import org.jspecify.annotations.Nullable;

/** Sums the roll-forward of the days that a closing closes. */
@FunctionalInterface
public interface ClosingTotals {
  /**
   * The sums by entitlement and currency of all events up to a position. It may take long, and
   * writes nothing.
   *
   * @param after the days after this one; null for all from the first on
   * @param through the last day, in each account's zone
   * @param alive called again and again meanwhile, at least every few seconds; what it throws ends
   *     the work
   */
  List<ClosingTotal> of(
      @Nullable LocalDate after, LocalDate through, long position, Runnable alive);
}
