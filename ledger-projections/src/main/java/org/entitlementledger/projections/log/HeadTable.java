package org.entitlementledger.projections.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code head}: one row, at which the writers of all nodes take turns. */
public final class HeadTable {
  private static final String COLUMNS = "size, last_recorded_at, test_now, rehearsal, ledger_id";

  /** The clock is read once the lock is there, not before a wait for it. */
  private static final String LOCK_ON_POSTGRESQL =
      "with locked as (select "
          + COLUMNS
          + " from head for update)"
          + " select locked.*, clock_timestamp() from locked";

  /** H2's database runs in this process, and so its clock is this one's. */
  private static final String LOCK_ON_H2 =
      "select " + COLUMNS + ", current_timestamp from head for update";

  private static final String READ_ON_POSTGRESQL =
      "select " + COLUMNS + ", clock_timestamp() from head";
  private static final String READ_ON_H2 = "select " + COLUMNS + ", current_timestamp from head";

  private final JdbcOperations jdbc;
  private final boolean h2;

  public HeadTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    this.h2 = isH2(jdbc);
  }

  /** Whether {@code jdbc} talks to H2; otherwise it is PostgreSQL. */
  public static boolean isH2(JdbcOperations jdbc) {
    return Objects.equals(
        jdbc.execute(
            (ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()),
        "H2");
  }

  /** The head as it is. */
  public Head read() {
    return one(h2 ? READ_ON_H2 : READ_ON_POSTGRESQL);
  }

  /** The head, locked until the transaction ends. */
  public Head lock() {
    return one(h2 ? LOCK_ON_H2 : LOCK_ON_POSTGRESQL);
  }

  /** Says that the log has grown; the head is locked. */
  public void move(long size, Instant lastRecordedAt) {
    jdbc.update("update head set size = ?, last_recorded_at = ?", size, timestamp(lastRecordedAt));
  }

  /** Moves the clock of a rehearsal; the head is locked. */
  public void moveClock(Instant to) {
    jdbc.update("update head set test_now = ?", timestamp(to));
  }

  /** Settles at the first start what the ledger is for life; the head is locked. */
  public void settle(UUID ledgerId, boolean rehearsal, @Nullable Instant testNow) {
    jdbc.update(
        "update head set ledger_id = ?, rehearsal = ?, test_now = ?",
        ledgerId,
        rehearsal,
        testNow == null ? null : timestamp(testNow));
  }

  private Head one(String sql) {
    return Objects.requireNonNull(
        jdbc.queryForObject(sql, (row, number) -> head(row)), "the head row is there");
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong(1),
        instant(row, 2),
        instant(row, 3),
        row.getObject(4, Boolean.class),
        row.getObject(5, UUID.class),
        row.getObject(6, OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** An instant as the columns {@code timestamp(6) with time zone} take it. */
  static OffsetDateTime timestamp(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
