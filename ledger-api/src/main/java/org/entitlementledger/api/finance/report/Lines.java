package org.entitlementledger.api.finance.report;

import java.io.IOException;

/** Gives the rows of a report one by one. */
@FunctionalInterface
public interface Lines<R> {

  /**
   * Hands out all rows in their order.
   *
   * @return the totals of what was handed out
   */
  Totals each(Taker<R> taker) throws IOException;

  /** Takes a row. */
  @FunctionalInterface
  interface Taker<R> {
    /** Takes a row, which nobody keeps. */
    void take(R row) throws IOException;
  }
}
