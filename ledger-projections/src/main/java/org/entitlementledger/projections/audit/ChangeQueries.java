package org.entitlementledger.projections.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Finds what was recorded late, of days whose books had been closed (FINANCE.md, "Closing"). */
public final class ChangeQueries {
  /** A day begins first at the first offset, and ends last at the last. */
  private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  /** Whose days they really were is decided row by row, in the account's zone. */
  private static final String SINCE =
      "select a.position, a.type, a.account_id, a.occurred_at, a.recorded_at, a.actor, l.metadata,"
          + " c.corrects, e.occurred_at as corrected_at, acc.zone"
          + " from audit_event a join log l on l.position = a.position"
          + " join account acc on acc.account_id = a.account_id"
          + " left join audit_correction c on c.position = a.position"
          + " left join audit_event e on e.position = c.corrects"
          + " where a.position > ? and ((a.occurred_at >= ? and a.occurred_at < ?)"
          + " or (e.occurred_at >= ? and e.occurred_at < ?)) order by a.position limit ?";

  private final Snapshot snapshot;

  public ChangeQueries(JdbcOperations jdbc) {
    snapshot = new Snapshot(jdbc);
  }

  private record Row(ChangedEvent event, @Nullable Instant correctedAt, ZoneId zone) {}

  /**
   * The events after a position that took effect in some days, or correct one that did; in the
   * order in which they were recorded.
   *
   * @param after the days after this one; null for all from the first on
   * @param through the last day, in each account's zone
   * @param cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<ChangedEvent> since(
      long position,
      @Nullable LocalDate after,
      LocalDate through,
      @Nullable String cursor,
      int limit) {
    Cursor from = Cursor.parse(cursor, 1);
    long last = from == null ? position : Math.max(position, from.at(0));
    var found = new ArrayList<ChangedEvent>();
    Snapshot.Rows<Row> piece;
    do {
      piece = piece(last, after, through);
      for (Row row : piece.rows()) {
        ChangedEvent event = concerning(row, after, through);
        if (event != null) {
          found.add(event);
        }
        last = row.event().position();
      }
    } while (piece.rows().size() == Page.MOST && found.size() <= limit);
    List<ChangedEvent> some = found.subList(0, Math.min(found.size(), limit + 1));
    return Page.of(some, limit, piece.position(), one -> Cursor.of(one.position()));
  }

  private Snapshot.Rows<Row> piece(long last, @Nullable LocalDate after, LocalDate through) {
    Instant begins =
        after == null ? Instant.EPOCH : after.plusDays(1).atStartOfDay().toInstant(FIRST);
    Instant ends = through.plusDays(1).atStartOfDay().toInstant(LAST);
    return snapshot.read(
        AuditQueries.VIEW,
        SINCE,
        "position",
        ChangeQueries::row,
        last,
        Instants.sql(begins),
        Instants.sql(ends),
        Instants.sql(begins),
        Instants.sql(ends),
        Page.MOST);
  }

  private static @Nullable ChangedEvent concerning(
      Row row, @Nullable LocalDate after, LocalDate through) {
    ChangedEvent event = row.event();
    Instant corrected = row.correctedAt();
    if (corrected != null && isWithin(corrected, row.zone(), after, through)) {
      return event;
    }
    return isWithin(event.occurredAt(), row.zone(), after, through)
        ? withoutCorrected(event)
        : null;
  }

  private static boolean isWithin(
      Instant time, ZoneId zone, @Nullable LocalDate after, LocalDate through) {
    LocalDate day = When.dayOf(time, zone);
    return !day.isAfter(through) && (after == null || day.isAfter(after));
  }

  private static ChangedEvent withoutCorrected(ChangedEvent event) {
    return new ChangedEvent(
        event.position(),
        event.type(),
        event.accountId(),
        event.occurredAt(),
        event.recordedAt(),
        event.actor(),
        event.reason(),
        null);
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    Metadata metadata = LedgerJson.mapper().readValue(row.getBytes("metadata"), Metadata.class);
    long corrects = row.getLong("corrects");
    boolean none = row.wasNull();
    return new Row(
        new ChangedEvent(
            row.getLong("position"),
            row.getString("type"),
            row.getString("account_id"),
            Instants.of(row, "occurred_at"),
            Instants.of(row, "recorded_at"),
            row.getString("actor"),
            metadata.reason(),
            none ? null : corrects),
        none ? null : Instants.of(row, "corrected_at"),
        ZoneId.of(row.getString("zone")));
  }
}
