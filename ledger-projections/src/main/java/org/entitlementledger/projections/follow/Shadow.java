package org.entitlementledger.projections.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.View.Table;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Empty copies of views' tables in a schema of their own, on a connection of its own that is in
 * that schema: the same projections write there without knowing it.
 */
final class Shadow implements AutoCloseable {
  static final String SCHEMA = "rebuild";

  /** Any number; held as long as the connection lives, whatever becomes of this process. */
  private static final long LOCK = 7_413_550_920_331L;

  private final Connection connection;
  private final String liveSchema;
  private final JdbcTemplate jdbc;
  private final Dialect dialect;
  private final List<Part> parts = new ArrayList<>();

  /** One view, and how far its copy has come. */
  private static final class Part {
    private final View view;
    private final Projection projection;
    private long position;

    Part(View view, Projection projection) {
      this.view = view;
      this.projection = projection;
    }

    void apply(List<LoggedEvent> events, long through) {
      List<LoggedEvent> its =
          events.stream()
              .filter(event -> event.position() > position && event.position() <= through)
              .toList();
      if (!its.isEmpty()) {
        projection.apply(its);
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
      jdbc.setFetchSize(1_000);
      dialect = Dialect.of(jdbc);
      create(views);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  private void create(List<View> views) throws SQLException {
    if (dialect == Dialect.POSTGRESQL
        && !Boolean.TRUE.equals(
            jdbc.queryForObject("select pg_try_advisory_lock(?)", Boolean.class, LOCK))) {
      throw Rebuild.running();
    }
    if (dialect == Dialect.POSTGRESQL) {
      jdbc.execute(Dialect.VIEWS_ON_POSTGRESQL);
    }
    jdbc.execute("drop schema if exists " + SCHEMA + " cascade");
    jdbc.execute("create schema " + SCHEMA);
    for (View view : views) {
      view.tables().forEach(this::create);
    }
    connection.setSchema(SCHEMA);
    connection.setAutoCommit(false);
    views.forEach(view -> parts.add(new Part(view, view.projection().apply(jdbc))));
  }

  private void create(Table table) {
    String copy = SCHEMA + "." + table.name();
    // a copy lives no longer than its connection: its pages need not stand before a commit
    String create = dialect == Dialect.POSTGRESQL ? "create unlogged" : "create";
    jdbc.execute(
        "%s table %s as select * from %s.%s where 1 = 0"
            .formatted(create, copy, liveSchema, table.name()));
    for (String key : table.keys()) {
      jdbc.execute("alter table %s alter column %s set not null".formatted(copy, key));
    }
    jdbc.execute(
        "alter table %s add primary key (%s)".formatted(copy, String.join(", ", table.keys())));
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

  private static long goal(Part part, Map<String, Long> goals) {
    return goals.getOrDefault(part.view.name(), 0L);
  }

  /** Takes events into those copies that do not reflect them, each up to the goal of its view. */
  void apply(List<LoggedEvent> events, Map<String, Long> goals) {
    parts.forEach(part -> part.apply(events, goal(part, goals)));
  }

  void commit() throws SQLException {
    connection.commit();
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
  Map<String, Long> liveTokens(boolean lock) {
    var tokens = new HashMap<String, Long>();
    jdbc.query(
        "select processor_name, token from "
            + liveSchema
            + ".token_entry where segment = 0 order by processor_name"
            + (lock ? " for update" : ""),
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
    return number("select max(position) from " + liveSchema + ".log");
  }

  /** The newest event up to a position that a row of the live view reflects; 0 without one. */
  long newestRow(View view, long through) {
    long newest = 0;
    for (Table table : view.tables()) {
      String rows = " from %s.%s where position <= ?".formatted(liveSchema, table.name());
      newest = Math.max(newest, number("select max(position)" + rows, through));
    }
    return newest;
  }

  private long number(String sql, Object... parameters) {
    Long number = jdbc.queryForObject(sql, Long.class, parameters);
    return number == null ? 0 : number;
  }

  /**
   * Compares a view's tables with its copies.
   *
   * @param newest live rows that reflect events beyond it are left out
   */
  Differences compare(View view, long newest, Pace pace) {
    var differences = new Differences(jdbc, newest, pace);
    view.tables().forEach(table -> differences.find(table, liveSchema, SCHEMA));
    return differences;
  }

  /** Puts the copies' rows in the place of the live ones. */
  void swap() {
    for (Part part : parts) {
      for (Table table : part.view.tables()) {
        jdbc.execute("delete from %s.%s".formatted(liveSchema, table.name()));
        jdbc.execute(
            "insert into %s.%s select * from %s.%s"
                .formatted(liveSchema, table.name(), SCHEMA, table.name()));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setSchema(liveSchema);
      jdbc.execute("drop schema if exists " + SCHEMA + " cascade");
      if (dialect == Dialect.POSTGRESQL) {
        jdbc.queryForObject("select pg_advisory_unlock(?)", Boolean.class, LOCK);
      }
    }
  }
}
