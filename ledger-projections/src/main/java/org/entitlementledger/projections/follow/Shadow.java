package org.entitlementledger.projections.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Live views, and copies of their tables into which the same projections write without knowing it.
 */
final class Shadow implements AutoCloseable {
  private static final int FETCHED = 1_000;

  private final Connection connection;
  private final String liveSchema;
  private final JdbcTemplate jdbc;
  private final Dialect dialect;
  private final Copies copies;
  private final List<Copy> parts;

  /** One view, and how far its copy has come. */
  private static final class Copy {
    private final View view;
    private final Projector projector;
    private long position;

    Copy(View view, Projector projector) {
      this.view = view;
      this.projector = projector;
    }

    void apply(List<LoggedEvent> events, long through) {
      List<LoggedEvent> its =
          events.stream()
              .filter(event -> event.position() > position && event.position() <= through)
              .toList();
      if (!its.isEmpty()) {
        projector.apply(view, its);
      }
      if (!events.isEmpty()) {
        // where the log lacks events there is nothing to take, and it is past them all the same
        position = Math.max(position, Math.min(through, events.getLast().position()));
      }
    }
  }

  /**
   * Makes the copies.
   *
   * @throws org.entitlementledger.core.kernel.Refusal where another node rebuilds
   */
  Shadow(DataSource database, List<View> views) throws SQLException {
    connection = database.getConnection();
    try {
      liveSchema = connection.getSchema();
      jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.setFetchSize(FETCHED);
      dialect = Dialect.of(jdbc);
      copies = copies(views);
      connection.setAutoCommit(false);
      parts = views.stream().map(view -> new Copy(view, new Projector(copies.jdbc()))).toList();
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  private Copies copies(List<View> views) throws SQLException {
    Copies made = Copies.of(connection, jdbc);
    try {
      views.forEach(view -> view.tables().forEach(made::create));
      return made;
    } catch (RuntimeException failed) {
      made.close();
      throw failed;
    }
  }

  /** How many events the copy that is furthest behind its goal has yet to take. */
  long behind(Map<String, Long> goals) {
    return parts.stream().mapToLong(part -> goal(part, goals) - part.position).max().orElse(0);
  }

  /** The position after which the first event is missing in a copy that is behind its goal. */
  long position(Map<String, Long> goals) {
    return parts.stream()
        .filter(part -> part.position < goal(part, goals))
        .mapToLong(part -> part.position)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The position up to which any copy is to come. */
  long furthest(Map<String, Long> goals) {
    return parts.stream().mapToLong(part -> goal(part, goals)).max().orElse(0);
  }

  private static long goal(Copy part, Map<String, Long> goals) {
    return goals.getOrDefault(part.view.name(), 0L);
  }

  /** Takes events into those copies that do not reflect them, each up to the goal of its view. */
  void apply(List<LoggedEvent> events, Map<String, Long> goals) {
    parts.forEach(part -> part.apply(events, goal(part, goals)));
  }

  /** Commits what was written to the copies and to the live tables. */
  void commit() throws SQLException {
    copies.commit();
    connection.commit();
  }

  /** Takes back what was written to the live tables; on PostgreSQL, to the copies too. */
  void rollback() throws SQLException {
    connection.rollback();
  }

  /**
   * Ends the transaction that is open and begins one that sees one state of the whole database, and
   * its own writes.
   */
  void beginSnapshot() throws SQLException {
    connection.commit();
    if (dialect == Dialect.H2) {
      // its repeatable read fixes each table when it is first touched, not all at once
      jdbc.execute("set session characteristics as transaction isolation level snapshot");
    } else {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
  }

  /** Where the live views stand in the transaction that is open. */
  Map<String, Long> liveTokens() {
    var tokens = new HashMap<String, Long>();
    jdbc.query(
        "select processor_name, token from " + liveSchema + ".token_entry where segment = 0",
        row -> {
          tokens.put(row.getString("processor_name"), TokenTable.position(row.getBytes("token")));
        });
    return tokens;
  }

  /** Its views. */
  List<View> views() {
    return parts.stream().map(part -> part.view).toList();
  }

  /** The last event of the log in the transaction that is open; 0 without one. */
  long lastPosition() {
    Long last = jdbc.queryForObject("select max(position) from " + liveSchema + ".log", Long.class);
    return last == null ? 0 : last;
  }

  /**
   * Compares a view's tables with its copies.
   *
   * @param newest live rows that reflect events beyond it are left out
   * @param through the log is not to be relied on beyond it
   */
  Differences compare(View view, long newest, long through, Pace pace) {
    var differences = new Differences(jdbc, liveSchema, copies, newest, through, pace);
    view.tables().forEach(differences::find);
    return differences;
  }

  /** Keeps others from writing to a view's tables, as {@link Copies#lock} does. */
  void lock(View view) {
    copies.lock(view.tables());
  }

  /** Divides a table and its copy, with at most {@code rows} of either in a part. */
  Parts parts(Table<?> table, int rows) {
    return new Parts(jdbc, liveSchema + "." + table.name(), copies, table, rows);
  }

  /** Makes live rows equal to the copy's, as {@link Copies#replace} does. */
  long replace(Table<?> table, Part part) {
    return copies.replace(table, part);
  }

  /**
   * The log for reads in a turn of H2, which must not wait for a connection of the pool.
   *
   * @param pooled reads by the pool
   */
  LogTable log(LogTable pooled) {
    return dialect == Dialect.H2 ? new LogTable(jdbc) : pooled;
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        copies) {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }
}
