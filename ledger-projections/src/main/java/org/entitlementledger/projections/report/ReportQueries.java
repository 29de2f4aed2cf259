package org.entitlementledger.projections.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.Conditions;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.log.RecordedTimes;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/** Lines of reports that are events, each at its position. */
public final class ReportQueries {
  private static final String BACKDATED =
      "select l.* from (select a.position from audit_event a where a.backdated = true and %s"
          + " and a.position > ? order by a.position limit ?) f"
          + " join log l on l.position = f.position";

  private static final String CORRECTIONS =
      "select l.*, u.position as u_position, u.type as u_type, u.actor as u_actor,"
          + " u.occurred_at as u_occurred_at, u.recorded_at as u_recorded_at"
          + " from (select c.position, c.corrects from audit_correction c where %s"
          + " and c.position > ? order by c.position limit ?) f"
          + " join log l on l.position = f.position join log u on u.position = f.corrects";

  private static final String OVERRIDES =
      "select l.*, f.collection, f.item_id, f.requested_by, f.outcome, f.decided_by,"
          + " d.recorded_at as d_recorded_at, d.position as d_position"
          + " from (select q.* from audit_request q where %s"
          + " and q.requested > ? order by q.requested limit ?) f"
          + " join log l on l.position = f.requested"
          + " left join log d on d.position = f.position and f.outcome is not null";

  private static final String CATALOGUES =
      "select l.* from (select a.position from audit_event a where a.type in"
          + " ('contract-purchased', 'contract-renewed', 'tier-changed') and %s"
          + " and a.position > ? order by a.position limit ?) f"
          + " join log l on l.position = f.position";

  private static final String ACTIONS =
      "select a.actor, a.type, count(*) as actions, min(a.position) as first_position,"
          + " max(a.position) as last_position, min(a.recorded_at) as first_at,"
          + " max(a.recorded_at) as last_at from audit_event a where %s"
          + " group by a.actor, a.type having min(a.position) > ?"
          + " order by min(a.position) limit ?";

  private static final String CONFLICTS =
      "select * from (select q.requested_by, q.decided_by, count(*) as approvals,"
          + " sum(count(*)) over (partition by q.decided_by) as of_approvals,"
          + " min(q.position) as first_position, max(q.position) as last_position"
          + " from audit_request q where q.outcome = 'approved' and %s"
          + " group by q.requested_by, q.decided_by) g"
          + " where (g.requested_by = g.decided_by or (g.approvals >= "
          + ConflictLine.LEAST
          + " and g.approvals * 100 >= g.of_approvals * "
          + ConflictLine.MOST_PERCENT
          + ")) and g.first_position > ? order by g.first_position limit ?";

  private final Snapshot snapshot;
  private final RecordedTimes times;

  public ReportQueries(JdbcOperations jdbc) {
    snapshot = new Snapshot(jdbc);
    times = new RecordedTimes(jdbc);
  }

  /** Adjustments, and commands that another person had to approve, with both persons. */
  public Page<OverrideLine> overrides(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("q", "requested", times);
    return read(OVERRIDES, of, after, limit, "position", Requested::line, OverrideLine::position);
  }

  /** What took effect before it was recorded, with its delay. */
  public Page<BackdatedLine> backdated(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("a", "position", times);
    return read(
        BACKDATED, of, after, limit, "position", ReportQueries::late, BackdatedLine::position);
  }

  /** Voids and reversals, with what they corrected. */
  public Page<CorrectionLine> corrections(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("c", "position", times);
    return read(
        CORRECTIONS, of, after, limit, "position", ReportQueries::fix, CorrectionLine::position);
  }

  /** Which contracts pin the terms of which catalogue version. */
  public Page<CatalogueLine> catalogues(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("a", "position", times);
    return read(CATALOGUES, of, after, limit, "position", Pinned::line, CatalogueLine::position);
  }

  /** Who did what how often. */
  public Page<ActionLine> actions(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("a", "position", times);
    return read(
        ACTIONS,
        of,
        after,
        limit,
        "first_position",
        ReportQueries::action,
        ActionLine::firstPosition);
  }

  /** Duties that are not segregated. */
  public Page<ConflictLine> conflicts(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("q", "position", times);
    return read(
        CONFLICTS,
        of,
        after,
        limit,
        "first_position",
        ReportQueries::conflict,
        ConflictLine::firstPosition);
  }

  private interface Place<T> {
    long of(T line);
  }

  private <T> Page<T> read(
      String sql,
      Conditions conditions,
      @Nullable String after,
      int limit,
      String order,
      RowMapper<T> mapper,
      Place<T> place) {
    Cursor from = Cursor.parse(after, 1);
    var found =
        snapshot.read(
            AuditQueries.VIEW,
            sql.formatted(conditions.sql()),
            order,
            mapper,
            conditions.parameters(from == null ? 0 : from.at(0), limit + 1));
    return Page.of(found.rows(), limit, found.position(), last -> Cursor.of(place.of(last)));
  }

  private static BackdatedLine late(ResultSet row, int number) throws SQLException {
    Instant occurredAt = Instants.of(row, "occurred_at");
    Instant recordedAt = Instants.of(row, "recorded_at");
    Metadata metadata = metadata(row);
    return new BackdatedLine(
        row.getLong("position"),
        row.getString("account_id"),
        row.getString("type"),
        row.getString("actor"),
        metadata.reason(),
        occurredAt,
        recordedAt,
        Duration.between(occurredAt, recordedAt).toString(),
        Boolean.TRUE.equals(metadata.imported()));
  }

  private static CorrectionLine fix(ResultSet row, int number) throws SQLException {
    return new CorrectionLine(
        row.getLong("position"),
        row.getString("account_id"),
        row.getString("type"),
        row.getString("actor"),
        metadata(row).reason(),
        Instants.of(row, "occurred_at"),
        Instants.of(row, "recorded_at"),
        row.getLong("u_position"),
        row.getString("u_type"),
        row.getString("u_actor"),
        Instants.of(row, "u_occurred_at"),
        Instants.of(row, "u_recorded_at"));
  }

  private static ActionLine action(ResultSet row, int number) throws SQLException {
    return new ActionLine(
        row.getString("actor"),
        row.getString("type"),
        row.getLong("actions"),
        row.getLong("first_position"),
        Instants.of(row, "first_at"),
        row.getLong("last_position"),
        Instants.of(row, "last_at"));
  }

  private static ConflictLine conflict(ResultSet row, int number) throws SQLException {
    String person = row.getString("decided_by");
    String other = row.getString("requested_by");
    return new ConflictLine(
        person.equals(other) ? "both-sides" : "mostly-one-other",
        person,
        other,
        row.getLong("approvals"),
        row.getLong("of_approvals"),
        row.getLong("first_position"),
        row.getLong("last_position"));
  }

  /** Why and how an event came, from a row of the log. */
  static Metadata metadata(ResultSet row) throws SQLException {
    return LedgerJson.mapper().readValue(row.getBytes("metadata"), Metadata.class);
  }
}
