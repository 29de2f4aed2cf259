package org.entitlementledger.core.quota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Promise.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one promise and what each gives: computed from what was recorded, the contract and
 * the date, never stored. At one instant things happen in CATALOGUE.md's order: what expires,
 * expires; a tier change takes back and re-limits; windows close and roll over; overage is carried;
 * new windows open.
 *
 * @param asked at which time: what was used or held by then stays, whatever was told late
 */
record Timeline(Pool pool, Promise promise, Instant asked) {

  /** As it is known in the end. */
  Timeline(Pool pool, Promise promise) {
    this(pool, promise, Instant.MAX);
  }

  /** The window that {@code time} lies in; null where the promise does not count then. */
  @Nullable Frame frameAt(Instant time) {
    if (!promise.phaseAt(time).counts()) {
      return null;
    }
    Run run = runAt(time);
    if (!promise.chained()) {
      return frame(run, spanAt(run, time), List.of(), Quantity.ZERO);
    }
    Frame frame = frame(run, spanAt(run, run.life().start()), List.of(), Quantity.ZERO);
    while (!frame.span().contains(time)) {
      frame = after(frame, run);
    }
    return frame;
  }

  /** The next window in the same run, or null after its last. */
  @Nullable Frame next(Frame frame) {
    Run run = runAt(frame.span().start());
    return frame.span().end().equals(run.life().end()) ? null : after(frame, run);
  }

  /** The tiers in a row that count in the same windows. */
  private record Run(List<Phase> phases, Window life) {}

  private Run runAt(Instant time) {
    var phases = new ArrayList<Phase>();
    for (Phase phase : promise.phases()) {
      boolean joins = !phases.isEmpty() && samePeriod(phases.getLast(), phase);
      if (!joins && !phases.isEmpty() && phases.getLast().life().end().isAfter(time)) {
        break;
      }
      if (!joins) {
        phases.clear();
      }
      phases.add(phase);
    }
    return new Run(
        phases, new Window(phases.getFirst().life().start(), phases.getLast().life().end()));
  }

  private static boolean samePeriod(Phase one, Phase other) {
    EntitlementTerms before = one.terms();
    EntitlementTerms after = other.terms();
    return before != null
        && after != null
        && one.counts()
        && other.counts()
        && before.counted().period().equals(after.counted().period());
  }

  private Window windowAt(Run run, Instant time) {
    EntitlementTerms terms = run.phases().getFirst().terms();
    if (terms == null) {
      throw new IllegalStateException("nothing is counted at " + time);
    }
    return promise.windowAt(time, terms);
  }

  private Window spanAt(Run run, Instant time) {
    return windowAt(run, time).intersection(run.life());
  }

  private Frame frame(Run run, Window span, List<Slot> rolled, Quantity carry) {
    Window window = windowAt(run, span.start());
    var slots = new ArrayList<>(rolled);
    slots.addAll(allowances(run, window, span));
    Quantity excess = chain().carry(slots, carry, span);
    rollLast(run, window, span, slots);
    return new Frame(promise, window, span, List.copyOf(slots), excess);
  }

  private List<Slot> allowances(Run run, Window window, Window span) {
    var parts = new ArrayList<Slot>();
    Quantity used = Quantity.ZERO;
    Quantity before = null;
    for (Phase phase : run.phases()) {
      EntitlementTerms terms = phase.terms();
      if (terms == null || !phase.life().overlaps(span)) {
        continue;
      }
      Window life = phase.life().intersection(span);
      boolean replaced = life.end().isBefore(span.end());
      Quantity limit = inForce(terms, window, span);
      Quantity gift =
          parts.isEmpty() || limit == null
              ? limit
              : afterChange(terms, limit, before, used, window, life.start());
      Slot part = Slot.allowance(promise, terms, life, gift, replaced);
      part = part.entering(clawedBackNothing(gift, part));
      used = used.plus(part.usedAtEnd(pool));
      before = limit;
      parts.add(part);
    }
    return parts;
  }

  /**
   * The limit of a window of which only {@code span} is in force (policy {@code partialPeriod}).
   */
  private @Nullable Quantity inForce(EntitlementTerms terms, Window window, Window span) {
    Metering metering = terms.counted();
    Quantity limit = metering.limit();
    if (limit == null || !metering.policy().proratesPartialPeriods() || span.equals(window)) {
      return limit;
    }
    return share(limit.value(), days(span), days(window), metering.scale());
  }

