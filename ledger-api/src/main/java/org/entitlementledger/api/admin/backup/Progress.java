package org.entitlementledger.api.admin.backup;

/** Receives the progress of long work. */
@FunctionalInterface
public interface Progress {
  /** Ignores it. */
  Progress NONE = (_, _) -> {};

  /**
   * Reports progress; called often, by the working thread.
   *
   * @param done from 0 to {@code total}
   * @param total never 0; may change while the work goes on
   */
  void at(long done, long total);
}
