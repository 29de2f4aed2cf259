package org.entitlementledger.core.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance.SourceBalance;

/**
 * The order in which a balance lists its sources (API.md, "What is left").
 *
 * @param keys the draw order of the policy
 */
record SourceOrder(Pool pool, List<QuotaPolicy.DrawKey> keys) {

  /** Those with something left in the order of draws, then the others, the latest ended first. */
  List<SourceBalance> of(List<SourceBalance> sources) {
    var ordered = new ArrayList<SourceBalance>();
    var empty = new ArrayList<SourceBalance>();
    for (SourceBalance source : sources) {
      (hasSomethingLeft(source) ? ordered : empty).add(source);
    }
    ordered.sort(Comparator.comparing(this::rank, DrawRank.order(keys)));
    empty.sort(
        Comparator.comparing(SourceBalance::ends)
            .thenComparing(SourceBalance::starts)
            .thenComparingLong(this::recorded)
            .reversed());
    ordered.addAll(empty);
    return List.copyOf(ordered);
  }

  /** A hold keeps its quantity: what is held is left, as {@code remaining} says. */
  private static boolean hasSomethingLeft(SourceBalance source) {
    Quantity available = source.available();
    return available == null || available.isPositive() || source.held().isPositive();
  }

  private DrawRank rank(SourceBalance source) {
    return new DrawRank(
        source.priority(), source.ends(), source.promotional(), source.starts(), recorded(source));
  }

  private long recorded(SourceBalance source) {
    return switch (source.source().kind()) {
      case ROLLOVER -> -2;
      case ALLOWANCE, OVERAGE -> -1;
      case GRANT, ADJUSTMENT -> {
        Grant grant = pool.grants().find(source.source());
        yield grant == null ? -1 : grant.recorded();
      }
    };
  }
}
