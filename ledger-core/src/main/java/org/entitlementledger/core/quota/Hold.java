package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A reserved quantity that is neither confirmed nor released yet. Its expiry is not an event.
 *
 * @param ends its own end or its contract's
 * @param takes the movements of what is still held, in draw order
 */
public record Hold(String holdId, Instant effectiveAt, Instant ends, PVector<Movement> takes) {

  /** Whether it has not expired at {@code time}. */
  public boolean standsAt(Instant time) {
    return !time.isBefore(effectiveAt) && time.isBefore(ends);
  }

  /** The quantity that it reserves of one source. */
  Quantity of(Source source) {
    Quantity sum = Quantity.ZERO;
    for (Movement take : takes) {
      sum = take.source().equals(source) ? sum.plus(take.quantity()) : sum;
    }
    return sum;
  }

  /** A copy that keeps only the movements of some sources. */
  Hold on(Predicate<Source> sources) {
    return new Hold(
        holdId,
        effectiveAt,
        ends,
        TreePVector.from(takes.stream().filter(take -> sources.test(take.source())).toList()));
  }

  /** The start of the window in which it reserves a source; null where it does not. */
  @Nullable Instant windowOf(Source source) {
    for (Movement take : takes) {
      if (take.source().equals(source)) {
        return take.window().start();
      }
    }
    return null;
  }

  /** The whole quantity that it reserves. */
  public Quantity quantity() {
    Quantity sum = Quantity.ZERO;
    for (Movement take : takes) {
      sum = sum.plus(take.quantity());
    }
    return sum;
  }

  Hold endingWith(ContractEnds contracts) {
    Movement first = takes.getFirst();
    Instant recorded = Objects.requireNonNull(first.holdEnds(), "a hold has an end");
    Instant end = contracts.endOf(effectiveAt, recorded, first.holdUntilContractEnd());
    return end.equals(ends) ? this : new Hold(holdId, effectiveAt, end, takes);
  }

  static Hold of(Movement first) {
    Instant ends = first.holdEnds();
    String id = first.holdId();
    if (ends == null || id == null) {
      throw new IllegalStateException("a hold has an id and an end");
    }
    return new Hold(id, first.effectiveAt(), ends, TreePVector.empty());
  }

  Hold plus(Movement take) {
    return new Hold(holdId, effectiveAt, ends, takes.plus(take));
  }

  /** A copy without {@code settled}, which was confirmed or released. */
  Hold minus(Movement settled) {
    PVector<Movement> rest = TreePVector.empty();
    for (Movement take : takes) {
      boolean same =
          take.source().equals(settled.source()) && take.window().equals(settled.window());
      Movement left = same ? take.with(take.quantity().minus(settled.quantity())) : take;
      rest = left.quantity().isPositive() ? rest.plus(left) : rest;
    }
    return new Hold(holdId, effectiveAt, ends, rest);
  }
}
