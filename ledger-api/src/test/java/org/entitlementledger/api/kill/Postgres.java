package org.entitlementledger.api.kill;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.entitlementledger.api.Shell;
import org.entitlementledger.projections.Databases.Database;

/** A PostgreSQL of one's own, which can be stopped and comes back on its port with its data. */
final class Postgres implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path data;
  private final Map<String, String> settings;
  private EmbeddedPostgres server;

  /**
   * Starts it.
   *
   * @param data an empty folder
   */
  Postgres(Path data) throws IOException {
    this.data = data;
    settings = Map.of();
    server = builder().start();
  }

  /**
   * Starts it on a port.
   *
   * @param data an empty folder, or the data of a server that does not run
   * @param settings of {@code postgresql.conf}
   */
  Postgres(Path data, int port, Map<String, String> settings) throws IOException {
    this.data = data;
    this.settings = settings;
    server = builder().setPort(port).start();
  }

  private EmbeddedPostgres.Builder builder() {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_wal_size", "64MB")
            .setServerConfig("min_wal_size", "32MB");
    settings.forEach(builder::setServerConfig);
    return builder;
  }

  Path data() {
    return data;
  }

  int port() {
    return server.getPort();
  }

  /** A connection of an administrator. */
  Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /** Runs statements one after the other, each in a transaction of its own. */
  void execute(String... statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** Whether a query finds anything. */
  boolean finds(String query) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  Database database() {
    return new Database(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
  }

  /** It ends at once, without a word to anybody, and nothing is tidied up. */
  void crash() {
    ProcessHandle process = process();
    Shell.signal(process.pid(), "QUIT");
    await().atMost(SOON).until(() -> !process.isAlive());
  }

  /**
   * One of its processes is killed, as by a kernel without memory: the server cuts all connections,
   * forgets what it had not written, and is back within a moment. Returns when it is.
   */
  void killProcess() throws SQLException {
    try (var witness = connect();
        var connection = connect();
        var statement = connection.createStatement();
        var process = statement.executeQuery("select pg_backend_pid()")) {
      process.next();
      Shell.signal(process.getLong(1), "KILL");
      await().atMost(SOON).until(() -> !witness.isValid(1));
    }
    await().atMost(SOON).ignoreExceptions().until(() -> finds("select 1"));
  }

  /** Whether it runs: it may have ended by itself. */
  boolean runs() {
    return Files.exists(pidFile()) && process().isAlive();
  }

  /** It ends as an operator would end it; who is connected is cut off. */
  void stop() throws IOException {
    server.close();
  }

  /** Comes back, however it ended. */
  void start() throws IOException {
    server.close();
    server = builder().setPort(server.getPort()).start();
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private ProcessHandle process() {
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