  /**
   * A tier change or a termination, also one that is told late, never takes what is used or held.
   */
  private @Nullable Quantity clawedBackNothing(@Nullable Quantity gift, Slot slot) {
    if (gift == null || !promise.changed()) {
      return gift;
    }
    Instant end = slot.life().end();
    return gift.max(pool.takenFrom(asked.isBefore(end) ? asked : end, slot.source()));
  }

  /** What a tier change gives to the window in progress (policy {@code tierChange}). */
  private Quantity afterChange(
      EntitlementTerms terms,
      Quantity limit,
      @Nullable Quantity before,
      Quantity used,
      Window window,
      Instant change) {
    Quantity gift =
        switch (terms.counted().policy().tierChange()) {
          case FRESH -> limit;
          case NEW_LIMIT_MINUS_USED -> limit.minus(used);
          case PRORATE -> {
            var early = new Window(window.start(), change);
            var late = new Window(change, window.end());
            BigDecimal days = BigDecimal.valueOf(days(window));
            BigDecimal weighed =
                (before == null ? limit : before)
                    .value()
                    .multiply(BigDecimal.valueOf(days(early)))
                    .add(limit.value().multiply(BigDecimal.valueOf(days(late))))
                    .subtract(used.value().multiply(days));
            yield new Quantity(weighed.divide(days, terms.counted().scale(), RoundingMode.FLOOR));
          }
        };
    return gift.max(Quantity.ZERO);
  }

  /** Says of the window's last allowance what goes on when the window ends. */
  private void rollLast(Run run, Window window, Window span, List<Slot> slots) {
    Slot last = slots.getLast();
    QuotaPolicy.Rollover policy = last.terms().counted().policy().rollover();
    boolean goesOn = span.end().equals(window.end()) && span.end().isBefore(run.life().end());
    if (policy == null || last.entered() == null || !goesOn) {
      return;
    }
    Quantity left = last.entered().minus(last.usedAtEnd(pool)).max(Quantity.ZERO);
    Quantity kept = left.max(policy.min());
    slots.set(slots.size() - 1, last.rolling(policy.max() == null ? kept : kept.min(policy.max())));
  }

  private Frame after(Frame frame, Run run) {
    Instant start = frame.span().end();
    Window span = spanAt(run, start);
    QuotaPolicy policy = frame.slots().getLast().terms().counted().policy();
    Quantity carry = policy.carriesOverage() ? frame.overageIn(pool) : Quantity.ZERO;
    return frame(run, span, rolledInto(frame, run, start), carry);
  }

  private List<Slot> rolledInto(Frame frame, Run run, Instant start) {
    var rolled = new ArrayList<Slot>();
    for (Slot slot : frame.slots()) {
      boolean lives =
          slot.source().kind() == Source.Kind.ROLLOVER && slot.life().end().isAfter(start);
      if (lives && slot.entered() != null) {
        Quantity used = pool.in(slot.source(), frame.window().start()).gone();
        rolled.add(slot.entering(slot.entered().minus(used).minus(slot.carried())));
      }
    }
    Slot last = frame.slots().getLast();
    QuotaPolicy.Rollover policy = last.terms().counted().policy().rollover();
    Source source = chain().rolled(start);
    // one that was drawn from is there whatever is left to roll: a draw must see that it is short
    if (policy != null && (last.rolled().isPositive() || pool.knows(source))) {
      var life = new Window(start, endOf(run, start, policy.periods()));
      Slot slot = Slot.rollover(source, last.terms(), life, policy.priority(), last.rolled());
      rolled.add(slot.entering(clawedBackNothing(last.rolled(), slot)));
    }
    return policy == null || policy.maxTotal() == null
        ? rolled
        : chain().trimmed(rolled, policy.maxTotal(), start);
  }

  private Instant endOf(Run run, Instant start, int periods) {
    Instant end = start;
    for (int i = 0; i < periods && end.isBefore(run.life().end()); i++) {
      end = spanAt(run, end).end();
    }
    return end;
  }

  /** What one of its windows leaves to the next. */
  Chain chain() {
    return new Chain(pool, promise.contractId());
  }

  private long days(Window window) {
    return ChronoUnit.DAYS.between(
        promise.zone().dayOf(window.start()), promise.zone().dayOf(window.end()));
  }

  private static Quantity share(BigDecimal limit, long part, long whole, int scale) {
    return new Quantity(
        limit
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(Math.max(1, whole)), scale, RoundingMode.FLOOR));
  }
}
