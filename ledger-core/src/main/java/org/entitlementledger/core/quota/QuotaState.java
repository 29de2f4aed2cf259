package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.SortedMap;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * All recorded facts about one entitlement: the usage of each source in each window, the grants and
 * the unsettled holds. Balances are computed from it, the contracts and the time.
 *
 * @param usage by source and start of the window
 * @param overTime by source
 * @param holding the ids of the holds on each source
 * @param lastTouched the start of the latest window with a movement
 */
record QuotaState(
    PMap<Source, PMap<Instant, Usage>> usage,
    PMap<Source, UsageOverTime> overTime,
    PMap<String, Hold> holds,
    PMap<Source, PSet<String>> holding,
    Grants grants,
    @Nullable Instant lastTouched) {
  static final QuotaState EMPTY =
      new QuotaState(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          Grants.NONE,
          null);

  QuotaState apply(Movement movement, ContractEnds contracts) {
    QuotaState touched = touchedBy(movement);
    return switch (movement.kind()) {
      case GRANTED -> touched.granted(movement, contracts);
      case REVOKED -> touched.used(movement).revoked(movement);
      case HELD -> touched.held(movement, contracts);
      case RELEASED -> touched.settled(movement);
      case CONSUMED ->
          movement.holdId() == null
              ? touched.used(movement)
              : touched.settled(movement).used(movement);
      case RETURNED, DEDUCTED, LAPSED -> touched.used(movement);
    };
  }

  /**
   * A copy in which grants and holds that last as long as their contract end with {@code
   * contracts}.
   */
  QuotaState endingWith(ContractEnds contracts) {
    Grants changed = grants;
    for (Grant grant : grants.bySource().values()) {
      Grant after = grant.endingWith(contracts);
      if (!after.ends().equals(grant.ends())) {
        changed = changed.changed(grant, after, left(grant.source()).isPositive());
      }
    }
    PMap<String, Hold> ending = holds;
    for (Hold hold : holds.values()) {
      Hold after = hold.endingWith(contracts);
      ending = after.ends().equals(hold.ends()) ? ending : ending.plus(hold.holdId(), after);
    }
    return new QuotaState(usage, overTime, ending, holding, changed, lastTouched);
  }

  private QuotaState granted(Movement movement, ContractEnds contracts) {
    Lot lot = movement.lot();
    if (lot == null) {
      throw new IllegalStateException("a grant has a life");
    }
    long recorded = grants.bySource().size();
    var grant = new Grant(movement.source(), movement.quantity(), lot, lot.ends(), null, recorded);
    return with(grants.plus(grant.endingWith(contracts), true));
  }

  private QuotaState revoked(Movement movement) {
    Source source = movement.source();
    // Older events may end a grant before it begins: between the two there is none yet.
    Grant grant = grants.find(source);
    return grant == null
        ? this
        : with(
            grants.changed(
                grant, grant.revoked(movement.effectiveAt()), left(source).isPositive()));
  }

  private QuotaState used(Movement movement) {
    Source source = movement.source();
    PMap<Instant, Usage> windows = usage.getOrDefault(source, HashTreePMap.empty());
    Instant window = movement.window().start();
    Usage next = windows.getOrDefault(window, Usage.NONE).apply(movement);
    var after =
        new QuotaState(
            usage.plus(source, windows.plus(window, next)),
            overTime,
            holds,
            holding,
            grants,
            lastTouched);
    Grant grant = grants.find(source);
    return grant == null
        ? after
        : after.with(grants.marked(grant, after.left(source).isPositive()));
  }

  private QuotaState held(Movement movement, ContractEnds contracts) {
    String id = String.valueOf(movement.holdId());
    Hold hold = holds.getOrDefault(id, Hold.of(movement)).plus(movement).endingWith(contracts);
    PSet<String> holders = holding.getOrDefault(movement.source(), HashTreePSet.empty());
    return new QuotaState(
        usage,
        overTime,
        holds.plus(id, hold),
        holding.plus(movement.source(), holders.plus(id)),
        grants,
        lastTouched);
  }

  private QuotaState settled(Movement movement) {
    String id = String.valueOf(movement.holdId());
    Hold before = holds.get(id);
    if (before == null) {
      throw new IllegalStateException("settled before it was held: " + id);
    }
    Hold rest = before.minus(movement);
    Source source = movement.source();
    boolean holds = rest.takes().stream().anyMatch(take -> take.source().equals(source));
    PSet<String> holders = holding.getOrDefault(source, HashTreePSet.empty());
    return new QuotaState(
        usage,
        overTime,
        rest.takes().isEmpty() ? this.holds.minus(id) : this.holds.plus(id, rest),
        holds ? holding : holding.plus(source, holders.minus(id)),
        grants,
        lastTouched);
  }

  private QuotaState touchedBy(Movement movement) {
    Instant window = movement.window().start();
    Instant touched = lastTouched == null || window.isAfter(lastTouched) ? window : lastTouched;
    return new QuotaState(usage, overTimeWith(movement), holds, holding, grants, touched);
  }

  private PMap<Source, UsageOverTime> overTimeWith(Movement movement) {
    Source source = movement.source();
    return movement.kind() == Movement.Kind.GRANTED
        ? overTime
        : overTime.plus(source, overTime.getOrDefault(source, UsageOverTime.NONE).plus(movement));
  }

  private QuotaState with(Grants next) {
    return new QuotaState(usage, overTime, holds, holding, next, lastTouched);
  }

  /** The usage of the source in one window. */
  Usage in(Source source, Instant window) {
    return usage.getOrDefault(source, HashTreePMap.empty()).getOrDefault(window, Usage.NONE);
  }

  /** Whether the source was ever drawn from or reserved. */
  boolean knows(Source source) {
    return overTime.containsKey(source);
  }

  /** The time of the last draw or hold on the source; null without one. */
  @Nullable Instant lastTaken(Source source) {
    return overTime.getOrDefault(source, UsageOverTime.NONE).lastTaken();
  }

  /**
   * The start of the last window with a net draw from the source or an open hold on it; null
   * without one.
   */
  @Nullable Instant lastDrawn(Source source) {
    Instant last = null;
    for (var entry : usage.getOrDefault(source, HashTreePMap.empty()).entrySet()) {
      boolean drawn = entry.getValue().drawn();
      last = drawn && (last == null || entry.getKey().isAfter(last)) ? entry.getKey() : last;
    }
    for (String id : holding.getOrDefault(source, HashTreePSet.empty())) {
      Hold hold = holds.get(id);
      Instant window = hold == null ? null : hold.windowOf(source);
      last = window != null && (last == null || window.isAfter(last)) ? window : last;
    }
    return last;
  }

  /** The usage of the source in all windows. */
  Usage inAll(Source source) {
    Usage sum = Usage.NONE;
    for (Usage one : usage.getOrDefault(source, HashTreePMap.empty()).values()) {
      sum = sum.plus(one);
    }
    return sum;
  }

  /** The usage of the source in the windows before {@code window}. */
  Usage before(Source source, Instant window) {
    Usage sum = Usage.NONE;
    for (var entry : usage.getOrDefault(source, HashTreePMap.empty()).entrySet()) {
      sum = entry.getKey().isBefore(window) ? sum.plus(entry.getValue()) : sum;
    }
    return sum;
  }

  /**
   * Peak usage of the source from {@code time} onwards, minus its final usage.
   *
   * @param now the time at which holds are judged expired
   */
  Quantity higherFrom(Instant time, Source source, Instant now) {
    return overTime(source, now).higherFrom(time);
  }

  /** Peak quantity of the source that is used or held from {@code time} onwards. */
  Quantity takenFrom(Instant time, Source source) {
    UsageOverTime overTime = overTime(source, Instant.MAX);
    return overTime.last().plus(overTime.higherFrom(time));
  }

  /**
   * The quantities that were returned to the source for good in {@code span}, by time, counting
   * only usage above {@code floor}.
   */
  SortedMap<Instant, Quantity> givenUp(Source source, Window span, Quantity floor) {
    return overTime(source, Instant.MAX).givenUp(span, floor);
  }

  /** The usage over time, including the release of holds that have expired at {@code now}. */
  private UsageOverTime overTime(Source source, Instant now) {
    UsageOverTime known = overTime.getOrDefault(source, UsageOverTime.NONE);
    for (String id : holding.getOrDefault(source, HashTreePSet.empty())) {
      Hold hold = holds.get(id);
      if (hold != null && !hold.ends().isAfter(now)) {
        known = known.plus(hold.ends(), hold.of(source).negated());
      }
    }
    return known;
  }

  /** The quantity of the source that is reserved at {@code time}. */
  Quantity heldOf(Source source, Instant time) {
    Quantity sum = Quantity.ZERO;
    for (String id : holding.getOrDefault(source, HashTreePSet.empty())) {
      Hold hold = holds.get(id);
      sum = hold != null && hold.standsAt(time) ? sum.plus(hold.of(source)) : sum;
    }
    return sum;
  }

  /** Whether the source is a grant that is live at {@code time}. */
  boolean isAlive(Source source, Instant time) {
    Grant grant = grants.find(source);
    return grant != null && grant.aliveAt(time);
  }

  /** The quantity of a grant that is neither used nor lost; reserved units count as left. */
  private Quantity left(Source source) {
    Grant grant = grants.find(source);
    return grant == null ? Quantity.ZERO : grant.quantity().minus(inAll(source).gone());
  }
}
