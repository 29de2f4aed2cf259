package org.entitlementledger.projections.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.entitlementledger.projections.follow.Comparison.Difference;
import org.entitlementledger.projections.follow.Comparison.Kind;
import org.entitlementledger.projections.follow.View.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rows in which a live table and a rebuilt one differ. The tables are walked in pieces along
 * the first column of their key, so that neither this process nor the database holds them whole.
 */
final class Differences {
  private static final int MOST_KEPT = 1_000;
  private static final int PIECE = 1_000;
  private static final String LIVE = "live";

  private final JdbcOperations jdbc;
  private final long newest;
  private final Pace pace;
  private final PriorityQueue<Difference> first =
      new PriorityQueue<>(Comparator.comparingLong(Difference::position).reversed());
  private long count;
  private @Nullable Row pending;

  /**
   * @param newest live rows that reflect events beyond it are left out
   * @param pace is kept between two pieces
   */
  Differences(JdbcOperations jdbc, long newest, Pace pace) {
    this.jdbc = jdbc;
    this.newest = newest;
    this.pace = pace;
  }

  private record Row(String key, boolean live, long position) {}

  /** All of them so far. */
  Comparison of(String view, long through, long token) {
    var ordered = new ArrayList<>(first);
    ordered.sort(Comparator.comparingLong(Difference::position));
    return new Comparison(view, through, token, List.copyOf(ordered), count);
  }

  /** How many there are so far. */
  long count() {
    return count;
  }

  /** Adds those of a table that stands in two schemas. */
  void find(Table table, String liveSchema, String rebuiltSchema) {
    String live = liveSchema + "." + table.name();
    String rebuilt = rebuiltSchema + "." + table.name();
    String along = table.keys().getFirst();
    Object low = null;
    Object high;
    do {
      high = end(live, along, low);
      find(table, live, rebuilt, low, high);
      pace.pause();
      low = high;
    } while (high != null);
  }

  /** Where the piece after {@code low} ends; null where it is the last. */
  private @Nullable Object end(String live, String along, @Nullable Object low) {
    String from = low == null ? "" : " where " + along + " > ?";
    String piece =
        "select " + along + " from " + live + from + " order by " + along + " limit " + PIECE;
    String sql = "select max(" + along + ") from (" + piece + ") piece";
    return low == null
        ? jdbc.queryForObject(sql, Object.class)
        : jdbc.queryForObject(sql, Object.class, low);
  }

  private void find(
      Table table, String live, String rebuilt, @Nullable Object low, @Nullable Object high) {
    var bounds = new ArrayList<Object>();
    var where = new StringBuilder(" where 1 = 1");
    if (low != null) {
      where.append(" and ").append(table.keys().getFirst()).append(" > ?");
      bounds.add(low);
    }
    if (high != null) {
      where.append(" and ").append(table.keys().getFirst()).append(" <= ?");
      bounds.add(high);
    }
    String some = "select * from " + live + where + " except select * from " + rebuilt + where;
    String others = "select * from " + rebuilt + where + " except select * from " + live + where;
    String sql =
        ("select * from (select 'live' as side, a.* from (%s) a"
                + " union all select 'rebuilt' as side, b.* from (%s) b) d order by %s, side")
            .formatted(some, others, String.join(", ", table.keys()));
    jdbc.query(
        sql,
        row -> {
          take(table, row);
        },
        Collections.nCopies(4, bounds).stream().flatMap(List::stream).toArray());
    settle(table);
  }

  /** Rows come ordered by key, the live one of a pair first. */
  private void take(Table table, ResultSet row) throws SQLException {
    var key = new ArrayList<String>();
    for (String column : table.keys()) {
      key.add(row.getString(column));
    }
    var next =
        new Row(String.join(" ", key), LIVE.equals(row.getString("side")), row.getLong("position"));
    Row before = pending;
    if (before != null && before.live && !next.live && before.key.equals(next.key)) {
      pending = null;
      if (before.position > newest) {
        return;
      }
      add(new Difference(next.position, table.name(), next.key, Kind.CHANGED));
    } else {
      settle(table);
      pending = next;
    }
  }

  private void settle(Table table) {
    Row alone = pending;
    pending = null;
    if (alone != null && (!alone.live || alone.position <= newest)) {
      Kind kind = alone.live ? Kind.UNFOUNDED : Kind.MISSING;
      add(new Difference(alone.position, table.name(), alone.key, kind));
    }
  }

  private void add(Difference difference) {
    count++;
    first.add(difference);
    if (first.size() > MOST_KEPT) {
      first.remove();
    }
  }
}
