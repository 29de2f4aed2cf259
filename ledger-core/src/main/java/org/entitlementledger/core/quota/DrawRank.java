package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.entitlementledger.core.catalogue.QuotaPolicy;

/**
 * The sort key of a source in the draw order (CATALOGUE.md, {@code drawOrder}).
 *
 * @param recorded its number among the account's grants; negative for sources that no event records
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

  /** Sorts by {@code keys} and breaks ties by the order of recording. */
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
