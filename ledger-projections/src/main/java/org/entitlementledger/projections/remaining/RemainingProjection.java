package org.entitlementledger.projections.remaining;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.NUMERIC;
import static org.entitlementledger.projections.Bulk.Type.TIMESTAMP;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the table {@code remaining}: the net of all movements, by source and window. */
public final class RemainingProjection implements Projection {
  /** The primary key of the table. */
  public static final List<String> KEYS =
      List.of(
          "account_id",
          "until",
          "entitlement",
          "window_start",
          "source_kind",
          "source_id",
          "hold_id");

  private static final List<Bulk.Column> COLUMNS =
      List.of(
          VARCHAR.named("account_id"),
          TIMESTAMP.named("until"),
          VARCHAR.named("entitlement"),
          TIMESTAMP.named("window_start"),
          VARCHAR.named("source_kind"),
          VARCHAR.named("source_id"),
          VARCHAR.named("hold_id"),
          TIMESTAMP.named("window_end"),
          NUMERIC.named("consumed"),
          NUMERIC.named("deducted"),
          NUMERIC.named("lapsed"),
          NUMERIC.named("held"),
          VARCHAR.named("movement"),
          TIMESTAMP.named("revoked_at"),
          BIGINT.named("recorded"),
          BIGINT.named("position"));
  private static final Bulk READ = Bulk.byKey("remaining", COLUMNS.subList(0, KEYS.size()));

  private final JdbcOperations jdbc;
  private final Bulk upsert;

  public RemainingProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    upsert = Bulk.upsert(Dialect.of(jdbc), "remaining", KEYS, COLUMNS);
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    Map<RemainingRow.Key, RemainingRow> rows = read(events);
    events.forEach(event -> add(event, rows));
    List<@Nullable Object[]> changed =
        rows.values().stream().filter(RemainingRow::changed).map(RemainingRow::values).toList();
    upsert.write(jdbc, changed);
  }

  private static void add(LoggedEvent logged, Map<RemainingRow.Key, RemainingRow> rows) {
    if (!(logged.event() instanceof MovesQuota moving)) {
      return;
    }
    var touched = new HashSet<RemainingRow>();
    for (Movement movement : moving.movements()) {
      for (String holdId : holdIds(movement)) {
        touch(logged, movement, holdId, rows, touched);
      }
    }
    touched.forEach(RemainingRow::reached);
  }

  private static void touch(
      LoggedEvent logged,
      Movement movement,
      String holdId,
      Map<RemainingRow.Key, RemainingRow> rows,
      Set<RemainingRow> touched) {
    RemainingRow row =
        rows.computeIfAbsent(
            RemainingRow.Key.of(logged.accountId(), movement, holdId),
            key -> new RemainingRow(key, movement.window().end()));
    if (!row.reflects(logged.position())) {
      row.apply(movement, logged.position());
      touched.add(row);
    }
  }

  /** Of the rows that a movement changes; empty for that of what is used. */
  private static List<String> holdIds(Movement movement) {
    String holdId = movement.holdId();
    if (holdId == null) {
      return List.of("");
    }
    return movement.kind() == Movement.Kind.CONSUMED ? List.of(holdId, "") : List.of(holdId);
  }

  /** The rows that these events change: an account may have very many others. */
  private Map<RemainingRow.Key, RemainingRow> read(List<LoggedEvent> events) {
    var keys = new LinkedHashSet<RemainingRow.Key>();
    for (LoggedEvent logged : events) {
      if (logged.event() instanceof MovesQuota moving) {
        for (Movement movement : moving.movements()) {
          for (String holdId : holdIds(movement)) {
            keys.add(RemainingRow.Key.of(logged.accountId(), movement, holdId));
          }
        }
      }
    }
    var rows = new HashMap<RemainingRow.Key, RemainingRow>();
    List<@Nullable Object[]> values = keys.stream().map(RemainingRow.Key::values).toList();
    READ.read(
        jdbc,
        values,
        row -> {
          var read = RemainingRow.of(row);
          rows.put(read.key(), read);
        });
    return rows;
  }
}
