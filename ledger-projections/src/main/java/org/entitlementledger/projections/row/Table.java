package org.entitlementledger.projections.row;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.Bulk.Column;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A table of a view, all of whose rows are computed from the log. It has a column {@code position},
 * that of the newest event that a row reflects.
 *
 * @param <R> what a projection sees of a row
 */
public final class Table<R> {
  private final String name;
  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final Reader<R> reader;
  private final Function<R, @Nullable Object[]> values;
  private final Extent extent;
  private final int positionColumn;
  private final Bulk insert;
  private final Bulk byKey;

  /** Reads a row of a query whose columns have the table's names. */
  @FunctionalInterface
  public interface Reader<R> {
    /** Reads one. */
    R read(ResultSet row) throws SQLException;
  }

  /**
   * Describes a table.
   *
   * @param columns all of them, those of the primary key first
   * @param keySize how many columns the primary key has
   * @param values of a row, in the order of the columns
   */
  public Table(
      String name,
      List<Column> columns,
      int keySize,
      Reader<R> reader,
      Function<R, @Nullable Object[]> values) {
    this.name = name;
    this.columns = columns;
    this.reader = reader;
    this.values = values;
    keyColumns = columns.subList(0, keySize);
    List<String> names = columns();
    positionColumn = names.indexOf("position");
    extent = extent(names);
    insert = Bulk.insertNew(name, columns);
    byKey = Bulk.byKey(name, keyColumns);
  }

  private static Extent extent(List<String> columns) {
    return switch (columns.getFirst()) {
      case "account_id" -> Extent.BY_ACCOUNT;
      case "position" -> Extent.BY_POSITION;
      default -> columns.contains("account_id") ? Extent.OF_ACCOUNT : Extent.LEDGER;
    };
  }

  /** A table of whose rows a projection sees the values. */
  public static Table<@Nullable Object[]> plain(String name, List<Column> columns, int keySize) {
    return new Table<>(name, columns, keySize, row -> raw(columns, row), values -> values);
  }

  private static @Nullable Object[] raw(List<Column> columns, ResultSet row) throws SQLException {
    var values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).read(row);
    }
    return values;
  }

  /** The key of a row of a query; null where it is a row of nulls. */
  public @Nullable Key key(ResultSet row) throws SQLException {
    var key = new ArrayList<Comparable<?>>(keyColumns.size());
    for (Column column : keyColumns) {
      Object value = column.read(row);
      if (value == null) {
        return null;
      }
      key.add((Comparable<?>) value);
    }
    return new Key(key);
  }

  /** What a row belongs to, as far as its key and columns say. */
  public enum Extent {
    /** To an account, which the key begins with. */
    BY_ACCOUNT,
    /** To a position, which the key begins with. Such a row never changes. */
    BY_POSITION,
    /** To an account, under a key of its own. */
    OF_ACCOUNT,
    /** To several accounts. */
    LEDGER;

    /** Whether rows are first looked up by their keys, and then looked through. */
    public boolean twice() {
      return this == OF_ACCOUNT || this == LEDGER;
    }
  }

  /** What its rows are computed from. */
  public Extent extent() {
    return extent;
  }

  /** The values of all columns of a row of a query, whatever they hold. */
  public @Nullable Object[] raw(ResultSet row) throws SQLException {
    return raw(columns, row);
  }

  /** The newest event that a row reflects. */
  public long position(R row) {
    return positionOf(values(row));
  }

  /** The same of a row's values. */
  public long positionOf(@Nullable Object[] row) {
    return (Long) Objects.requireNonNull(row[positionColumn], "each row has a position");
  }

  /** Whether two rows hold the same; numbers are compared by their value. */
  public static boolean same(@Nullable Object[] one, @Nullable Object[] other) {
    for (int i = 0; i < one.length; i++) {
      boolean same =
          (one[i] instanceof BigDecimal a && other[i] instanceof BigDecimal b)
              ? a.compareTo(b) == 0
              : Objects.equals(one[i], other[i]);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Its name in the database. */
  public String name() {
    return name;
  }

  /** All columns. */
  public List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  /** The columns of its primary key. */
  public List<String> keys() {
    return keyColumns.stream().map(Column::name).toList();
  }

  /** The key of a row. */
  public Key key(R row) {
    @Nullable Object[] all = values(row);
    var key = new ArrayList<Comparable<?>>(keyColumns.size());
    for (int i = 0; i < keyColumns.size(); i++) {
      key.add((Comparable<?>) Objects.requireNonNull(all[i], "a key has no null"));
    }
    return new Key(key);
  }

  /** The row that a result set is at. */
  public R read(ResultSet row) throws SQLException {
    return reader.read(row);
  }

  /** The values of a row in the order of the columns. */
  public @Nullable Object[] values(R row) {
    return values.apply(row);
  }

  /** Inserts rows whose keys are not there yet. */
  public Bulk insert() {
    return insert;
  }

  /** Inserts rows or overwrites those with their keys. */
  public Bulk upsert(Dialect dialect) {
    return Bulk.upsert(dialect, name, keys(), columns);
  }

  /** Reads rows by their keys. */
  public Bulk byKey() {
    return byKey;
  }

  @Override
  public String toString() {
    return name;
  }
}
