package org.entitlementledger.projections.log;

import java.util.function.LongFunction;

/** Finds the first row of a table whose rows are in the order of both their key and a value. */
final class Halving {
  private Halving() {}

  /**
   * A row that was looked at.
   *
   * @param reached whether its value is the one that is wanted, or comes after it
   */
  record Row(long key, boolean reached) {}

  /**
   * The key of the first row that has reached the value; {@link Long#MAX_VALUE} without one.
   *
   * @param low the lowest key
   * @param end the highest key plus one
   * @param rowFrom finds the first row from a key on: a damaged log may lack the one with the key
   */
  static long first(long low, long end, LongFunction<Row> rowFrom) {
    long from = low;
    long to = end;
    long first = Long.MAX_VALUE;
    while (from < to) {
      long middle = from + (to - from) / 2;
      Row found = rowFrom.apply(middle);
      if (found.reached) {
        first = found.key;
        to = middle;
      } else {
        from = found.key + 1;
      }
    }
    return first;
  }
}
