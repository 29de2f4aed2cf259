package org.entitlementledger.core.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance.SourceBalance;

/**
 * Sorts the sources of a balance (API.md, "What is left"): those with something left by draw order,
 * then the exhausted ones by their ends, latest first.
 */
final class SourceOrder {
  private static final Comparator<Ranked> LATEST_ENDED_FIRST =
      Comparator.comparing(
          Ranked::rank,
          Comparator.comparing(DrawRank::ends)
              .thenComparing(DrawRank::starts)
              .thenComparingLong(DrawRank::recorded)
              .reversed());

  private final Comparator<Ranked> drawnFirst;
  private final List<Ranked> left = new ArrayList<>();
  private final List<Ranked> empty = new ArrayList<>();

  private record Ranked(SourceBalance source, DrawRank rank) {}

  /**
   * @param keys the draw order of the policy
   */
  SourceOrder(List<QuotaPolicy.DrawKey> keys) {
    drawnFirst = Comparator.comparing(Ranked::rank, DrawRank.order(keys));
  }

  void add(SourceBalance source, DrawRank rank) {
    (hasSomethingLeft(source) ? left : empty).add(new Ranked(source, rank));
  }

  /** Held units count as left, as in {@code remaining}. */
  private static boolean hasSomethingLeft(SourceBalance source) {
    Quantity available = source.available();
    return available == null || available.isPositive() || source.held().isPositive();
  }

  List<SourceBalance> inOrder() {
    left.sort(drawnFirst);
    empty.sort(LATEST_ENDED_FIRST);
    return Stream.concat(left.stream(), empty.stream()).map(Ranked::source).toList();
  }
}
