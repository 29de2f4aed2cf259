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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rows in which a live table and a rebuilt one differ. The tables are walked in pieces along
 * their key, so that neither this process nor the database holds them whole.
 */
final class Differences {
  private static final int MOST_KEPT = 1_000;
  private static final int PIECE = 1_000;
  private static final String LIVE = "live";

  private final JdbcOperations live;
  private final String liveSchema;
  private final Copies copies;
  private final long newest;
  private final long through;
  private final Pace pace;
  private final PriorityQueue<Difference> first =
      new PriorityQueue<>(Comparator.comparingLong(Difference::position).reversed());
  private long count;
  private long newestRow;
  private @Nullable Row pending;

  /**
   * @param newest live rows that reflect events beyond it are left out
   * @param through the log is not to be relied on beyond it
   * @param pace is kept between two pieces
   */
  Differences(
      JdbcOperations live, String liveSchema, Copies copies, long newest, long through, Pace pace) {
    this.live = live;
    this.liveSchema = liveSchema;
    this.copies = copies;
    this.newest = newest;
    this.through = through;
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

  /** The newest event, of those to be relied on, that a live row reflects; 0 without one. */
  long newestRow() {
    return newestRow;
  }

  /** Adds those of a table. */
  void find(Table<?> table) {
    var parts = new Parts(live, liveSchema + "." + table.name(), copies, table, PIECE);
    List<Object> after = null;
    do {
      Part part = parts.after(after);
      find(table, part);
      newestRow = Math.max(newestRow, newestRow(table, part));
      pace.pause();
      after = part.to();
    } while (after != null);
  }

  private long newestRow(Table<?> table, Part part) {
    List<Object> bounds = part.bounds();
    bounds.add(through);
    Long position =
        live.queryForObject(
            "select max(position) from %s.%s%s and position <= ?"
                .formatted(liveSchema, table.name(), part.where()),
            Long.class,
            bounds.toArray());
    return position == null ? 0 : position;
  }

  private void find(Table<?> table, Part part) {
    String here = copies.live(table, part) + part.where();
    String rebuilt = Copies.SCHEMA + "." + table.name() + part.where();
    String sql =
        ("select * from (select 'live' as side, a.* from (%s) a"
                + " union all select 'rebuilt' as side, b.* from (%s) b) d order by %s, side")
            .formatted(
                without(here, rebuilt), without(rebuilt, here), String.join(", ", table.keys()));
    copies
        .jdbc()
        .query(
            sql,
            row -> {
              take(table, row);
            },
            Collections.nCopies(4, part.bounds()).stream().flatMap(List::stream).toArray());
    settle(table);
  }

  private static String without(String some, String others) {
    return "select * from " + some + " except select * from " + others;
  }

  /** Rows come ordered by key, the live one of a pair first. */
  private void take(Table<?> table, ResultSet row) throws SQLException {
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

  private void settle(Table<?> table) {
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
