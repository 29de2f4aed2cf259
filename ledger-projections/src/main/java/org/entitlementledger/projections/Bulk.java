package org.entitlementledger.projections;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Writes or reads many rows of a table by one statement with one array for each column: the
 * database plans and runs it once, where a batch of rows costs it a statement for each.
 */
public final class Bulk {
  private final String sql;
  private final List<Column> columns;

  private Bulk(String sql, List<Column> columns) {
    this.sql = sql;
    this.columns = columns;
  }

  /** What a column holds. */
  public enum Type {
    BIGINT(Long.class, "int8", "bigint"),
    INTEGER(Integer.class, "int4", "integer"),
    VARCHAR(String.class, "varchar", "varchar"),
    NUMERIC(BigDecimal.class, "numeric", "numeric(38, 12)"),
    TIMESTAMP(OffsetDateTime.class, "timestamptz", "timestamp(6) with time zone"),
    BOOLEAN(Boolean.class, "bool", "boolean");

    private final Class<?> java;
    private final String driver;
    private final String sql;

    Type(Class<?> java, String driver, String sql) {
      this.java = java;
      this.driver = driver;
      this.sql = sql;
    }

    private @Nullable Object read(ResultSet row, String column) throws SQLException {
      return switch (this) {
        case TIMESTAMP -> {
          var time = row.getObject(column, OffsetDateTime.class);
          yield time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
        }
        default -> row.getObject(column, java);
      };
    }

    /** A column of this type. */
    public Column named(String name) {
      return new Column(name, this);
    }
  }

  /** A column of the table. */
  public record Column(String name, Type type) {
    /** Its value in a row of a query that has it; a time is in UTC. */
    public @Nullable Object read(ResultSet row) throws SQLException {
      return type.read(row, name);
    }
  }

  /** Inserts the rows whose keys are not there yet. */
  public static Bulk insertNew(String table, List<Column> columns) {
    return new Bulk(
        "insert into %s (%s) select * from %s on conflict do nothing"
            .formatted(table, names(columns), arrays(columns)),
        columns);
  }

  /** Inserts rows, or overwrites those with their keys; a key stands in the rows once. */
  public static Bulk upsert(
      Dialect dialect, String table, List<String> keys, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    return new Bulk(
        dialect.upsert(table, keys, names, "select * from " + arrays(columns)), columns);
  }

  /**
   * Reads the rows that have one of many keys, and a row of nulls for each key without one: with an
   * outer join both databases look each key up, and never walk the rows.
   */
  public static Bulk byKey(String table, List<Column> keys) {
    return new Bulk(
        "select t.* from %s as k(%s) left join %s t on %s"
            .formatted(
                arrays(keys),
                names(keys),
                table,
                keys.stream()
                    .map(key -> "t." + key.name + " = k." + key.name)
                    .collect(Collectors.joining(" and "))),
        keys);
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String arrays(List<Column> columns) {
    return columns.stream()
        .map(column -> "cast(? as " + column.type.sql + " array)")
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }

  /**
   * Writes rows.
   *
   * @param rows each with the columns' values in their order
   */
  public void write(JdbcOperations jdbc, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.update(connection -> prepared(connection, rows));
  }

  /**
   * Reads the rows with some keys.
   *
   * @param keys each with the columns' values in their order, once
   */
  public void read(JdbcOperations jdbc, List<@Nullable Object[]> keys, RowCallbackHandler handler) {
    if (!keys.isEmpty()) {
      jdbc.query(connection -> prepared(connection, keys), handler);
    }
  }

  private PreparedStatement prepared(Connection connection, List<@Nullable Object[]> rows)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < columns.size(); i++) {
      Type type = columns.get(i).type;
      var values = (@Nullable Object[]) Array.newInstance(type.java, rows.size());
      for (int row = 0; row < values.length; row++) {
        values[row] = rows.get(row)[i];
      }
      statement.setArray(i + 1, connection.createArrayOf(type.driver, values));
    }
    return statement;
  }
}
