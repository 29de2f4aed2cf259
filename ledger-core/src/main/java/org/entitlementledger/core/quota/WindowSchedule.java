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
import org.entitlementledger.core.quota.ContractEntitlement.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one entitlement of a contract and their allocations, computed from the movements,
 * the contract and the date; never stored. At one instant, effects apply in CATALOGUE.md's order:
 * expiry, tier change, window close and rollover, carried overage, window open.
 *
 * @param asked the time of the question; a backdated change leaves what was used or held by then
 */
record WindowSchedule(QuotaState state, ContractEntitlement promise, Instant asked) {

  /** The schedule with everything that is recorded. */
  WindowSchedule(QuotaState state, ContractEntitlement promise) {
    this(state, promise, Instant.MAX);
  }

  /**
   * The window that contains {@code time}; null where the tier then in force does not count the
   * entitlement.
   */
  @Nullable WindowState windowAt(Instant time) {
    if (!promise.phaseAt(time).counts()) {
      return null;
    }
    Run run = runAt(time);
    if (!promise.chained()) {
      return windowState(run, spanAt(run, time), List.of(), Quantity.ZERO);
    }
    WindowState windowState =
        windowState(run, spanAt(run, run.life().start()), List.of(), Quantity.ZERO);
    while (!windowState.span().contains(time)) {
      windowState = after(windowState, run);
    }
    return windowState;
  }

  /** The next window in the same run, or null after its last. */
  @Nullable WindowState next(WindowState windowState) {
    Run run = runAt(windowState.span().start());
    return windowState.span().end().equals(run.life().end()) ? null : after(windowState, run);
  }

  /** Consecutive phases that share the same windows. */
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

  private WindowState windowState(Run run, Window span, List<Allocation> rolled, Quantity carry) {
    Window window = windowAt(run, span.start());
    var allocations = new ArrayList<>(rolled);
    allocations.addAll(allowances(run, window, span));
    Quantity excess = chain().carry(allocations, carry, span);
    rollLast(run, window, span, allocations);
    return new WindowState(promise, window, span, List.copyOf(allocations), excess);
  }

  private List<Allocation> allowances(Run run, Window window, Window span) {
    var parts = new ArrayList<Allocation>();
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
      Allocation part = Allocation.allowance(promise, terms, life, gift, replaced);
      part = part.entering(clawedBackNothing(gift, part));
      used = used.plus(part.usedAtEnd(state));
      before = limit;
      parts.add(part);
    }
    return parts;
  }

  /**
   * The limit of a window that is in force only during {@code span} (policy {@code partialPeriod}).
   */
  private @Nullable Quantity inForce(EntitlementTerms terms, Window window, Window span) {
    Metering metering = terms.counted();
    Quantity limit = metering.limit();
    if (limit == null || !metering.policy().proratesPartialPeriods() || span.equals(window)) {
      return limit;
    }
    return share(limit.value(), days(span), days(window), metering.scale());
  }

  /** A tier change or termination, backdated or not, never claws back used or held units. */
  private @Nullable Quantity clawedBackNothing(@Nullable Quantity gift, Allocation allocation) {
    if (gift == null || !promise.changed()) {
      return gift;
    }
    Instant end = allocation.life().end();
    return gift.max(state.takenFrom(asked.isBefore(end) ? asked : end, allocation.source()));
  }

  /** The allowance after a tier change within a window (policy {@code tierChange}). */
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

  /** Sets the rollover of the window's last allowance. */
  private void rollLast(Run run, Window window, Window span, List<Allocation> allocations) {
    Allocation last = allocations.getLast();
    QuotaPolicy.Rollover policy = last.terms().counted().policy().rollover();
    boolean goesOn = span.end().equals(window.end()) && span.end().isBefore(run.life().end());
    if (policy == null || last.entered() == null || !goesOn) {
      return;
    }
    Quantity left = last.entered().minus(last.usedAtEnd(state)).max(Quantity.ZERO);
    Quantity rollover = left.max(policy.min());
    allocations.set(
        allocations.size() - 1,
        last.rolling(policy.max() == null ? rollover : rollover.min(policy.max())));
  }

  private WindowState after(WindowState windowState, Run run) {
    Instant start = windowState.span().end();
    Window span = spanAt(run, start);
    QuotaPolicy policy = windowState.allocations().getLast().terms().counted().policy();
    Quantity carry = policy.carriesOverage() ? windowState.overageIn(state) : Quantity.ZERO;
    return windowState(run, span, rolledInto(windowState, run, start), carry);
  }

  private List<Allocation> rolledInto(WindowState windowState, Run run, Instant start) {
    var rolled = new ArrayList<Allocation>();
    for (Allocation allocation : windowState.allocations()) {
      boolean lives =
          allocation.source().kind() == Source.Kind.ROLLOVER
              && allocation.life().end().isAfter(start);
      if (lives && allocation.entered() != null) {
        Quantity used = state.in(allocation.source(), windowState.window().start()).gone();
        rolled.add(
            allocation.entering(allocation.entered().minus(used).minus(allocation.carried())));
      }
    }
    Allocation last = windowState.allocations().getLast();
    QuotaPolicy.Rollover policy = last.terms().counted().policy().rollover();
    Source source = chain().rolled(start);
    // A rollover that was drawn from stays, even if nothing rolls over any more: draws must see the
    // overdraft.
    if (policy != null && (last.rolled().isPositive() || state.knows(source))) {
      var life = new Window(start, endOf(run, start, policy.periods()));
      Allocation allocation =
          Allocation.rollover(source, last.terms(), life, policy.priority(), last.rolled());
      rolled.add(allocation.entering(clawedBackNothing(last.rolled(), allocation)));
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

  RolloverChain chain() {
    return new RolloverChain(state, promise.contractId());
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
