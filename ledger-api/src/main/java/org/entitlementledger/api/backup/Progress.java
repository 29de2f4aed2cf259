package org.entitlementledger.api.backup;

/** Follows how far long work has come. */
@FunctionalInterface
public interface Progress {
  /** Nobody follows it. */
  Progress NONE = (_, _) -> {};

  /**
   * Called often, by the thread that does the work.
   *
   * @param done from 0 to {@code total}
   * @param total never 0; may change while the work goes on
   */
  void at(long done, long total);
}
