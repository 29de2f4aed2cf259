package org.entitlementledger.projections;

import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** The few sentences of SQL that H2 and PostgreSQL word differently. */
public enum Dialect {
  H2,
  POSTGRESQL;

  /** That of the database that {@code jdbc} talks to. */
  public static Dialect of(JdbcOperations jdbc) {
    String product = jdbc.execute((ConnectionCallback<String>) Dialect::product);
    return "H2".equals(product) ? H2 : POSTGRESQL;
  }

  private static String product(Connection connection) throws java.sql.SQLException {
    return connection.getMetaData().getDatabaseProductName();
  }

  /**
   * Inserts a row, or overwrites the one with its key. Parameters: {@code keys}, then {@code rest}.
   */
  public String upsert(String table, List<String> keys, List<String> rest) {
    String columns = String.join(", ", keys) + ", " + String.join(", ", rest);
    String marks = "?, ".repeat(keys.size() + rest.size() - 1) + "?";
    String key = String.join(", ", keys);
    return switch (this) {
      case H2 -> "merge into %s (%s) key (%s) values (%s)".formatted(table, columns, key, marks);
      case POSTGRESQL ->
          "insert into %s (%s) values (%s) on conflict (%s) do update set %s"
              .formatted(
                  table,
                  columns,
                  marks,
                  key,
                  rest.stream()
                      .map(column -> column + " = excluded." + column)
                      .collect(Collectors.joining(", ")));
    };
  }

  /** Inserts a row unless there is one with its key. */
  public static String insertNew(String table, List<String> columns) {
    return "insert into %s (%s) values (%s) on conflict do nothing"
        .formatted(table, String.join(", ", columns), "?, ".repeat(columns.size() - 1) + "?");
  }
}
