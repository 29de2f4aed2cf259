package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What follows from time alone: windows that open and close, what lapses, rolls over or is carried,
 * and the ends of grants and holds.
 */
public final class TimeEffects {
  private final QuotaState state;

  TimeEffects(QuotaState state) {
    this.state = state;
  }

  /** A walk over the windows of one promise. */
  public final class Walk {
    private final WindowSchedule schedule;
    private @Nullable WindowState windowState;
    private Instant reached;

    private Walk(Promise promise) {
      schedule = new WindowSchedule(state, promise);
      reached = promise.term().start();
      windowState = firstFrom(reached);
    }

    private @Nullable WindowState firstFrom(Instant start) {
      Instant time = start;
      while (time.isBefore(schedule.promise().term().end())) {
        WindowState found = schedule.windowAt(time);
        if (found != null) {
          return found;
        }
        time = schedule.promise().phaseAt(time).life().end();
      }
      return null;
    }

    /** When the next window begins; null after the last. */
    public @Nullable Instant nextStart() {
      return windowState == null ? null : windowState.span().start();
    }

    /** The effects of the next window. */
    public List<TimeEffect> next() {
      WindowState one = windowState;
      if (one == null) {
        return List.of();
      }
      WindowState following = schedule.next(one);
      reached = one.span().end();
      windowState = following == null ? firstFrom(reached) : following;
      return lines(one);
    }
  }

  /** The windows of a promise, from its first. */
  public Walk walk(Promise promise) {
    return new Walk(promise);
  }

  private List<TimeEffect> lines(WindowState windowState) {
    var lines = new ArrayList<TimeEffect>();
    for (Allocation allocation : windowState.allocations()) {
      add(lines, windowState, allocation);
    }
    return lines;
  }

  private void add(List<TimeEffect> lines, WindowState windowState, Allocation allocation) {
    Window window = windowState.window();
    Instant start = windowState.span().start();
    Source source = allocation.source();
    boolean begins = !allocation.life().start().isBefore(start);
    Quantity entered = allocation.entered();
    if (begins && entered != null) {
      Quantity back = takeBack(lines, windowState, allocation);
      Quantity gift = entered.plus(allocation.trimmed()).plus(back);
      Instant opens = allocation.life().start();
      add(lines, opens, TimeEffect.OPENS, "granted", gift, source, window, gift);
    }
    int trims = begins ? TimeEffect.OPENS : TimeEffect.CLOSES;
    lapse(lines, start, trims, allocation.trimmed(), source, window);
    Quantity carried = allocation.carried();
    if (carried.isPositive()) {
      Quantity change = entered == null ? Quantity.ZERO : carried.negated();
      add(lines, start, TimeEffect.CARRIES, "consumed", carried, source, window, change);
    }
    boolean ends = !allocation.life().end().isAfter(windowState.span().end());
    if (ends && entered != null) {
      close(lines, allocation, entered, window);
    }
  }

  private void close(
      List<TimeEffect> lines, Allocation allocation, Quantity entered, Window window) {
    Usage before =
        allocation.source().kind() == Source.Kind.ROLLOVER
            ? state.before(allocation.source(), window.start())
            : Usage.NONE;
    Quantity left = entered.plus(before.gone()).minus(allocation.usedAtEnd(state));
    Quantity rolled = allocation.rolled().min(left.max(Quantity.ZERO));
    Instant end = allocation.life().end();
    add(
        lines,
        end,
        TimeEffect.CLOSES,
        "rolled-over",
        rolled,
        allocation.source(),
        window,
        rolled.negated());
    Quantity rest = left.minus(rolled);
    add(
        lines,
        end,
        allocation.replaced() ? TimeEffect.CHANGES : TimeEffect.CLOSES,
        allocation.replaced() ? "taken-back" : "lapsed",
        rest,
        allocation.source(),
        window,
        rest.negated());
    giveUp(lines, end, allocation.source(), window);
  }

  private static void lapse(
      List<TimeEffect> lines, Instant time, int rank, Quantity left, Source source, Window window) {
    add(lines, time, rank, "lapsed", left, source, window, left.negated());
  }

  /**
   * What was used or held beyond what a change that was told late gives is taken back when it is
   * there again.
   */
  private Quantity takeBack(
      List<TimeEffect> lines, WindowState windowState, Allocation allocation) {
    Quantity all = Quantity.ZERO;
    if (allocation.entered() == null || !windowState.promise().changed()) {
      return all;
    }
    // a hold that ends with the contract goes back before its window closes, at the same instant
    var through = new Window(allocation.life().start(), allocation.life().end().plusNanos(1_000));
    for (var back : state.givenUp(allocation.source(), through, allocation.entered()).entrySet()) {
      Quantity quantity = back.getValue();
      add(
          lines,
          back.getKey(),
          TimeEffect.CHANGES,
          "taken-back",
          quantity,
          allocation.source(),
          windowState.window(),
          quantity.negated());
      all = all.plus(quantity);
    }
    return all;
  }

  /**
   * What goes back to a source that has ended lapses at that moment: from a hold whose time is
   * over, or from anything where the end was told late. What is known to have ended when something
   * goes back to it has that in the event.
   */
  private void giveUp(List<TimeEffect> lines, Instant end, Source source, Window window) {
    state
        .givenUp(source, new Window(end, Instant.MAX), Quantity.ZERO)
        .forEach(
            (time, quantity) -> lapse(lines, time, TimeEffect.EXPIRES, quantity, source, window));
  }

  /** The ends, up to {@code through}, of the grants and the holds. */
  public List<TimeEffect> expiries(Instant through) {
    var lines = new ArrayList<TimeEffect>();
    for (Grant grant : state.grants().bySource().values()) {
      Quantity left = grant.quantity().minus(state.takenFrom(grant.ends(), grant.source()));
      if (!grant.ends().isAfter(through)) {
        lapse(lines, grant.ends(), TimeEffect.EXPIRES, left, grant.source(), windowOf(grant));
        giveUp(lines, grant.ends(), grant.source(), windowOf(grant));
      }
    }
    for (Hold hold : state.holds().values()) {
      if (!hold.ends().isAfter(through)) {
        hold.takes().forEach(take -> expire(lines, hold, take));
      }
    }
    return lines;
  }

  private static void expire(List<TimeEffect> lines, Hold hold, Movement take) {
    add(
        lines,
        hold.ends(),
        TimeEffect.EXPIRES,
        "released",
        take.quantity(),
        take.source(),
        take.window(),
        take.quantity());
  }

  private static Window windowOf(Grant grant) {
    return new Window(grant.lot().starts(), grant.lot().ends());
  }

  private static void add(
      List<TimeEffect> lines,
      Instant time,
      int rank,
      String movement,
      Quantity quantity,
      Source source,
      Window window,
      Quantity change) {
    if (quantity.isPositive()) {
      lines.add(new TimeEffect(time, rank, movement, quantity, source, window, change));
    }
  }
}
