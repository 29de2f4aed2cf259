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
public final class TimeLines {
  private final Pool pool;

  TimeLines(Pool pool) {
    this.pool = pool;
  }

  /** A walk over the windows of one promise. */
  public final class Walk {
    private final Timeline timeline;
    private @Nullable Frame frame;
    private Instant reached;

    private Walk(Promise promise) {
      timeline = new Timeline(pool, promise);
      reached = promise.term().start();
      frame = firstFrom(reached);
    }

    private @Nullable Frame firstFrom(Instant start) {
      Instant time = start;
      while (time.isBefore(timeline.promise().term().end())) {
        Frame found = timeline.frameAt(time);
        if (found != null) {
          return found;
        }
        time = timeline.promise().phaseAt(time).life().end();
      }
      return null;
    }

    /** When the next window begins; null after the last. */
    public @Nullable Instant nextStart() {
      return frame == null ? null : frame.span().start();
    }

    /** The lines of the next window. */
    public List<TimeLine> next() {
      Frame one = frame;
      if (one == null) {
        return List.of();
      }
      Frame following = timeline.next(one);
      reached = one.span().end();
      frame = following == null ? firstFrom(reached) : following;
      return lines(one);
    }
  }

  /** The windows of a promise, from its first. */
  public Walk walk(Promise promise) {
    return new Walk(promise);
  }

  private List<TimeLine> lines(Frame frame) {
    var lines = new ArrayList<TimeLine>();
    Window window = frame.window();
    for (Slot slot : frame.slots()) {
      boolean begins = !slot.life().start().isBefore(frame.span().start());
      boolean ends = !slot.life().end().isAfter(frame.span().end());
      Quantity entered = slot.entered();
      if (begins && entered != null) {
        Quantity gift = entered.plus(slot.trimmed()).plus(takeBack(lines, frame, slot));
        add(
            lines,
            slot.life().start(),
            TimeLine.OPENS,
            "granted",
            gift,
            slot.source(),
            window,
            gift);
      }
      int trims = begins ? TimeLine.OPENS : TimeLine.CLOSES;
      lapse(lines, frame.span().start(), trims, slot.trimmed(), slot.source(), window);
      if (slot.carried().isPositive()) {
        add(
            lines,
            frame.span().start(),
            TimeLine.CARRIES,
            "consumed",
            slot.carried(),
            slot.source(),
            window,
            entered == null ? Quantity.ZERO : slot.carried().negated());
      }
      if (ends && entered != null) {
        close(lines, slot, entered, window);
      }
    }
    return lines;
  }

  private void close(List<TimeLine> lines, Slot slot, Quantity entered, Window window) {
    Usage before =
        slot.source().kind() == Source.Kind.ROLLOVER
            ? pool.before(slot.source(), window.start())
            : Usage.NONE;
    Quantity left = entered.plus(before.gone()).minus(slot.usedAtEnd(pool));
    Quantity rolled = slot.rolled().min(left.max(Quantity.ZERO));
    Instant end = slot.life().end();
    add(
        lines,
        end,
        TimeLine.CLOSES,
        "rolled-over",
        rolled,
        slot.source(),
        window,
        rolled.negated());
    Quantity rest = left.minus(rolled);
    add(
        lines,
        end,
        slot.replaced() ? TimeLine.CHANGES : TimeLine.CLOSES,
        slot.replaced() ? "taken-back" : "lapsed",
        rest,
        slot.source(),
        window,
        rest.negated());
    giveUp(lines, end, slot.source(), window);
  }

  private static void lapse(
      List<TimeLine> lines, Instant time, int rank, Quantity left, Source source, Window window) {
    add(lines, time, rank, "lapsed", left, source, window, left.negated());
  }

  /**
   * What was used or held beyond what a change that was told late gives is taken back when it is
   * there again.
   */
  private Quantity takeBack(List<TimeLine> lines, Frame frame, Slot slot) {
    Quantity all = Quantity.ZERO;
    if (slot.entered() == null || !frame.promise().changed()) {
      return all;
    }
    // a hold that ends with the contract goes back before its window closes, at the same instant
    var through = new Window(slot.life().start(), slot.life().end().plusNanos(1_000));
    for (var back : pool.givenUp(slot.source(), through, slot.entered()).entrySet()) {
      Quantity quantity = back.getValue();
      add(
          lines,
          back.getKey(),
          TimeLine.CHANGES,
          "taken-back",
          quantity,
          slot.source(),
          frame.window(),
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
  private void giveUp(List<TimeLine> lines, Instant end, Source source, Window window) {
    pool.givenUp(source, new Window(end, Instant.MAX), Quantity.ZERO)
        .forEach(
            (time, quantity) -> lapse(lines, time, TimeLine.EXPIRES, quantity, source, window));
  }

  /** The ends, up to {@code through}, of the grants and the holds. */
  public List<TimeLine> expiries(Instant through) {
    var lines = new ArrayList<TimeLine>();
    for (Grant grant : pool.grants().bySource().values()) {
      Quantity left = grant.quantity().minus(pool.takenFrom(grant.ends(), grant.source()));
      if (!grant.ends().isAfter(through)) {
        lapse(lines, grant.ends(), TimeLine.EXPIRES, left, grant.source(), windowOf(grant));
        giveUp(lines, grant.ends(), grant.source(), windowOf(grant));
      }
    }
    for (Hold hold : pool.holds().values()) {
      if (!hold.ends().isAfter(through)) {
        hold.takes().forEach(take -> expire(lines, hold, take));
      }
    }
    return lines;
  }

  private static void expire(List<TimeLine> lines, Hold hold, Movement take) {
    add(
        lines,
        hold.ends(),
        TimeLine.EXPIRES,
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
      List<TimeLine> lines,
      Instant time,
      int rank,
      String movement,
      Quantity quantity,
      Source source,
      Window window,
      Quantity change) {
    if (quantity.isPositive()) {
      lines.add(new TimeLine(time, rank, movement, quantity, source, window, change));
    }
  }
}
