package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Used and reserved units of one source over time. Units that are returned later were not available
 * in between.
 *
 * @param changes units taken at each time; negative where they were returned
 * @param last the final usage
 */
record UsageOverTime(TreePMap<Instant, Quantity> changes, Quantity last) {
  static final UsageOverTime NONE = new UsageOverTime(TreePMap.empty(), Quantity.ZERO);

  UsageOverTime plus(Movement movement) {
    Quantity taken = movement.effect().taken();
    return taken.isZero() ? this : plus(movement.effectiveAt(), taken);
  }

  /** A copy with {@code quantity} more taken at {@code time}. */
  UsageOverTime plus(Instant time, Quantity quantity) {
    Quantity sum = changes.getOrDefault(time, Quantity.ZERO).plus(quantity);
    return new UsageOverTime(
        sum.isZero() ? changes.minus(time) : changes.plus(time, sum), last.plus(quantity));
  }

  /** The peak usage from {@code time} onwards, minus the final usage. */
  Quantity higherFrom(Instant time) {
    Quantity most = Quantity.ZERO;
    Quantity more = Quantity.ZERO;
    for (Map.Entry<Instant, Quantity> change :
        changes.tailMap(time, false).descendingMap().entrySet()) {
      more = more.minus(change.getValue());
      most = most.max(more);
    }
    return most;
  }

  /**
   * The quantities returned in {@code span} and never taken again, by time, counting only usage
   * above {@code floor}.
   */
  SortedMap<Instant, Quantity> givenUp(Window span, Quantity floor) {
    var givenUp = new TreeMap<Instant, Quantity>();
    Quantity taken = last;
    Quantity most = last.max(floor);
    for (Map.Entry<Instant, Quantity> change :
        changes.tailMap(span.start(), false).descendingMap().entrySet()) {
      taken = taken.minus(change.getValue());
      if (taken.compareTo(most) > 0) {
        if (change.getKey().isBefore(span.end())) {
          givenUp.put(change.getKey(), taken.minus(most));
        }
        most = taken;
      }
    }
    return givenUp;
  }

  /** The time of the last draw or hold; null without one. */
  @Nullable Instant lastTaken() {
    for (Map.Entry<Instant, Quantity> change : changes.descendingMap().entrySet()) {
      if (change.getValue().isPositive()) {
        return change.getKey();
      }
    }
    return null;
  }
}
