package org.entitlementledger.core.quota;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Draws a quantity from the sources that are live at one time, in the policy's draw order
 * (CATALOGUE.md, {@code drawOrder}). A source's availability accounts for later-dated movements and
 * for what later windows have drawn from its rollover.
 *
 * @param time the effective time
 * @param now the time of the decision, which tells whether a hold has expired
 */
record Draw(WindowSchedule schedule, WindowState windowState, Instant time, Instant now) {

  /**
   * The movements of a draw.
   *
   * @param missing what no source had
   */
  record Taken(List<Movement> movements, Quantity missing) {}

  /** A source that may be drawn from. */
  private record Candidate(Source source, DrawRank rank, @Nullable Quantity available) {}

  /** Takes {@code quantity} as far as the sources go. */
  Taken take(Movement.Kind kind, Quantity quantity) {
    Taken taken = takeFrom(kind, quantity);
    if (!laterWindowsDepend() || taken.movements().isEmpty()) {
      return taken;
    }
    Quantity before = overdrawn(schedule.state());
    if (overdrawn(after(taken)).compareTo(before) <= 0) {
      return taken;
    }
    return largestHarmless(kind, quantity, before);
  }

  private Taken takeFrom(Movement.Kind kind, Quantity quantity) {
    var movements = new ArrayList<Movement>();
    Quantity missing = quantity;
    Iterator<Candidate> candidates = candidates();
    while (missing.isPositive() && candidates.hasNext()) {
      Candidate next = candidates.next();
      Quantity available = next.available();
      Quantity part = available == null ? missing : missing.min(available.max(Quantity.ZERO));
      if (part.isPositive()) {
        movements.add(
            Movement.of(
                kind,
                schedule.promise().entitlement(),
                next.source(),
                windowState.window(),
                part,
                time));
        missing = missing.minus(part);
      }
    }
    return new Taken(List.copyOf(movements), missing);
  }

  private boolean laterWindowsDepend() {
    return schedule.promise().chained() || schedule.promise().changed();
  }

  /** By how much sources from this window on are overdrawn. */
  private Quantity overdrawn(QuotaState state) {
    var known = new WindowSchedule(state, schedule.promise().strict());
    Quantity sum = Quantity.ZERO;
    WindowState at = known.windowAt(time);
    Instant touched = schedule.state().lastTouched();
    Instant here = windowState.window().start();
    Instant last = touched == null || touched.isBefore(here) ? here : touched;
    while (at != null && !at.window().start().isAfter(last)) {
      for (Allocation allocation : at.allocations()) {
        sum = sum.plus(known.chain().missing(allocation, at));
      }
      at = known.next(at);
    }
    return sum;
  }

  private QuotaState after(Taken taken) {
    QuotaState state = schedule.state();
    for (Movement movement : taken.movements()) {
      state = state.apply(movement.as(Movement.Kind.CONSUMED, time), ContractEnds.AS_RECORDED);
    }
    return state;
  }

  /**
   * The most of {@code quantity} that leaves no later window more overdrawn than it is: by halving.
   */
  private Taken largestHarmless(Movement.Kind kind, Quantity quantity, Quantity before) {
    int scale = metering().scale();
    BigInteger low = BigInteger.ZERO;
    BigInteger high = quantity.value().movePointRight(scale).toBigInteger();
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      Taken tried = takeFrom(kind, units(middle, scale));
      if (overdrawn(after(tried)).compareTo(before) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Quantity most = units(low, scale);
    List<Movement> movements = most.isZero() ? List.of() : takeFrom(kind, most).movements();
    Quantity taken = Quantity.ZERO;
    for (Movement movement : movements) {
      taken = taken.plus(movement.quantity());
    }
    return new Taken(movements, quantity.minus(taken));
  }

  private static Quantity units(BigInteger units, int scale) {
    return new Quantity(new BigDecimal(units, scale));
  }

  private Metering metering() {
    return windowState.termsAt(time).counted();
  }

  private Iterator<Candidate> candidates() {
    List<QuotaPolicy.DrawKey> order = metering().policy().drawOrder();
    Comparator<Candidate> comparator = Comparator.comparing(Candidate::rank, DrawRank.order(order));
    Iterator<Candidate> grants = grants();
    if (!order.equals(QuotaPolicy.USUAL_ORDER)) {
      var sorted = new ArrayList<Candidate>();
      grants.forEachRemaining(sorted::add);
      sorted.sort(comparator);
      grants = sorted.iterator();
    }
    var allocations = new ArrayList<Candidate>();
    for (Allocation allocation : windowState.allocations()) {
      if (allocation.life().contains(time)) {
        allocations.add(candidate(allocation));
      }
    }
    allocations.sort(comparator);
    return new MergedIterator<>(allocations.iterator(), grants, comparator);
  }

  private Candidate candidate(Allocation allocation) {
    return new Candidate(
        allocation.source(),
        DrawRank.of(allocation),
        throughout(
            allocation.source(),
            allocation.available(schedule.state(), windowState.window().start(), now)));
  }

  private Iterator<Candidate> grants() {
    QuotaState state = schedule.state();
    Iterator<Grant> drawable = state.grants().drawable(time);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return drawable.hasNext();
      }

      @Override
      public Candidate next() {
        Grant grant = drawable.next();
        Quantity gone = state.inAll(grant.source()).gone();
        Quantity held = state.heldOf(grant.source(), now);
        return new Candidate(
            grant.source(),
            DrawRank.of(grant),
            throughout(grant.source(), grant.quantity().minus(gone).minus(held)));
      }
    };
  }

  /** What of {@code available} was there at every moment from the draw on. */
  private @Nullable Quantity throughout(Source source, @Nullable Quantity available) {
    return available == null
        ? null
        : available.minus(schedule.state().higherFrom(time, source, now));
  }
}
