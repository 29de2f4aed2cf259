package org.entitlementledger.projections.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The head of the log, and the time by the ledger's one clock when it was read (DESIGN.md, "One
 * clock").
 *
 * @param size the position of the last event; 0 in an empty ledger
 * @param lastRecordedAt of the last event
 * @param testNow the clock of a rehearsal; absent in a ledger of real events
 * @param rehearsal absent until the first start has settled it
 * @param ledgerId absent until the first start has settled it
 * @param databaseNow what the database's clock said
 * @param serverStartedAt tells one run of a PostgreSQL server from another: a restarted server or a
 *     promoted standby may have less than was read or written before; absent where the database
 *     runs in this process
 * @param closedThrough the last day, in each account's zone, whose books are closed or being
 *     closed; absent where none are
 */
public record Head(
    long size,
    @Nullable Instant lastRecordedAt,
    @Nullable Instant testNow,
    @Nullable Boolean rehearsal,
    @Nullable UUID ledgerId,
    Instant databaseNow,
    @Nullable Instant serverStartedAt,
    @Nullable LocalDate closedThrough) {

  /**
   * The later of the database's clock, or of the rehearsal's, and the last recorded time: recorded
   * time never goes back along positions. Microseconds.
   */
  public Instant now() {
    Instant clock = testNow == null ? databaseNow.truncatedTo(ChronoUnit.MICROS) : testNow;
    return lastRecordedAt == null || clock.isAfter(lastRecordedAt) ? clock : lastRecordedAt;
  }

  /** The same head after the test clock was moved. */
  public Head withTestNow(Instant to) {
    return new Head(
        size, lastRecordedAt, to, rehearsal, ledgerId, databaseNow, serverStartedAt, closedThrough);
  }
}
