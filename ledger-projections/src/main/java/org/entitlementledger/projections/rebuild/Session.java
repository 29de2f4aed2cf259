package org.entitlementledger.projections.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.database.PostgresDialect;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.projector.TokenTable;
import org.entitlementledger.projections.projector.View;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A connection on which views are compared and repaired, in short transactions. */
final class Session implements AutoCloseable {
  /** Any number; held as long as the connection lives, whatever becomes of this process. */
  private static final long LOCK = 7_413_550_920_331L;

  private static final int FETCHED = 1_000;

  private final Connection connection;
  private final JdbcTemplate jdbc;
  private final Dialect dialect;
  private final WriteTurn turn;
  private final LogTable log;
  private int isolation;

  /**
   * Opens it.
   *
   * @throws org.entitlementledger.core.kernel.Refusal where another node rebuilds
   */
  Session(DataSource database, WriteTurn turn) throws SQLException {
    this.turn = turn;
    connection = database.getConnection();
    try {
      jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.setFetchSize(FETCHED);
      dialect = Dialect.of(jdbc);
      log = new LogTable(jdbc);
      if (!dialect.embedded()) {
        lockAgainstOtherNodes();
      }
      connection.setAutoCommit(false);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  private void lockAgainstOtherNodes() {
    if (!Boolean.TRUE.equals(
        jdbc.queryForObject("select pg_try_advisory_lock(?)", Boolean.class, LOCK))) {
      throw Rebuild.running();
    }
    jdbc.execute(PostgresDialect.FOR_VIEWS);
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  Dialect dialect() {
    return dialect;
  }

  LogTable log() {
    return log;
  }

  /** The positions of views, as their tokens say. */
  Map<String, Long> tokens() {
    var tokens = new HashMap<String, Long>();
    jdbc.query(
        "select processor_name, token from token_entry where segment = " + TokenTable.SEGMENT,
        row -> {
          tokens.put(row.getString("processor_name"), TokenTable.position(row.getBytes("token")));
        });
    return tokens;
  }

  /** Work of one transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** Reads in one short transaction that sees one state of the whole database. */
  void read(Work work) throws SQLException {
    isolate(dialect.snapshotIsolation());
    try (Ending _ = connection::rollback) {
      work.run();
    }
  }

  /** Ends a transaction; where that fails too, the first failure is told. */
  private interface Ending extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private void isolate(int level) throws SQLException {
    if (isolation != level) {
      connection.setTransactionIsolation(level);
      isolation = level;
    }
  }

  /** Writes in one short transaction in which nobody else moves the views. */
  void write(List<View> views, Work work) throws SQLException {
    commit(
        () -> {
          if (!dialect.embedded()) {
            lock(views);
          }
          work.run();
        });
  }

  /** Writes in one short transaction. */
  void commit(Work work) throws SQLException {
    turn.take();
    try (Ending _ = connection::rollback) {
      isolate(Connection.TRANSACTION_READ_COMMITTED);
      work.run();
      connection.commit();
    } finally {
      turn.end();
    }
  }

  /** Locks the stored positions of views, so that nobody else moves them. */
  void lock(List<View> views) {
    jdbc.queryForList(
        "select processor_name from token_entry where processor_name = any (?) and segment = "
            + TokenTable.SEGMENT
            + " order by processor_name for update",
        String.class,
        (Object) views.stream().map(View::name).toArray(String[]::new));
  }

  /**
   * Makes sure that what was written is on the disk: whoever is told that views were rebuilt must
   * not lose that in a crash. A commit that waits for the disk takes all earlier ones with it.
   */
  void store(List<View> views) throws SQLException {
    write(
        views,
        () -> {
          if (!dialect.embedded()) {
            jdbc.execute("set local synchronous_commit = on");
          }
        });
    turn.take();
    try {
      dialect.sync(jdbc);
    } finally {
      connection.rollback();
      turn.end();
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
      if (!dialect.embedded()) {
        jdbc.queryForObject("select pg_advisory_unlock(?)", Boolean.class, LOCK);
      }
    }
  }
}
