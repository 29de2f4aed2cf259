package org.entitlementledger.core.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance.SourceBalance;

/**
 * Puts sources into the order in which a balance lists them (API.md, "What is left"): those with
 * something left in the order of draws, then the others, the latest that ended first.
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

  /** A hold keeps its quantity: what is held is left, as {@code remaining} says. */
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
