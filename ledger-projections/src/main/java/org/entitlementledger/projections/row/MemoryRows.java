package org.entitlementledger.projections.row;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows in memory alone. */
public final class MemoryRows implements Rows {
  private final Map<Table<?>, NavigableMap<Key, ?>> tables = new HashMap<>();

  /** The rows of a table. */
  @SuppressWarnings("unchecked")
  private <R> NavigableMap<Key, R> of(Table<R> table) {
    return (NavigableMap<Key, R>) tables.computeIfAbsent(table, fresh -> new TreeMap<Key, R>());
  }

  /** The keys of a table's rows. */
  public NavigableMap<Key, ?> rows(Table<?> table) {
    return Collections.unmodifiableNavigableMap(of(table));
  }

  /** The columns of a row; null where there is none. */
  public <R> @Nullable Object @Nullable [] values(Table<R> table, Key key) {
    R row = get(table, key);
    return row == null ? null : table.values(row);
  }

  /**
   * Takes rows of a table out.
   *
   * @param before only those whose keys are before it; null for all
   */
  public <R> List<R> take(Table<R> table, @Nullable Key before) {
    NavigableMap<Key, R> all = of(table);
    NavigableMap<Key, R> some = before == null ? all : all.headMap(before, false);
    List<R> taken = List.copyOf(some.values());
    some.clear();
    return taken;
  }

  /** Forgets the rows of some tables. */
  public void forget(Predicate<Table<?>> some) {
    tables.keySet().removeIf(some);
  }

  /** Forgets the rows of a table whose keys are before {@code key}. */
  public void forgetBefore(Table<?> table, Key key) {
    of(table).headMap(key, false).clear();
  }

  @Override
  public <R> @Nullable R get(Table<R> table, Key key) {
    return of(table).get(key);
  }

  @Override
  public <R> @Nullable R floor(Table<R> table, Key key) {
    Map.Entry<Key, R> found = of(table).floorEntry(key);
    return found == null || !found.getKey().siblingOf(key) ? null : found.getValue();
  }

  /** Accounts are not folded in the order of the log, so that the older event may come later. */
  @Override
  public <R> void add(Table<R> table, Key key, R row) {
    of(table).merge(key, row, (a, b) -> table.position(b) < table.position(a) ? b : a);
  }

  @Override
  public <R> void put(Table<R> table, Key key, R row) {
    of(table).put(key, row);
  }

  @Override
  public <R> void update(Table<R> table, Key key, Update<R> update) {
    of(table).computeIfPresent(key, (same, row) -> update.apply(row));
  }
}
