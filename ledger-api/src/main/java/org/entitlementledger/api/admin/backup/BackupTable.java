package org.entitlementledger.api.admin.backup;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.snapshot.SnapshotTable;
import org.entitlementledger.projections.views.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A table that a backup holds: each one of the schema but those of views and snapshots, which the
 * log gives again, and the history of the schema itself.
 *
 * @param columns in the order of their names
 * @param counted the column that the database numbers, if there is one
 */
record BackupTable(String name, List<Column> columns, @Nullable String counted) {
  static final String HEAD = "head";
  static final String LOG = "log";

  private static final String SCHEMA_HISTORY = "flyway_schema_history";

  private static final Set<String> COMPUTED =
      Stream.concat(
              Views.ALL.stream().flatMap(view -> view.tables().stream()).map(Table::name),
              Stream.of("token_entry", SnapshotTable.NAME, SCHEMA_HISTORY))
          .collect(Collectors.toUnmodifiableSet());

  private static final String TABLES =
      "select table_name from information_schema.tables"
          + " where table_schema = current_schema and table_type = 'BASE TABLE' order by 1";
  private static final String COLUMNS =
      "select column_name, data_type, is_identity from information_schema.columns"
          + " where table_schema = current_schema and table_name = ? order by 1";

  record Column(String name, ColumnFormat form) {}

  /** All of them, by name. */
  static List<BackupTable> all(JdbcOperations jdbc) {
    return jdbc.queryForList(TABLES, String.class).stream()
        .filter(name -> !COMPUTED.contains(name))
        .map(name -> of(jdbc, name))
        .toList();
  }

  private static BackupTable of(JdbcOperations jdbc, String name) {
    List<Column> columns =
        jdbc.query(
            COLUMNS,
            (row, number) -> new Column(row.getString(1), ColumnFormat.of(row.getString(2))),
            name);
    String counted =
        jdbc
            .query(
                COLUMNS,
                (row, number) -> "YES".equals(row.getString(3)) ? row.getString(1) : "",
                name)
            .stream()
            .filter(column -> !column.isEmpty())
            .findFirst()
            .orElse(null);
    return new BackupTable(name, columns, counted);
  }

  /** The names of its columns. */
  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  String select() {
    return "select " + String.join(", ", names()) + " from " + name;
  }

  String insert() {
    String places = String.join(", ", columns.stream().map(column -> "?").toList());
    return "insert into " + name + " (" + String.join(", ", names()) + ") values (" + places + ")";
  }
}
