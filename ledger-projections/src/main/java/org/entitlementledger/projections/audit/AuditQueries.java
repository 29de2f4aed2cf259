package org.entitlementledger.projections.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.log.AccountSequences;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What happened, in the order of the log. */
public final class AuditQueries {
  /** The view that finds the events; what they say is read from the log. */
  public static final String VIEW = "audit";

  private final JdbcOperations jdbc;
  private final Snapshot snapshot;
  private final EventSearch search;
  private final AccountSequences sequences;

  public AuditQueries(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    snapshot = new Snapshot(jdbc);
    search = new EventSearch(jdbc);
    sequences = new AccountSequences(jdbc);
  }

  /**
   * The events that a filter lets through, by position.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<AuditEvent> events(AuditFilter filter, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    var events =
        search.find(
            filter.range(from == null ? 0 : from.at(0), Long.MAX_VALUE),
            filter.conditions(Long.MAX_VALUE));
    var found =
        snapshot.read(
            VIEW, events.page("l.*"), "position", AuditEvent::read, events.parameters(limit + 1));
    return Page.of(found.rows(), limit, found.position(), last -> Cursor.of(last.position()));
  }

  /**
   * Gives the rows of the events that a filter lets through, as they are stored, in the order of
   * the log and in the memory of one page. Without a filter the log alone is asked.
   *
   * @param through the last position; the view has come to it
   */
  public void eachStored(AuditFilter filter, long through, Consumer<? super StoredEvent> taker) {
    if (filter.equals(AuditFilter.ALL)) {
      new StoredEvents(jdbc).each(0, through, taker);
      return;
    }
    var conditions = filter.conditions(through);
    var pages = new StoredEvents.Pages();
    long after = 0;
    List<StoredEvent> page;
    int limit;
    do {
      limit = pages.rows();
      var events = search.find(filter.range(after, through), conditions);
      page =
          jdbc.query(
              events.page(StoredEvents.COLUMNS) + " order by l.position",
              (row, number) -> StoredEvents.read(row),
              events.parameters(limit));
      page.forEach(taker);
      pages.saw(page);
      after = page.isEmpty() ? through : page.getLast().position();
    } while (page.size() == limit);
  }

  /** Whether any event moves this entitlement. */
  public boolean hasEntitlement(String key) {
    return has("entitlement", key);
  }

  /** The name of a filter by an id that no event has, or null. */
  public @Nullable String unknownId(AuditFilter filter) {
    if (filter.account() != null && sequences.last(filter.account()) < 0) {
      return "account";
    }
    if (!has("actor", filter.actor())) {
      return "actor";
    }
    if (!has("contract_id", filter.contract())) {
      return "contract";
    }
    return has("correlation_id", filter.correlationId()) ? null : "correlationId";
  }

  private boolean has(String column, @Nullable String value) {
    return value == null
        || !jdbc.queryForList(
                "select position from audit_event where " + column + " = ? limit 1",
                Long.class,
                value)
            .isEmpty();
  }

  /**
   * The refused attempts that a filter lets through, oldest first. They are no events and have no
   * positions.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<RefusedAttempt> refusals(RefusalFilter filter, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    var conditions = filter.conditions();
    var found =
        jdbc.query(
            "select * from refusal where " + conditions.sql() + " and id > ? order by id limit ?",
            AuditQueries::refusal,
            conditions.parameters(from == null ? 0 : from.at(0), limit + 1));
    return Page.of(found, limit, 0, last -> Cursor.of(last.id()));
  }

  private static RefusedAttempt refusal(ResultSet row, int number) throws SQLException {
    return new RefusedAttempt(
        row.getLong("id"),
        Instants.of(row, "refused_at"),
        row.getString("actor"),
        row.getString("command"),
        row.getString("account_id"),
        row.getString("problem"),
        LedgerJson.mapper().readTree(row.getString("facts")),
        row.getString("request_id"),
        row.getLong("refusal_count"));
  }
}
