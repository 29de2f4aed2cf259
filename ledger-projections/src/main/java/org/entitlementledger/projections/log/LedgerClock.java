package org.entitlementledger.projections.log;

import java.time.Instant;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The ledger's one clock, for questions; commands are given its time by the writer. No rule reads
 * the clock of a node (DESIGN.md, decision 3).
 */
public final class LedgerClock {
  private final HeadTable head;

  public LedgerClock(JdbcOperations jdbc) {
    this.head = new HeadTable(jdbc);
  }

  /**
   * Now: the later of the database's clock and the last recorded time, or the test clock of a
   * rehearsal. Microseconds.
   */
  public Instant now() {
    return head.read().now();
  }

  /** The head of the log, with the time. */
  public Head head() {
    return head.read();
  }
}
