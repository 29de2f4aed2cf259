package org.entitlementledger.core.quota;

import static org.entitlementledger.core.quota.Balance.orZero;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one window at one time.
 *
 * @param asked when; at or after the window's end the figures are those with which it ended, with
 *     all that became of what it left since
 */
record Figures(Pool pool, Frame frame, Instant asked) {

  Balance balance() {
    EntitlementTerms terms = frame.termsAt(asked);
    List<SourceBalance> sources = sources(terms);
    Quantity corrected =
        sum(sources, one -> one.source().kind() == Source.Kind.ADJUSTMENT ? one.granted() : null);
    Quantity granted = sum(sources, SourceBalance::granted).minus(corrected);
    Quantity adjusted = sum(sources, SourceBalance::adjusted).plus(corrected);
    Quantity consumed = sum(sources, SourceBalance::consumed).plus(frame.overageIn(pool));
    Quantity held = sum(sources, SourceBalance::held);
    Quantity available = sum(sources, SourceBalance::available);
    boolean unlimited = terms.counted().unlimited();
    return new Balance(
        terms.key(),
        terms.kind().key(),
        terms.counted().period().text(),
        frame.window(),
        frame.inForce(),
        unlimited ? null : granted,
        adjusted,
        consumed,
        held,
        sum(sources, SourceBalance::lapsed),
        orAbsent(sum(sources, SourceBalance::rolledOver)),
        frame.overageIn(pool),
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
    List<Integer> percents = terms.counted().policy().thresholds();
    if (percents.isEmpty()) {
      return null;
    }
    BigDecimal hundredfold = consumed.value().movePointRight(2);
    return percents.stream()
        .filter(
            percent ->
                base.isPositive()
                    && hundredfold.compareTo(base.value().multiply(BigDecimal.valueOf(percent)))
                        >= 0)
        .toList();
  }

  private List<SourceBalance> sources(EntitlementTerms terms) {
    var sources = new SourceOrder(terms.counted().policy().drawOrder());
    for (Slot slot : frame.slots()) {
      if (!slot.life().start().isAfter(asked)) {
        sources.add(of(slot), DrawRank.of(slot));
      }
    }
    Instant end = atMostWindowEnd();
    pool.grants()
        .endingFrom(frame.window().start())
        .filter(grant -> grant.begunIn(frame.window(), end))
        .filter(this::counts)
        .forEach(grant -> sources.add(of(grant, end), DrawRank.of(grant)));
    return sources.inOrder();
  }

  /** One that was revoked at the very instant of a draw had its life until then. */
  private boolean counts(Grant grant) {
    return grant.livedInto(frame.window())
        || frame.window().start().equals(pool.lastDrawn(grant.source()));
  }

  private Instant atMostWindowEnd() {
    Instant end = frame.window().end();
    return asked.isAfter(end) ? end : asked;
  }

  private SourceBalance of(Slot slot) {
    Usage usage = pool.in(slot.source(), frame.window().start());
    Instant ends = slot.life().end();
    boolean outlives = ends.isAfter(frame.window().end());
    boolean over = !asked.isBefore(ends) && !outlives;
    Quantity held = pool.heldOf(slot.source(), outlives ? atMostWindowEnd() : asked);
    Quantity consumed = usage.consumed().plus(slot.carried());
    Quantity entered = slot.entered();
    if (entered != null && over && slot.replaced()) {
      entered = slot.usedAtEnd(pool);
    } else if (entered == null && over && slot.replaced()) {
      entered = consumed.plus(held).plus(usage.lapsed());
    }
    Quantity rest =
        entered == null ? null : entered.minus(consumed).minus(usage.deducted()).minus(held);
    Quantity rolled = rest == null || !over ? Quantity.ZERO : slot.rolled().min(rest);
    Quantity left = over ? Quantity.ZERO : orZero(rest).minus(usage.lapsed());
    return new SourceBalance(
        slot.source(),
        slot.priority(),
        false,
        slot.life().start(),
        ends,
        slot.originally(),
        entered,
        orAbsent(usage.deducted().negated()),
        consumed,
        held,
        rest == null ? usage.lapsed() : rest.minus(rolled).minus(left),
        orAbsent(rolled),
        rest == null ? null : left);
  }

  private SourceBalance of(Grant grant, Instant end) {
    Usage usage = pool.in(grant.source(), frame.window().start());
    boolean over = !end.isBefore(grant.ends());
    Quantity held = pool.heldOf(grant.source(), over ? asked : end);
    Quantity entered =
        grant.quantity().minus(pool.before(grant.source(), frame.window().start()).gone());
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
