package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.entitlementledger.core.reconciliation.LineId;
import org.entitlementledger.core.reconciliation.Resolution;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code reconciliation_resolution}. */
@Component
final class ResolutionTable {
  private static final String SELECT =
      "select s.id, l.line, l.finding, l.stated, l.expected_fee, l.field, "
          + LineRows.RESOLUTION
          + " from reconciliation r"
          + " join reconciliation_resolution s on s.reconciliation = r.id"
          + " join reconciliation_line l on l.reconciliation = s.reconciliation"
          + " and l.ordinal = s.ordinal where r.reconciliation_id = ?";

  private final JdbcTemplate jdbc;

  ResolutionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Numbered(long number, Kept kept) {}

  /** A resolution, and how clients see it. */
  record Kept(Resolution resolution, ResolutionAnswer answer) {}

  /** One, or null where there is none with this id. */
  @Nullable Kept find(String reconciliationId, String resolutionId) {
    List<Numbered> found =
        jdbc.query(
            SELECT + " and s.resolution_id = ?",
            ResolutionTable::numbered,
            reconciliationId,
            resolutionId);
    return found.isEmpty() ? null : found.getFirst().kept();
  }

  /**
   * All of a reconciliation, the oldest first.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  Page<ResolutionAnswer> list(String reconciliationId, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    List<Numbered> found =
        jdbc.query(
            SELECT + " and s.id > ? order by s.id limit ?",
            ResolutionTable::numbered,
            reconciliationId,
            from == null ? 0 : from.at(0),
            limit + 1);
    return Page.of(found, limit, 0, last -> Cursor.of(last.number()))
        .map(one -> one.kept().answer());
  }

  /**
   * Adds a resolution; false where the line has one that is pending or settled. In a transaction.
   */
  boolean add(LineId line, Resolution resolution) {
    return jdbc.update(
            "insert into reconciliation_resolution (resolution_id, reconciliation, ordinal,"
                + " attempt, action, status, reason, requested_by, requested_at, position)"
                + " values (?, ?, ?, (select count(*) from reconciliation_resolution"
                + " where reconciliation = ? and ordinal = ? and status = 'rejected'),"
                + " ?, ?, ?, ?, ?, ?) on conflict do nothing",
            resolution.resolutionId(),
            line.reconciliation(),
            line.ordinal(),
            line.reconciliation(),
            line.ordinal(),
            resolution.action().key(),
            resolution.status().key(),
            resolution.reason(),
            resolution.requestedBy(),
            Instants.sql(resolution.requestedAt()),
            resolution.position())
        > 0;
  }

  /** Stores a decision; false where it has been decided meanwhile. In a transaction. */
  boolean decide(Resolution decided) {
    return jdbc.update(
            "update reconciliation_resolution set status = ?, decided_by = ?, decided_at = ?"
                + " where resolution_id = ? and status = 'pending'",
            decided.status().key(),
            decided.decidedBy(),
            decided.decidedAt() == null ? null : Instants.sql(decided.decidedAt()),
            decided.resolutionId())
        > 0;
  }

  private static Numbered numbered(ResultSet row, int number) throws SQLException {
    Resolution resolution = LineRows.resolution(row);
    ResolutionAnswer answer = ResolutionAnswer.of(LineRows.line(row), resolution);
    return new Numbered(row.getLong("id"), new Kept(resolution, answer));
  }
}
