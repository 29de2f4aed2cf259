package org.entitlementledger.api.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger is for life, settled at its first start: its id, and whether it is a rehearsal with
 * a test clock (API.md, "Test clock").
 */
public final class LedgerIdentity {
  private LedgerIdentity() {}

  /**
   * Settles it, or makes sure that the settings agree with what was settled.
   *
   * @param testClock where a rehearsal's clock begins; later starts go on from where it was
   * @throws StartRefused saying what to change
   */
  public static void settle(Transactions transactions, @Nullable Instant testClock) {
    var head = new HeadTable(transactions.jdbc());
    transactions.run(() -> settle(head, testClock));
  }

  private static void settle(HeadTable table, @Nullable Instant testClock) {
    Head head = table.lock();
    boolean rehearsal = Boolean.TRUE.equals(head.rehearsal());
    if (rehearsal && testClock == null) {
      throw new StartRefused(
          "This is a rehearsal ledger, and it stays one for life, but no test clock is set.",
          "Set ledger.test-clock (the clock goes on from where it was), or use another database or"
              + " ledger.data for a ledger of real events.");
    }
    if (!rehearsal && testClock != null && head.size() > 0) {
      throw new StartRefused(
          "This ledger holds real events, so it cannot run with a test clock.",
          "Leave ledger.test-clock out, or use another database or ledger.data for a rehearsal.");
    }
    if (head.ledgerId() == null || (!rehearsal && testClock != null)) {
      UUID ledgerId = head.ledgerId() == null ? UUID.randomUUID() : head.ledgerId();
      table.settle(
          ledgerId,
          testClock != null,
          testClock == null ? null : testClock.truncatedTo(ChronoUnit.MICROS));
    }
  }
}
