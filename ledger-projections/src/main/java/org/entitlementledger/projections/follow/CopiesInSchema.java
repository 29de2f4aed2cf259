package org.entitlementledger.projections.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.entitlementledger.projections.Dialect;
import org.springframework.jdbc.core.JdbcTemplate;

/** On PostgreSQL; other nodes are kept from doing the same. */
final class CopiesInSchema implements Copies {
  /** Any number; held as long as the connection lives, whatever becomes of this process. */
  private static final long LOCK = 7_413_550_920_331L;

  /** Writers queue behind whoever waits for a lock, so that the wait must be short. */
  private static final int LOCK_MILLIS = 250;

  private final Connection connection;
  private final JdbcTemplate jdbc;
  private final String liveSchema;

  /**
   * Makes the schema.
   *
   * @throws org.entitlementledger.core.kernel.Refusal where another node rebuilds
   */
  CopiesInSchema(Connection connection, JdbcTemplate jdbc) throws SQLException {
    this.connection = connection;
    this.jdbc = jdbc;
    liveSchema = connection.getSchema();
    if (!Boolean.TRUE.equals(
        jdbc.queryForObject("select pg_try_advisory_lock(?)", Boolean.class, LOCK))) {
      throw Rebuild.running();
    }
    jdbc.execute(Dialect.VIEWS_ON_POSTGRESQL);
    drop();
    jdbc.execute("create schema " + SCHEMA);
    connection.setSchema(SCHEMA);
  }

  private void drop() {
    jdbc.execute("drop schema if exists " + SCHEMA + " cascade");
  }

  @Override
  public JdbcTemplate jdbc() {
    return jdbc;
  }

  @Override
  public void create(Table<?> table) {
    // it lives no longer than its connection: its pages need not stand before a commit
    jdbc.execute(
        "create unlogged table %s as select * from %s.%s where 1 = 0"
            .formatted(table.name(), liveSchema, table.name()));
    Copies.key(jdbc, table);
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public String live(Table<?> table, Part part) {
    return liveSchema + "." + table.name();
  }

  @Override
  public void lock(List<Table<?>> tables) {
    String names =
        tables.stream()
            .map(table -> liveSchema + "." + table.name())
            .collect(Collectors.joining(", "));
    // whoever is told that a view was rebuilt must not lose that in a crash
    jdbc.execute("set local synchronous_commit = on");
    jdbc.execute("set local lock_timeout = " + LOCK_MILLIS);
    jdbc.execute("lock table " + names + " in share row exclusive mode");
  }

  @Override
  public long replace(Table<?> table, Part part) {
    String there = live(table, part);
    String live = "select * from " + there + part.where();
    String rebuilt = "select * from " + SCHEMA + "." + table.name() + part.where();
    String keys = String.join(", ", table.keys());
    Object[] bounds =
        Collections.nCopies(2, part.bounds()).stream().flatMap(List::stream).toArray();
    int deleted =
        jdbc.update(
            "delete from %s where (%s) in (select %s from (%s except %s) wrong)"
                .formatted(there, keys, keys, live, rebuilt),
            bounds);
    int inserted =
        jdbc.update("insert into %s %s except %s".formatted(there, rebuilt, live), bounds);
    return (long) deleted + inserted;
  }

  @Override
  public void close() throws SQLException {
    connection.setSchema(liveSchema);
    drop();
    jdbc.queryForObject("select pg_advisory_unlock(?)", Boolean.class, LOCK);
  }
}
