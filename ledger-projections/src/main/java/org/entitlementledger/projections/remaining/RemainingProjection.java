package org.entitlementledger.projections.remaining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the table {@code remaining}: the sum of all movements, by source and window. */
public final class RemainingProjection implements Projection {
  /** The primary key of the table. */
  public static final List<String> KEYS =
      List.of(
          "account_id", "window_end", "entitlement", "window_start", "source_kind", "source_id");

  private static final List<String> SUMS = List.of("consumed", "position");
  private static final String READ =
      "select * from remaining where account_id = any(?) and window_end >= ?";

  private final JdbcOperations jdbc;
  private final String upsert;

  public RemainingProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    upsert = Dialect.of(jdbc).upsert("remaining", KEYS, SUMS);
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var accounts = new TreeSet<String>();
    Instant earliest = Instant.MAX;
    for (LoggedEvent logged : events) {
      if (logged.event() instanceof MovesQuota moving) {
        for (Movement movement : moving.movements()) {
          accounts.add(logged.accountId());
          Instant end = movement.window().end();
          earliest = end.isBefore(earliest) ? end : earliest;
        }
      }
    }
    if (accounts.isEmpty()) {
      return;
    }
    Map<Key, Sum> sums = read(accounts, earliest);
    events.forEach(event -> add(event, sums));
    List<Object[]> changed =
        sums.entrySet().stream()
            .filter(one -> one.getValue().changed)
            .map(one -> one.getKey().values(one.getValue()))
            .toList();
    if (!changed.isEmpty()) {
      jdbc.batchUpdate(upsert, changed);
    }
  }

  private static void add(LoggedEvent logged, Map<Key, Sum> sums) {
    if (!(logged.event() instanceof MovesQuota moving)) {
      return;
    }
    var touched = new HashMap<Key, Quantity>();
    for (Movement movement : moving.movements()) {
      Quantity change =
          switch (movement.kind()) {
            case CONSUMED -> movement.quantity();
            case RETURNED -> movement.quantity().negated();
          };
      touched.merge(Key.of(logged.accountId(), movement), change, Quantity::plus);
    }
    touched.forEach(
        (key, change) ->
            sums.computeIfAbsent(key, fresh -> new Sum()).add(change, logged.position()));
  }

  private Map<Key, Sum> read(Set<String> accounts, Instant earliest) {
    var sums = new HashMap<Key, Sum>();
    jdbc.query(
        READ,
        row -> {
          var sum = new Sum();
          sum.consumed = new Quantity(row.getBigDecimal("consumed"));
          sum.position = row.getLong("position");
          sums.put(Key.of(row), sum);
        },
        accounts.toArray(String[]::new),
        Instants.sql(earliest));
    return sums;
  }

  private record Key(
      String accountId, String entitlement, Window window, String sourceKind, String sourceId) {
    static Key of(String accountId, Movement movement) {
      return new Key(
          accountId,
          movement.entitlement(),
          movement.window(),
          movement.source().kind().key(),
          movement.source().id());
    }

    static Key of(ResultSet row) throws SQLException {
      return new Key(
          row.getString("account_id"),
          row.getString("entitlement"),
          new Window(Instants.of(row, "window_start"), Instants.of(row, "window_end")),
          row.getString("source_kind"),
          row.getString("source_id"));
    }

    Object[] values(Sum sum) {
      return new Object[] {
        accountId,
        Instants.sql(window.end()),
        entitlement,
        Instants.sql(window.start()),
        sourceKind,
        sourceId,
        sum.consumed.value(),
        sum.position
      };
    }
  }

  private static final class Sum {
    private Quantity consumed = Quantity.ZERO;
    private long position;
    private boolean changed;

    void add(Quantity change, long at) {
      if (at > position) {
        consumed = consumed.plus(change);
        position = at;
        changed = true;
      }
    }
  }
}
