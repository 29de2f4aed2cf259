package org.entitlementledger.projections.rebuild;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.entitlementledger.projections.rebuild.Comparison.Difference;
import org.entitlementledger.projections.rebuild.Comparison.Kind;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one view that are not what the log gives: the first 1,000, and how many there are.
 */
final class Differences {
  private static final int MOST_KEPT = 1_000;

  private final long newest;
  private final PriorityQueue<Difference> first =
      new PriorityQueue<>(Comparator.comparingLong(Difference::position).reversed());
  private final Map<Table<?>, Set<Key>> pending = new LinkedHashMap<>();
  private final Map<Table<?>, Set<Key>> told = new HashMap<>();
  private long count;
  private long newestRow;

  /**
   * @param newest rows that reflect events beyond it are left out
   */
  Differences(long newest) {
    this.newest = newest;
  }

  /** All of them so far. */
  Comparison of(String view, long through, long token) {
    var ordered = new ArrayList<>(first);
    ordered.sort(Comparator.comparingLong(Difference::position));
    return new Comparison(view, through, token, List.copyOf(ordered), count);
  }

  /** The newest event that a row reflects; 0 without one. */
  long newestRow() {
    return newestRow;
  }

  /** Takes how far a row goes. */
  void reflects(long position, long last) {
    if (position <= last) {
      newestRow = Math.max(newestRow, position);
    }
  }

  /** Takes a row that is there beside the one that should be. */
  void compare(
      Table<?> table, Key key, @Nullable Object[] row, @Nullable Object @Nullable [] right) {
    if (right == null) {
      unfounded(table, key, table.positionOf(row));
    } else if (table.positionOf(row) <= newest && !Table.same(row, right)) {
      add(table, key, table.positionOf(right), Kind.CHANGED);
    }
  }

  /** Takes a row that nothing in the log gives. */
  void unfounded(Table<?> table, Key key, long position) {
    if (position <= newest) {
      add(table, key, position, Kind.UNFOUNDED);
    }
  }

  void add(Table<?> table, Key key, long position, Kind kind) {
    // rows with a key of their own are looked at twice
    if (table.extent().twice() && !told.computeIfAbsent(table, fresh -> new HashSet<>()).add(key)) {
      return;
    }
    pending.computeIfAbsent(table, fresh -> new LinkedHashSet<>()).add(key);
    count++;
    first.add(new Difference(position, table.name(), key.text(), kind));
    if (first.size() > MOST_KEPT) {
      first.remove();
    }
  }

  /** The keys of the rows that differ, of a table, since they were last asked for. */
  Set<Key> take(Table<?> table) {
    Set<Key> taken = pending.remove(table);
    return taken == null ? Set.of() : taken;
  }
}
