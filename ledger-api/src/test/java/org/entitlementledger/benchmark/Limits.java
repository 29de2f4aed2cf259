package org.entitlementledger.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.entitlementledger.benchmark.Callers.Action;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.projections.Databases.Database;

/** What the database could do at most, measured on it in the same run. */
final class Limits implements AutoCloseable {
  private static final String INSERT =
      "insert into log (position, account_id, sequence, event_id, type, revision, occurred_at,"
          + " recorded_at, actor, metadata, payload) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int SECONDS = Integer.getInteger("span", 8);
  private static final byte[] METADATA = new byte[60];
  private static final byte[] PAYLOAD = new byte[300];

  private final Database database;
  private final AtomicLong positions = new AtomicLong();
  private final List<Connection> open = new ArrayList<>();
  private final Callers callers;

  /**
   * What this database can do.
   *
   * @param database PostgreSQL, with the ledger's schema and nothing in it
   */
  Limits(Database database) throws IOException {
    this.database = database;
    callers =
        new Callers(
            ProcessorTime.with(database), Duration.ofSeconds(2), Duration.ofSeconds(SECONDS));
  }

  /** Rows a second that so many connections insert into a log, each with a commit of its own. */
  Rate inserts(int connections) throws Exception {
    Rate rate = callers.measure(connections, number -> inserting());
    close();
    return rate;
  }

  private Action inserting() {
    try {
      Connection connection = connect(database);
      open.add(connection);
      PreparedStatement insert = connection.prepareStatement(INSERT);
      return () -> insert(insert, positions.incrementAndGet());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection one : open) {
      one.close();
    }
    open.clear();
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.username(), database.password());
  }

  private static void insert(PreparedStatement insert, long position) throws SQLException {
    OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
    insert.setLong(1, position);
    insert.setString(2, "account-" + position % 500);
    insert.setLong(3, position);
    insert.setObject(4, UUID.randomUUID());
    insert.setString(5, "progress-call-logged");
    insert.setInt(6, 1);
    insert.setObject(7, now);
    insert.setObject(8, now);
    insert.setString(9, "operator");
    insert.setBytes(10, METADATA);
    insert.setBytes(11, PAYLOAD);
    insert.executeUpdate();
  }

  /** Rows of the log a second that one plain cursor reads whole. */
  static Rate cursor(Database database) throws SQLException {
    try (Connection connection = connect(database)) {
      connection.setAutoCommit(false);
      long rows = 0;
      long bytes = 0;
      long before = System.nanoTime();
      try (var select = connection.prepareStatement("select * from log order by position")) {
        select.setFetchSize(1_000);
        try (var row = select.executeQuery()) {
          while (row.next()) {
            rows++;
            bytes += row.getBytes("payload").length + row.getString("account_id").length();
          }
        }
      }
      long nanos = System.nanoTime() - before;
      if (bytes == 0) {
        throw new IllegalStateException("the log is empty");
      }
      return Rate.once(rows, nanos);
    }
  }
}
