package org.entitlementledger.projections.row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.row.Rows.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The rows of one table that a page of events needs, and what becomes of them. */
final class TablePage<R> {
  private final Table<R> table;
  private final JdbcOperations jdbc;
  private final Set<Key> needed = new HashSet<>();
  private final NavigableMap<Key, R> rows = new TreeMap<>();
  private final Map<Key, R> added = new TreeMap<>();
  private final Map<Key, R> changed = new TreeMap<>();
  private final Map<Key, Update<R>> updates = new TreeMap<>();

  TablePage(Table<R> table, JdbcOperations jdbc) {
    this.table = table;
    this.jdbc = jdbc;
  }

  /** Gives whether it was not needed before. */
  boolean need(Key key) {
    return needed.add(key);
  }

  void read() {
    var keys = new ArrayList<@Nullable Object[]>(needed.size());
    needed.forEach(key -> keys.add(key.array()));
    read(keys);
  }

  private void read(List<@Nullable Object[]> keys) {
    table
        .byKey()
        .read(
            jdbc,
            keys,
            row -> {
              Key key = table.key(row);
              if (key != null) {
                rows.put(key, table.read(row));
              }
            });
  }

  @Nullable R get(Key key) {
    if (needed.add(key) && !rows.containsKey(key)) {
      read(List.<@Nullable Object[]>of(key.array()));
    }
    return rows.get(key);
  }

  @Nullable R floor(Key key) {
    Map.Entry<Key, R> here = rows.floorEntry(key);
    if (here != null && here.getKey().siblingOf(key)) {
      return here.getValue();
    }
    String conditions = String.join(" = ? and ", table.keys()) + " <= ?";
    return jdbc
        .query(
            "select * from %s where %s order by %s desc fetch first row only"
                .formatted(table.name(), conditions, table.keys().getLast()),
            (row, number) -> table.read(row),
            key.array())
        .stream()
        .findFirst()
        .orElse(null);
  }

  void add(Key key, R row) {
    if (rows.putIfAbsent(key, row) == null) {
      added.put(key, row);
    }
  }

  void put(Key key, R row) {
    rows.put(key, row);
    added.remove(key);
    changed.put(key, row);
  }

  void update(Key key, Update<R> update) {
    R row = rows.get(key);
    if (row == null) {
      updates.put(key, update);
    } else {
      put(key, update.apply(row));
    }
  }

  void write(Dialect dialect) {
    table.insert().write(jdbc, values(added));
    table.upsert(dialect).write(jdbc, values(changed));
    if (!updates.isEmpty()) {
      String sql = updates.values().iterator().next().sql();
      jdbc.batchUpdate(
          sql, updates.values().stream().map(one -> one.parameters().toArray()).toList());
    }
  }

  private List<@Nullable Object[]> values(Map<Key, R> some) {
    var values = new ArrayList<@Nullable Object[]>(some.size());
    some.values().forEach(row -> values.add(table.values(row)));
    return values;
  }
}
