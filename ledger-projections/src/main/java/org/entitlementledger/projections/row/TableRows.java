package org.entitlementledger.projections.row;

import java.util.LinkedHashMap;
import java.util.Map;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Rows in the database's tables: those that are needed are read at once, and written at once. */
public final class TableRows implements Rows {
  private final JdbcOperations jdbc;
  private final Map<Table<?>, TablePage<?>> pages = new LinkedHashMap<>();
  private int size;

  /** Makes it without rows; {@code jdbc} takes part in the open transaction. */
  public TableRows(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes that a row will be needed. */
  public void need(Table<?> table, Key key) {
    if (page(table).need(key)) {
      size++;
    }
  }

  /** How many rows will be needed. */
  public int size() {
    return size;
  }

  /** Reads the rows that will be needed. */
  public void read() {
    pages.values().forEach(TablePage::read);
  }

  /** Writes what was changed. */
  public void write(Dialect dialect) {
    pages.values().forEach(page -> page.write(dialect));
  }

  @Override
  public <R> @Nullable R get(Table<R> table, Key key) {
    return page(table).get(key);
  }

  @Override
  public <R> @Nullable R floor(Table<R> table, Key key) {
    return page(table).floor(key);
  }

  @Override
  public <R> void add(Table<R> table, Key key, R row) {
    page(table).add(key, row);
  }

  @Override
  public <R> void put(Table<R> table, Key key, R row) {
    page(table).put(key, row);
  }

  @Override
  public <R> void update(Table<R> table, Key key, Update<R> update) {
    page(table).update(key, update);
  }

  /** A page has rows of its table alone. */
  @SuppressWarnings("unchecked")
  private <R> TablePage<R> page(Table<R> table) {
    return (TablePage<R>) pages.computeIfAbsent(table, fresh -> new TablePage<>(fresh, jdbc));
  }
}
