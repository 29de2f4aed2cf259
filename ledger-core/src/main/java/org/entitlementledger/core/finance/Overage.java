package org.entitlementledger.core.finance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What was used past the limit of one window, by what a unit was worth: a tier change may alter
 * that in between.
 */
final class Overage {
  private final Deque<Part> parts = new ArrayDeque<>();

  /** So much at one value; below zero where it came back. */
  record Part(@Nullable Money value, Quantity quantity) {}

  /**
   * Takes a use, or what came back of earlier ones.
   *
   * @param value of a use; of what came back, where it is more than was used
   * @return the parts by value
   */
  List<Part> take(@Nullable Money value, Quantity quantity) {
    if (!quantity.isNegative()) {
      parts.push(new Part(value, quantity));
      return List.of(parts.element());
    }
    var taken = new ArrayList<Part>();
    Quantity rest = quantity.negated();
    while (rest.isPositive() && !parts.isEmpty()) {
      Part last = parts.pop();
      Quantity back = rest.min(last.quantity());
      taken.add(new Part(last.value(), back.negated()));
      Quantity left = last.quantity().minus(back);
      if (left.isPositive()) {
        parts.push(new Part(last.value(), left));
      }
      rest = rest.minus(back);
    }
    if (rest.isPositive()) {
      taken.add(new Part(value, rest.negated()));
    }
    return taken;
  }
}
