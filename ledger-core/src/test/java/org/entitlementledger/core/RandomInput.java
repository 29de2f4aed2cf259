package org.entitlementledger.core;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property over random input; a failure names the seed that shows it again. */
public final class RandomInput {
  private RandomInput() {}

  /**
   * Tries a property with so many seeds, or with the one that {@code -Dseed=} names.
   *
   * @throws AssertionError with the seed for which it does not hold
   */
  public static void trials(int trials, Consumer<Random> property) {
    Long again = Long.getLong("seed");
    long first = again == null ? new Random().nextInt() : again;
    for (long seed = first; seed < first + (again == null ? trials : 1); seed++) {
      try {
        property.accept(new Random(seed));
      } catch (RuntimeException | AssertionError failed) {
        throw new AssertionError("fails again with -Dseed=" + seed, failed);
      }
    }
  }
}
