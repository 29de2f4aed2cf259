package org.entitlementledger.projections.follow;

import java.sql.Connection;
import java.sql.SQLException;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.View.Table;
import org.springframework.jdbc.core.JdbcTemplate;

/** On PostgreSQL; other nodes are kept from doing the same. */
final class CopiesInSchema implements Copies {
  /** Any number; held as long as the connection lives, whatever becomes of this process. */
  private static final long LOCK = 7_413_550_920_331L;

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
  public void create(Table table) {
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
  public String live(Table table, Part part) {
    return liveSchema + "." + table.name();
  }

  @Override
  public void swap(Table table) {
    // whoever is told that a view was rebuilt must not lose that in a crash
    jdbc.execute("set local synchronous_commit = on");
    jdbc.execute("delete from %s.%s".formatted(liveSchema, table.name()));
    jdbc.execute(
        "insert into %s.%s select * from %s".formatted(liveSchema, table.name(), table.name()));
  }

  @Override
  public void close() throws SQLException {
    connection.setSchema(liveSchema);
    drop();
    jdbc.queryForObject("select pg_advisory_unlock(?)", Boolean.class, LOCK);
  }
}
