package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What was drawn from each source: the sum of all movements, by source. What is left follows from
 * it, the allowances and the time.
 */
public record Quota(PMap<Line, Quantity> consumed) {
  public static final Quota EMPTY = new Quota(HashTreePMap.empty());

  /** One source of one entitlement. */
  public record Line(String entitlement, Source source) {}

  /** This and one more movement. */
  public Quota apply(Movement movement) {
    var line = new Line(movement.entitlement(), movement.source());
    Quantity change =
        switch (movement.kind()) {
          case CONSUMED -> movement.quantity();
          case RETURNED -> movement.quantity().negated();
        };
    return new Quota(consumed.plus(line, consumed(line).plus(change)));
  }

  /** This and the movements of an event. */
  public Quota apply(List<Movement> movements) {
    Quota quota = this;
    for (Movement movement : movements) {
      quota = quota.apply(movement);
    }
    return quota;
  }

  /**
   * Takes {@code quantity} from the allowance, at {@code time} within its life.
   *
   * @throws Refusal {@code quota-exhausted} with what is available and when it resets
   */
  public List<Movement> draw(
      Allowance allowance, Quantity quantity, Instant time, @Nullable Instant resetsAt) {
    String key = allowance.terms().key();
    Quantity available = available(allowance);
    if (available != null && quantity.compareTo(available) > 0) {
      throw Refusal.of(
              Problem.QUOTA_EXHAUSTED,
              "only " + available + " of " + key + " is left in this window")
          .with("entitlement", key)
          .with("requested", quantity)
          .with("available", available)
          .with("window", allowance.window())
          .with("resetsAt", resetsAt);
    }
    return List.of(
        new Movement(
            Movement.Kind.CONSUMED, key, allowance.source(), allowance.window(), quantity, time));
  }

  /** What the allowance still holds while it lives; null without a limit. */
  public @Nullable Quantity available(Allowance allowance) {
    Quantity limit = allowance.limit();
    return limit == null
        ? null
        : limit.minus(consumed(new Line(allowance.terms().key(), allowance.source())));
  }

  /**
   * The figures of one window at {@code time}, which is not before the allowance's start.
   *
   * @param time when it is asked for: at or after the end of its life, what was left has lapsed
   */
  public Balance balance(Allowance allowance, Instant time) {
    Quantity used = consumed(new Line(allowance.terms().key(), allowance.source()));
    boolean over = !time.isBefore(allowance.life().end());
    return Balance.of(allowance, used, over);
  }

  private Quantity consumed(Line line) {
    return consumed.getOrDefault(line, Quantity.ZERO);
  }
}
