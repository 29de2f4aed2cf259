package org.entitlementledger.api.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.verification.Difference;
import org.entitlementledger.projections.verification.Report;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The table {@code verification}, which nodes share. A verification ends only on condition that it
 * is still running.
 */
@Component
final class VerificationTable {
  private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

  /** A node that says nothing for so long is taken for dead. */
  private static final String STALE =
      "status = 'running' and beat_at < current_timestamp - interval '5' second";

  private final JdbcTemplate jdbc;
  private final WriteTurn turn;
  private final Dialect dialect;

  VerificationTable(JdbcTemplate jdbc, WriteTurn turn) {
    this.jdbc = jdbc;
    this.turn = turn;
    dialect = Dialect.of(jdbc);
  }

  private record Kept(long number, VerificationAnswer answer) {}

  /** Keeps one that is to run here. */
  void begin(String id, Instant at, String actor, long through) {
    write(
        "insert into verification"
            + " (verification_id, status, started_at, actor, through, checked, beat_at)"
            + " values (?, 'running', ?, ?, ?, 0, current_timestamp)",
        id,
        Instants.sql(at),
        actor,
        through);
  }

  /** Says that this node lives, and how much is done; it is no loss where that is lost. */
  void beat(String id, long through, long checked) {
    inTurn(
        false,
        "update verification set through = ?, checked = ?, beat_at = current_timestamp"
            + " where verification_id = ? and status = 'running'",
        through,
        checked,
        id);
  }

  /** Those of {@code ids} that do not run any more: somebody cancelled them. */
  List<String> ended(Collection<String> ids) {
    return jdbc.query(
        "select verification_id from verification where verification_id = any (?)"
            + " and status <> 'running'",
        (row, number) -> row.getString(1),
        (Object) ids.toArray(String[]::new));
  }

  /** Says how it ended, unless it is cancelled already. */
  void end(String id, long through, long sealed, Report report) {
    String status = report.count() == 0 ? VerificationAnswer.VERIFIED : VerificationAnswer.FAILED;
    write(
        "update verification set status = ?, through = ?, checked = ?, sealed = ?,"
            + " difference_count = ?, differences = ?"
            + " where verification_id = ? and status = 'running'",
        status,
        through,
        through,
        sealed,
        report.count(),
        LedgerJson.mapper().writeValueAsString(report.differences()),
        id);
  }

  /** Cancels it; false where it does not run. */
  boolean cancel(String id) {
    return write(
            "update verification set status = 'cancelled'"
                + " where verification_id = ? and status = 'running'",
            id)
        > 0;
  }

  /** Cancels those whose node has died. */
  private void cancelStale() {
    Long stale =
        jdbc.queryForObject("select count(*) from verification where " + STALE, Long.class);
    if (stale != null && stale > 0) {
      write("update verification set status = 'cancelled' where " + STALE);
    }
  }

  /** One, or null where there is none with this id. */
  @Nullable VerificationAnswer find(String id) {
    cancelStale();
    List<Kept> found =
        jdbc.query(
            "select * from verification where verification_id = ?", VerificationTable::kept, id);
    return found.isEmpty() ? null : found.getFirst().answer();
  }

  /**
   * All of them, the oldest first, without their differences.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  Page<VerificationAnswer> list(@Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    cancelStale();
    List<Kept> found =
        jdbc.query(
            "select * from verification where id > ? order by id limit ?",
            VerificationTable::kept,
            from == null ? 0 : from.at(0),
            limit + 1);
    return Page.of(found, limit, 0, last -> Cursor.of(last.number()))
        .map(kept -> kept.answer().withoutDifferences());
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    Long count = row.getObject("difference_count", Long.class);
    String json = row.getString("differences");
    List<Difference> differences =
        json == null ? List.of() : LedgerJson.mapper().readValue(json, DIFFERENCES);
    return new Kept(
        row.getLong("id"),
        new VerificationAnswer(
            row.getString("verification_id"),
            row.getString("status"),
            row.getLong("through"),
            row.getLong("checked"),
            count == null ? null : count == 0,
            differences.isEmpty() ? null : differences.getFirst().position(),
            differences,
            count,
            row.getObject("sealed", Long.class),
            Instants.of(row, "started_at"),
            row.getString("actor")));
  }

  /** What was written is on the disk. */
  private int write(String sql, Object... parameters) {
    return inTurn(true, sql, parameters);
  }

  /** Writes in its turn, so that nothing half-done gets to the disk. */
  private int inTurn(boolean durably, String sql, Object... parameters) {
    turn.take();
    try {
      int rows = jdbc.update(sql, parameters);
      if (durably) {
        dialect.sync(jdbc);
      }
      return rows;
    } finally {
      turn.end();
    }
  }
}
