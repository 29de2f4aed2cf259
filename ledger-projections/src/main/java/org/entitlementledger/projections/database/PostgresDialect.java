package org.entitlementledger.projections.database;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What PostgreSQL does. */
public record PostgresDialect() implements Dialect {
  /**
   * Settings of connections that write views. Rows of views and their token are in one transaction:
   * what a crash of the database takes of the one it takes of the other, and the log gives it
   * again, so that nothing waits for the disk. Rows are looked up by their keys, however few the
   * table seems to have.
   */
  public static final String FOR_VIEWS =
      "set synchronous_commit = off; set enable_hashjoin = off; set enable_mergejoin = off";

  /** Settings that must not be off, and what becomes of the data otherwise. */
  private static final Map<String, String> NEVER_OFF =
      Map.of(
          "fsync", "a crash of the server may lose or destroy the ledger",
          "synchronous_commit", "commands are answered before they are on disk",
          "full_page_writes", "a crash in the middle of a write may destroy the ledger");

  @Override
  public String vendor() {
    return "postgresql";
  }

  @Override
  public String withoutParameters(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  @Override
  public @Nullable DurabilityFault durabilityFault(JdbcOperations jdbc) {
    return NEVER_OFF.entrySet().stream()
        .filter(
            setting -> "off".equals(jdbc.queryForObject("show " + setting.getKey(), String.class)))
        .findFirst()
        .map(off -> off(off.getKey(), off.getValue()))
        .orElse(null);
  }

  private static DurabilityFault off(String setting, String otherwise) {
    return new DurabilityFault(
        "PostgreSQL runs with " + setting + " = off: " + otherwise + ".",
        "Set "
            + setting
            + " = on in postgresql.conf and reload the server; look for it in ALTER SYSTEM, ALTER"
            + " DATABASE, ALTER ROLE and in spring.datasource.url too.");
  }

  @Override
  public boolean embedded() {
    return false;
  }

  @Override
  public boolean readsWhatIsDurable() {
    return true;
  }

  @Override
  public void write(JdbcOperations jdbc) {
    // a commit writes
  }

  @Override
  public void awaitDisk(JdbcOperations jdbc) {
    // a commit waits for the disk
  }

  @Override
  public int snapshotIsolation() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public String clock() {
    return "clock_timestamp()";
  }

  @Override
  public String serverStart() {
    return "pg_postmaster_start_time()";
  }

  /** Expressions beside the lock would be evaluated before a wait for it. */
  @Override
  public String selectLocked(String table, String columns, String more) {
    return "with locked as (select %s from %s for update) select locked.*, %s from locked"
        .formatted(columns, table, more);
  }

  @Override
  public String upsert(String table, List<String> keys, List<String> columns, String rows) {
    return "insert into %s (%s) %s on conflict (%s) do update set %s"
        .formatted(
            table,
            String.join(", ", columns),
            rows,
            String.join(", ", keys),
            columns.stream()
                .filter(column -> !keys.contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ")));
  }

  @Override
  public void lockAgainstWriters(JdbcOperations jdbc, String table) {
    jdbc.execute("lock table " + table + " in exclusive mode");
  }
}
