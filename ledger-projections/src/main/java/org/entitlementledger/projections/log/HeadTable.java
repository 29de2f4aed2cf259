package org.entitlementledger.projections.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code head}: one row, at which the writers of all nodes take turns. */
public final class HeadTable {
  private static final String COLUMNS =
      "size, last_recorded_at, test_now, rehearsal, ledger_id, closed_through";

  private final JdbcOperations jdbc;
  private final String readSql;
  private final String lockSql;

  public HeadTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    Dialect dialect = Dialect.of(jdbc);
    String clock = dialect.clock() + ", " + dialect.serverStart() + " as server_started_at";
    readSql = "select " + COLUMNS + ", " + clock + " from head";
    lockSql = dialect.selectLocked("head", COLUMNS, clock);
  }

  /** The statement that reads the head, for another to join. */
  public String select() {
    return readSql;
  }

  /** The head as it is. */
  public Head read() {
    return one(readSql);
  }

  /** The head, locked until the transaction ends. */
  public Head lock() {
    return one(lockSql);
  }

  /** Says that the log has grown; the head is locked. */
  public void move(long size, Instant lastRecordedAt) {
    jdbc.update(
        "update head set size = ?, last_recorded_at = ?", size, Instants.sql(lastRecordedAt));
  }

  /** Writes the head as it is, to find out whether it can be written; the head is locked. */
  public void touch() {
    jdbc.update("update head set size = size");
  }

  /** Moves the clock of a rehearsal; the head is locked. */
  public void moveClock(Instant to) {
    jdbc.update("update head set test_now = ?", Instants.sql(to));
  }

  /** Closes the books through a day, or opens all of them; the head is locked. */
  public void close(@Nullable LocalDate through) {
    jdbc.update("update head set closed_through = ?", through);
  }

  /** Settles at the first start what the ledger is for life; the head is locked. */
  public void settle(UUID ledgerId, boolean rehearsal, @Nullable Instant testNow) {
    jdbc.update(
        "update head set ledger_id = ?, rehearsal = ?, test_now = ?",
        ledgerId,
        rehearsal,
        testNow == null ? null : Instants.sql(testNow));
  }

  private Head one(String sql) {
    return Objects.requireNonNull(
        jdbc.queryForObject(sql, (row, number) -> head(row)), "the head row is there");
  }

  /** Reads the head from a row whose first columns are those of {@link #select}. */
  public static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong(1),
        instant(row, 2),
        instant(row, 3),
        row.getObject(4, Boolean.class),
        row.getObject(5, UUID.class),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        instant(row, 8),
        row.getObject(6, LocalDate.class));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
