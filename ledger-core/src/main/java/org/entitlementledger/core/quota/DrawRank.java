package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.entitlementledger.core.catalogue.QuotaPolicy;

/**
 * What decides when a source is drawn (CATALOGUE.md, {@code drawOrder}).
 *
 * @param recorded its number among the account's grants; below 0 for what no event recorded
 */
record DrawRank(int priority, Instant ends, boolean promotional, Instant starts, long recorded) {

  static DrawRank of(Allocation allocation) {
    return new DrawRank(
        allocation.priority(),
        allocation.life().end(),
        false,
        allocation.life().start(),
        allocation.source().kind() == Source.Kind.ROLLOVER ? -2 : -1);
  }

  static DrawRank of(Grant grant) {
    return new DrawRank(
        grant.lot().priority(),
        grant.ends(),
        grant.lot().promotional(),
        grant.lot().starts(),
        grant.recorded());
  }

  /** The one that is drawn first comes first; at a tie of all keys the one recorded first. */
  static Comparator<DrawRank> order(List<QuotaPolicy.DrawKey> keys) {
    Comparator<DrawRank> order = (_, _) -> 0;
    for (QuotaPolicy.DrawKey key : keys) {
      order =
          order.thenComparing(
              switch (key) {
                case PRIORITY -> Comparator.comparingInt(DrawRank::priority);
                case ENDS -> Comparator.comparing(DrawRank::ends);
                case PROMOTIONAL -> Comparator.comparing((DrawRank rank) -> !rank.promotional);
                case STARTS -> Comparator.comparing(DrawRank::starts);
                case RECORDED -> Comparator.comparingLong(DrawRank::recorded);
              });
    }
    return order.thenComparingLong(DrawRank::recorded);
  }
}
