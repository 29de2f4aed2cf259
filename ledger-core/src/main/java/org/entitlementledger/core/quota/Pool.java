package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Collection;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * All that was recorded of one entitlement: what became of each source in each window, the grants,
 * and the holds that are not settled. What is left follows from it, the contracts and the time.
 *
 * @param usage by source and start of the window
 * @param holding which holds reserve something of a source
 * @param lastTouched the start of the latest window that anything was recorded in
 * @param lastUsed the latest time at which something was consumed or held
 */
record Pool(
    PMap<Source, PMap<Instant, Usage>> usage,
    PMap<String, Hold> holds,
    PMap<Source, PSet<String>> holding,
    Grants grants,
    @Nullable Instant lastTouched,
    @Nullable Instant lastUsed) {
  static final Pool EMPTY =
      new Pool(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          Grants.NONE,
          null,
          null);

  Pool apply(Movement movement) {
    Pool touched = touchedBy(movement);
    return switch (movement.kind()) {
      case GRANTED -> touched.granted(movement);
      case REVOKED ->
          touched.with(
              grants.endedAt(
                  movement.source(), movement.effectiveAt(), left(movement.source()).isPositive()));
      case HELD -> touched.held(movement);
      case RELEASED -> touched.settled(movement);
      case CONSUMED ->
          movement.holdId() == null
              ? touched.used(movement)
              : touched.settled(movement).used(movement);
      case RETURNED, DEDUCTED, LAPSED -> touched.used(movement);
    };
  }

  Pool applyAll(Collection<Movement> movements) {
    Pool pool = this;
    for (Movement movement : movements) {
      pool = pool.apply(movement);
    }
    return pool;
  }

  private Pool granted(Movement movement) {
    Lot lot = movement.lot();
    if (lot == null) {
      throw new IllegalStateException("a grant has a life");
    }
    var grant =
        new Grant(
            movement.source(), movement.quantity(), lot, lot.ends(), grants.bySource().size());
    return with(grants.plus(grant, true));
  }

  private Pool used(Movement movement) {
    Source source = movement.source();
    PMap<Instant, Usage> windows = usage.getOrDefault(source, HashTreePMap.empty());
    Instant window = movement.window().start();
    Usage next = windows.getOrDefault(window, Usage.NONE).apply(movement);
    var after =
        new Pool(
            usage.plus(source, windows.plus(window, next)),
            holds,
            holding,
            grants,
            lastTouched,
            lastUsed);
    Grant grant = grants.find(source);
    return grant == null
        ? after
        : after.with(grants.marked(grant, after.left(source).isPositive()));
  }

  private Pool held(Movement movement) {
    String id = String.valueOf(movement.holdId());
    Hold hold = holds.getOrDefault(id, Hold.of(movement)).plus(movement);
    PSet<String> holders = holding.getOrDefault(movement.source(), HashTreePSet.empty());
    return new Pool(
        usage,
        holds.plus(id, hold),
        holding.plus(movement.source(), holders.plus(id)),
        grants,
        lastTouched,
        lastUsed);
  }

  private Pool settled(Movement movement) {
    String id = String.valueOf(movement.holdId());
    Hold before = holds.get(id);
    if (before == null) {
      throw new IllegalStateException("settled before it was held: " + id);
    }
    Hold rest = before.minus(movement);
    Source source = movement.source();
    boolean holds = rest.takes().stream().anyMatch(take -> take.source().equals(source));
    PSet<String> holders = holding.getOrDefault(source, HashTreePSet.empty());
    return new Pool(
        usage,
        rest.takes().isEmpty() ? this.holds.minus(id) : this.holds.plus(id, rest),
        holds ? holding : holding.plus(source, holders.minus(id)),
        grants,
        lastTouched,
        lastUsed);
  }

  private Pool touchedBy(Movement movement) {
    Instant window = movement.window().start();
    Instant time = movement.effectiveAt();
    boolean uses =
        movement.kind() == Movement.Kind.CONSUMED || movement.kind() == Movement.Kind.HELD;
    Instant touched = lastTouched == null || window.isAfter(lastTouched) ? window : lastTouched;
    Instant used = uses && (lastUsed == null || time.isAfter(lastUsed)) ? time : lastUsed;
    return new Pool(usage, holds, holding, grants, touched, used);
  }

  private Pool with(Grants next) {
    return new Pool(usage, holds, holding, next, lastTouched, lastUsed);
  }

  /** What became of the source in one window. */
  Usage in(Source source, Instant window) {
    return usage.getOrDefault(source, HashTreePMap.empty()).getOrDefault(window, Usage.NONE);
  }

  /**
   * The start of the last window in which anything was drawn from the source, or is reserved; null
   * where nothing was.
   */
  @Nullable Instant lastDrawn(Source source) {
    Instant last = null;
    for (var one : usage.getOrDefault(source, HashTreePMap.empty()).entrySet()) {
      boolean drawn = !one.getValue().equals(Usage.NONE);
      last = drawn && (last == null || one.getKey().isAfter(last)) ? one.getKey() : last;
    }
    for (String id : holding.getOrDefault(source, HashTreePSet.empty())) {
      Hold hold = holds.get(id);
      Instant window = hold == null ? null : hold.windowOf(source);
      last = window != null && (last == null || window.isAfter(last)) ? window : last;
    }
    return last;
  }

  /** What became of the source in all windows. */
  Usage inAll(Source source) {
    Usage sum = Usage.NONE;
    for (Usage one : usage.getOrDefault(source, HashTreePMap.empty()).values()) {
      sum = sum.plus(one);
    }
    return sum;
  }

  /** What became of the source in the windows before {@code window}. */
  Usage before(Source source, Instant window) {
    Usage sum = Usage.NONE;
    for (var one : usage.getOrDefault(source, HashTreePMap.empty()).entrySet()) {
      sum = one.getKey().isBefore(window) ? sum.plus(one.getValue()) : sum;
    }
    return sum;
  }

  /** What of the source is reserved at {@code time}. */
  Quantity heldOf(Source source, Instant time) {
    Quantity sum = Quantity.ZERO;
    for (String id : holding.getOrDefault(source, HashTreePSet.empty())) {
      Hold hold = holds.get(id);
      sum = hold != null && hold.standsAt(time) ? sum.plus(hold.of(source)) : sum;
    }
    return sum;
  }

  /** What of the source is in holds that are not settled, whether their time is over or not. */
  Quantity reservedOf(Source source) {
    Quantity sum = Quantity.ZERO;
    for (String id : holding.getOrDefault(source, HashTreePSet.empty())) {
      Hold hold = holds.get(id);
      sum = hold == null ? sum : sum.plus(hold.of(source));
    }
    return sum;
  }

  /** What of a grant is neither used nor gone, reserved or not. */
  private Quantity left(Source source) {
    Grant grant = grants.find(source);
    return grant == null ? Quantity.ZERO : grant.quantity().minus(inAll(source).gone());
  }
}
