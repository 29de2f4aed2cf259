package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Empty tables like those of some views, in a schema of their own on PostgreSQL. Within {@link
 * #write} they are found under the names of the live ones. They take the place of the live ones by
 * {@link #replaceLive}; until then nobody reads them, and the next rebuild drops what a kill left.
 */
final class FreshTables implements AutoCloseable {
  /** Another name than that of earlier versions, which somebody may still keep. */
  static final String SCHEMA = "ledger_rebuild";

  private final Session session;
  private final JdbcTemplate jdbc;
  private final Map<Table<?>, TableDefinition> live = new LinkedHashMap<>();
  private final CopyBuffer buffer = new CopyBuffer();
  private @Nullable String liveSchema;

  FreshTables(Session session, List<Table<?>> tables) throws SQLException {
    this.session = session;
    this.jdbc = session.jdbc();
    session.commit(
        () -> {
          liveSchema = jdbc.queryForObject("select quote_ident(current_schema())", String.class);
          tables.forEach(table -> live.put(table, definition(table)));
          drop(jdbc);
          jdbc.execute("create schema " + SCHEMA);
          for (Table<?> table : tables) {
            jdbc.execute(
                "create table %s.%s (like %s including all excluding indexes excluding statistics)"
                    .formatted(SCHEMA, table.name(), table.name()));
          }
        });
  }

  private TableDefinition definition(Table<?> table) {
    return TableDefinition.of(jdbc, table.name());
  }

  /** Whether a rebuild goes on, or was killed. */
  static boolean exist(JdbcOperations jdbc) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from information_schema.schemata where schema_name = ?)",
            Boolean.class,
            SCHEMA));
  }

  /** Drops what a kill may have left; the caller holds the lock of those who rebuild. */
  static void drop(JdbcTemplate jdbc) {
    jdbc.execute("drop schema if exists " + SCHEMA + " cascade");
  }

  /** Work in one transaction in which the fresh tables hide the live ones. */
  void write(Session.Work work) throws SQLException {
    session.commit(
        () -> {
          hideLive();
          work.run();
        });
  }

  /** Until the transaction ends. */
  void hideLive() {
    jdbc.execute("set local search_path to " + SCHEMA + ", " + liveSchema);
  }

  /** Rows of one table. */
  record Part<R>(Table<R> table, List<R> rows) {
    private void addTo(CopyBuffer buffer) {
      buffer.add(table, rows);
    }
  }

  /** Adds rows; writes them when there are enough. */
  void copy(List<Part<?>> parts) throws SQLException {
    for (Part<?> part : parts) {
      part.addTo(buffer);
      if (buffer.full()) {
        flush();
      }
    }
  }

  /** Writes the rows that were added. */
  void flush() throws SQLException {
    write(
        () ->
            jdbc.execute(
                (ConnectionCallback<@Nullable Void>)
                    connection -> {
                      buffer.writeTo(connection);
                      return null;
                    }));
  }

  /** Builds indexes and keys, and gathers the statistics that the first queries are planned by. */
  void index(Pace pace) throws SQLException {
    for (var table : live.entrySet()) {
      for (String statement : table.getValue().indexes()) {
        write(() -> jdbc.execute(statement));
        pace.pause();
      }
      for (String statement : table.getValue().settings()) {
        write(() -> jdbc.execute(statement));
      }
      write(() -> jdbc.execute("analyze " + table.getKey().name()));
      pace.pause();
    }
  }

  /** Locks the live tables against everybody, in the open transaction. */
  void lockLive() {
    List<String> names = live.keySet().stream().map(this::liveName).toList();
    jdbc.execute("lock table " + String.join(", ", names) + " in access exclusive mode");
  }

  private String liveName(Table<?> table) {
    return liveSchema + "." + table.name();
  }

  /**
   * Drops the live tables and puts these in their place, with all indexes, in the open transaction.
   *
   * @throws IllegalStateException where somebody has altered a live table meanwhile
   */
  void replaceLive() {
    jdbc.execute("set local search_path to " + liveSchema);
    for (var table : live.entrySet()) {
      if (!definition(table.getKey()).equals(table.getValue())) {
        throw new IllegalStateException(
            "the table " + table.getKey() + " was altered while its rows were computed");
      }
      jdbc.execute("drop table " + liveName(table.getKey()));
      jdbc.execute(
          "alter table %s.%s set schema %s"
              .formatted(SCHEMA, table.getKey().name(), Objects.requireNonNull(liveSchema)));
    }
  }

  @Override
  public void close() throws SQLException {
    session.commit(() -> drop(jdbc));
  }
}
