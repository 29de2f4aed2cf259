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
import org.entitlementledger.projections.audit.EventSearch;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.log.RecordedTimes;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/** Lines of reports that are events, each at its position. */
public final class ReportQueries {
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
      "a.type in ('contract-purchased', 'contract-renewed', 'tier-changed')";

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
  private final EventSearch search;

  public ReportQueries(JdbcOperations jdbc) {
    snapshot = new Snapshot(jdbc);
    times = new RecordedTimes(jdbc);
    search = new EventSearch(jdbc);
  }

  /** Adjustments, and commands that another person had to approve, with both persons. */
  public Page<OverrideLine> overrides(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("q", "requested", times);
    return read(OVERRIDES, of, after, limit, "position", Requested::line, OverrideLine::position);
  }

  /** What took effect before it was recorded, with its delay. */
  public Page<BackdatedLine> backdated(Scope scope, @Nullable String after, int limit) {
    return events(
        scope, "a.backdated = true", after, limit, ReportQueries::late, BackdatedLine::position);
  }

  /** Voids and reversals, with what they corrected. */
  public Page<CorrectionLine> corrections(Scope scope, @Nullable String after, int limit) {
    var of = scope.conditions("c", "position", times);
    return read(
        CORRECTIONS, of, after, limit, "position", ReportQueries::fix, CorrectionLine::position);
  }

  /** Which contracts pin the terms of which catalogue version. */
  public Page<CatalogueLine> catalogues(Scope scope, @Nullable String after, int limit) {
    return events(scope, CATALOGUES, after, limit, Pinned::line, CatalogueLine::position);
  }

  /** Who did what how often. */
  public Page<ActionLine> actions(Scope scope, @Nullable String after, int limit) {
    var events = search.find(scope.range(0), new Conditions());
    return page(
        actions(events),
        events.parameters(position(after), limit + 1),
        limit,
        "first_position",
        ReportQueries::action,
        ActionLine::firstPosition);
  }

  private static String actions(EventSearch.Found events) {
    return ("select %1$s.actor, %1$s.type, count(*) as actions, min(%1$s.position) as"
            + " first_position, max(%1$s.position) as last_position, min(%1$s.recorded_at) as"
            + " first_at, max(%1$s.recorded_at) as last_at from %2$s group by %1$s.actor,"
            + " %1$s.type having min(%1$s.position) > ? order by min(%1$s.position) limit ?")
        .formatted(events.row(), events.from());
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
    return page(
        sql.formatted(conditions.sql()),
        conditions.parameters(position(after), limit + 1),
        limit,
        order,
        mapper,
        place);
  }

  /** Lines that are events of which a condition on {@code a} holds. */
  private <T> Page<T> events(
      Scope scope,
      String condition,
      @Nullable String after,
      int limit,
      RowMapper<T> mapper,
      Place<T> place) {
    var events = search.find(scope.range(position(after)), Conditions.of(condition));
    return page(events.page("l.*"), events.parameters(limit + 1), limit, "position", mapper, place);
  }

  private static long position(@Nullable String after) {
    Cursor cursor = Cursor.parse(after, 1);
    return cursor == null ? 0 : cursor.at(0);
  }

  private <T> Page<T> page(
      String sql,
      Object[] parameters,
      int limit,
      String order,
      RowMapper<T> mapper,
      Place<T> place) {
    var found = snapshot.read(AuditQueries.VIEW, sql, order, mapper, parameters);
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
