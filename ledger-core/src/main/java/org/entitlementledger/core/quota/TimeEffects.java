package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * Computes the effects of time: windows open and close, quantities lapse, roll over or are carried,
 * grants and holds end. The effects of commands are their movements.
 */
public final class TimeEffects {
  private final QuotaState state;

  TimeEffects(QuotaState state) {
    this.state = state;
  }

  /** Walks over the windows of one entitlement of a contract. */
  public final class Walk {
    private final WindowSchedule schedule;
    private @Nullable WindowState windowState;
    private Instant reached;

    private Walk(ContractEntitlement promise) {
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

    /** The start of the next window; null after the last. */
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
      var effects = new ArrayList<TimeEffect>();
      for (Allocation allocation : one.allocations()) {
        new OfAllocation(effects, one, allocation).tell();
      }
      return effects;
    }
  }

  /** Starts a walk at the first window. */
  public Walk walk(ContractEntitlement promise) {
    return new Walk(promise);
  }

  /** The effects of one window on one of its allocations. */
  private final class OfAllocation {
    private final List<TimeEffect> effects;
    private final WindowState windowState;
    private final Allocation allocation;
    private final Window life;

    OfAllocation(List<TimeEffect> effects, WindowState windowState, Allocation allocation) {
      this.effects = effects;
      this.windowState = windowState;
      this.allocation = allocation;
      life = allocation.life();
    }

    void tell() {
      Instant start = windowState.span().start();
      boolean begins = !life.start().isBefore(start);
      Quantity entered = allocation.entered();
      if (begins && entered != null) {
        allOfItIsGrantedWhenItBegins(entered);
      }
      theOldestIsTrimmedToTheBoundOfAll(start, begins);
      add(start, TimeEffect.CARRIES, TimeEffect.Type.CONSUMED, allocation.carried());
      boolean ends = !life.end().isAfter(windowState.span().end());
      if (ends && entered != null) {
        whatIsLeftRollsOverOrLapses(entered);
        backAfterTheEndLapses(effects, life.end(), allocation.source(), windowState.window());
      }
    }

    private void allOfItIsGrantedWhenItBegins(Quantity entered) {
      Quantity takenBack = whatALateChangeGivesLessIsTakenBack(entered);
      Quantity gift = entered.plus(allocation.trimmed()).plus(takenBack);
      add(life.start(), TimeEffect.OPENS, TimeEffect.Type.GRANTED, gift);
    }

    /**
     * After a backdated change, usage above the new limit is taken back as soon as it is returned.
     */
    private Quantity whatALateChangeGivesLessIsTakenBack(Quantity entered) {
      Quantity all = Quantity.ZERO;
      if (!windowState.promise().changed()) {
        return all;
      }
      // A hold that ends with the contract is released at the instant at which its window closes.
      var through = new Window(life.start(), life.end().plusNanos(1_000));
      for (var back : state.givenUp(allocation.source(), through, entered).entrySet()) {
        add(back.getKey(), TimeEffect.CHANGES, TimeEffect.Type.TAKEN_BACK, back.getValue());
        all = all.plus(back.getValue());
      }
      return all;
    }

    private void theOldestIsTrimmedToTheBoundOfAll(Instant start, boolean begins) {
      int rank = begins ? TimeEffect.OPENS : TimeEffect.CLOSES;
      add(start, rank, TimeEffect.Type.LAPSED, allocation.trimmed());
    }

    /** The rest of an allowance that a tier change ends is taken back instead. */
    private void whatIsLeftRollsOverOrLapses(Quantity entered) {
      Usage before =
          allocation.source().kind() == Source.Kind.ROLLOVER
              ? state.before(allocation.source(), windowState.window().start())
              : Usage.NONE;
      Quantity left = entered.plus(before.gone()).minus(allocation.usedAtEnd(state));
      Quantity rolled = allocation.rolled().min(left.max(Quantity.ZERO));
      Quantity rest = left.minus(rolled);
      add(life.end(), TimeEffect.CLOSES, TimeEffect.Type.ROLLED_OVER, rolled);
      if (allocation.replaced()) {
        add(life.end(), TimeEffect.CHANGES, TimeEffect.Type.TAKEN_BACK, rest);
      } else {
        add(life.end(), TimeEffect.CLOSES, TimeEffect.Type.LAPSED, rest);
      }
    }

    private void add(Instant time, int rank, TimeEffect.Type type, Quantity quantity) {
      TimeEffects.add(
          effects, time, rank, type, quantity, allocation.source(), windowState.window());
    }
  }

  /** The ends of grants and holds up to {@code through}. */
  public List<TimeEffect> expiries(Instant through) {
    var effects = new ArrayList<TimeEffect>();
    for (Grant grant : state.grants().bySource().values()) {
      if (!grant.ends().isAfter(through)) {
        whatIsLeftOfAGrantLapsesAtItsEnd(effects, grant);
      }
    }
    for (Hold hold : state.holds().values()) {
      if (!hold.ends().isAfter(through)) {
        whatAHoldKeepsIsFreeAtItsEnd(effects, hold);
      }
    }
    return effects;
  }

  private void whatIsLeftOfAGrantLapsesAtItsEnd(List<TimeEffect> effects, Grant grant) {
    var window = new Window(grant.lot().starts(), grant.lot().ends());
    Quantity left = grant.quantity().minus(state.takenFrom(grant.ends(), grant.source()));
    add(
        effects,
        grant.ends(),
        TimeEffect.EXPIRES,
        TimeEffect.Type.LAPSED,
        left,
        grant.source(),
        window);
    backAfterTheEndLapses(effects, grant.ends(), grant.source(), window);
  }

  private static void whatAHoldKeepsIsFreeAtItsEnd(List<TimeEffect> effects, Hold hold) {
    for (Movement take : hold.takes()) {
      add(
          effects,
          hold.ends(),
          TimeEffect.EXPIRES,
          TimeEffect.Type.RELEASED,
          take.quantity(),
          take.source(),
          take.window());
    }
  }

  /**
   * Units that return to an ended source lapse at once: from an expired hold, or from any usage if
   * the end was backdated. If the end was known when the units returned, the event itself records
   * the lapse.
   */
  private void backAfterTheEndLapses(
      List<TimeEffect> effects, Instant end, Source source, Window window) {
    var since = new Window(end, Instant.MAX);
    for (var back : state.givenUp(source, since, Quantity.ZERO).entrySet()) {
      Instant time = back.getKey();
      add(
          effects,
          time,
          TimeEffect.EXPIRES,
          TimeEffect.Type.LAPSED,
          back.getValue(),
          source,
          window);
    }
  }

  private static void add(
      List<TimeEffect> effects,
      Instant time,
      int rank,
      TimeEffect.Type type,
      Quantity quantity,
      Source source,
      Window window) {
    if (quantity.isPositive()) {
      effects.add(new TimeEffect(time, rank, type, quantity, source, window));
    }
  }
}
