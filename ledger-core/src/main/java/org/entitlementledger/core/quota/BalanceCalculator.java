package org.entitlementledger.core.quota;

import static org.entitlementledger.core.quota.Balance.orZero;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.jspecify.annotations.Nullable;

/**
 * Calculates the balance of one window at one time.
 *
 * @param asked the time of the balance; from the window's end on, the window's final figures,
 *     including everything that happened since to what it left
 */
record BalanceCalculator(QuotaState state, WindowState windowState, Instant asked) {

  Balance balance() {
    EntitlementTerms terms = windowState.termsAt(asked);
    List<SourceBalance> sources = sources(terms);
    Quantity corrected =
        sum(sources, one -> one.source().kind() == Source.Kind.ADJUSTMENT ? one.granted() : null);
    Quantity granted = sum(sources, SourceBalance::granted).minus(corrected);
    Quantity adjusted = sum(sources, SourceBalance::adjusted).plus(corrected);
    Quantity consumed = sum(sources, SourceBalance::consumed).plus(windowState.overageIn(state));
    Quantity held = sum(sources, SourceBalance::held);
    Quantity available = sum(sources, SourceBalance::available);
    boolean unlimited = terms.counted().unlimited();
    return new Balance(
        terms.key(),
        terms.kind().key(),
        terms.counted().period().text(),
        windowState.window(),
        windowState.inForce(),
        unlimited ? null : granted,
        adjusted,
        consumed,
        held,
        sum(sources, SourceBalance::lapsed),
        orAbsent(sum(sources, SourceBalance::rolledOver)),
        windowState.overageIn(state),
        unlimited ? null : held.plus(available),
        unlimited ? null : available,
        unlimited,
        unlimited ? null : thresholds(terms, granted.plus(adjusted), consumed),
        sources,
        null);
  }

  private static Quantity sum(
      List<SourceBalance> sources, Function<SourceBalance, @Nullable Quantity> figure) {
    Quantity sum = Quantity.ZERO;
    for (SourceBalance source : sources) {
      sum = sum.plus(orZero(figure.apply(source)));
    }
    return sum;
  }

  private static @Nullable Quantity orAbsent(Quantity quantity) {
    return quantity.isZero() ? null : quantity;
  }

  private static @Nullable List<Integer> thresholds(
      EntitlementTerms terms, Quantity base, Quantity consumed) {
    QuotaPolicy policy = terms.counted().policy();
    return policy.thresholds().isEmpty() ? null : policy.reached(base, consumed);
  }

  private List<SourceBalance> sources(EntitlementTerms terms) {
    var sources = new SourceOrder(terms.counted().policy().drawOrder());
    for (Allocation allocation : windowState.allocations()) {
      if (!allocation.life().start().isAfter(asked)) {
        sources.add(of(allocation), DrawRank.of(allocation));
      }
    }
    Instant end = atMostWindowEnd();
    state
        .grants()
        .endingFrom(windowState.window().start())
        .filter(grant -> grant.begunIn(windowState.window(), end))
        .filter(this::counts)
        .forEach(grant -> sources.add(of(grant, end), DrawRank.of(grant)));
    return sources.inOrder();
  }

  /** A grant that was revoked at the instant of a draw still counts in that window. */
  private boolean counts(Grant grant) {
    return grant.livedInto(windowState.window())
        || windowState.window().start().equals(state.lastDrawn(grant.source()));
  }

  private Instant atMostWindowEnd() {
    Instant end = windowState.window().end();
    return asked.isAfter(end) ? end : asked;
  }

  private SourceBalance of(Allocation allocation) {
    Usage usage = state.in(allocation.source(), windowState.window().start());
    Instant ends = allocation.life().end();
    boolean outlives = ends.isAfter(windowState.window().end());
    boolean over = !asked.isBefore(ends) && !outlives;
    Quantity held = state.heldOf(allocation.source(), outlives ? atMostWindowEnd() : asked);
    Quantity consumed = usage.consumed().plus(allocation.carried());
    Quantity entered = allocation.entered();
    if (entered != null && over && allocation.replaced()) {
      entered = allocation.usedAtEnd(state);
    } else if (entered == null && over && allocation.replaced()) {
      entered = consumed.plus(held).plus(usage.lapsed());
    }
    Quantity rest =
        entered == null ? null : entered.minus(consumed).minus(usage.deducted()).minus(held);
    Quantity rolled = rest == null || !over ? Quantity.ZERO : allocation.rolled().min(rest);
    Quantity left = over ? Quantity.ZERO : orZero(rest).minus(usage.lapsed());
    return new SourceBalance(
        allocation.source(),
        allocation.priority(),
        false,
        allocation.life().start(),
        ends,
        allocation.originally(),
        entered,
        orAbsent(usage.deducted().negated()),
        consumed,
        held,
        rest == null ? usage.lapsed() : rest.minus(rolled).minus(left),
        orAbsent(rolled),
        rest == null ? null : left);
  }

  private SourceBalance of(Grant grant, Instant end) {
    Usage usage = state.in(grant.source(), windowState.window().start());
    boolean over = !end.isBefore(grant.ends());
    Quantity held = state.heldOf(grant.source(), over ? asked : end);
    Quantity entered =
        grant.quantity().minus(state.before(grant.source(), windowState.window().start()).gone());
    Quantity rest = entered.minus(usage.consumed()).minus(usage.deducted()).minus(held);
    Quantity left = over ? Quantity.ZERO : rest.minus(usage.lapsed());
    return new SourceBalance(
        grant.source(),
        grant.lot().priority(),
        grant.lot().promotional(),
        grant.lot().starts(),
        grant.ends(),
        grant.quantity(),
        entered,
        orAbsent(usage.deducted().negated()),
        usage.consumed(),
        held,
        rest.minus(left),
        null,
        left);
  }
}
