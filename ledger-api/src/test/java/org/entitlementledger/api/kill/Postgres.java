package org.entitlementledger.api.kill;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.entitlementledger.api.Shell;
import org.entitlementledger.projections.Databases.Database;

/** A PostgreSQL of one's own, which can be stopped and comes back on its port with its data. */
final class Postgres implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path data;
  private EmbeddedPostgres server;

  /**
   * Starts it.
   *
   * @param data an empty folder
   */
  Postgres(Path data) throws IOException {
    this.data = data;
    server = builder().start();
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_wal_size", "64MB")
        .setServerConfig("min_wal_size", "32MB");
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
