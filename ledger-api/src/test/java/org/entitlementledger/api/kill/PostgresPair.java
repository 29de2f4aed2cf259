package org.entitlementledger.api.kill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.api.Node;
import org.entitlementledger.projections.Databases.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A primary and its standby, made without {@code pg_basebackup}, which the embedded PostgreSQL does
 * not have. Both keep their ports, so that one URL names them whichever is the primary.
 */
final class PostgresPair implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String STREAMS =
      "select 1 from pg_stat_replication where state = 'streaming'";
  private static final String SYNCHRONOUS =
      "select 1 from pg_stat_replication where sync_state in ('sync', 'quorum')";

  private static final String CAUGHT_UP =
      "select 1 from pg_stat_replication where replay_lsn >= pg_current_wal_lsn()";

  /** Of these folders a standby needs the names alone. */
  private static final Set<String> OWN =
      Set.of("pg_wal", "pg_replslot", "pg_stat_tmp", "pg_notify");

  /**
   * The server's own thread writes what was committed without waiting for the disk every 10 s and
   * not every 200 ms: each crash loses transactions of views.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "wal_writer_delay", "10s",
          "wal_keep_size", "256MB",
          "wal_retrieve_retry_interval", "100ms");

  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final List<Integer> ports = List.of(Node.freePort(), Node.freePort());
  private Postgres primary;
  private @Nullable Postgres standby;
  private int made;

  /** Starts the primary alone. */
  PostgresPair(Path folder) throws IOException {
    this.folder = folder;
    primary = new Postgres(next(), ports.getFirst(), SETTINGS);
  }

  private Path next() throws IOException {
    return Files.createDirectory(folder.resolve("server-" + made++), PRIVATE);
  }

  /** Where the primary is, whichever it is. */
  Database database() {
    return new Database(
        "jdbc:postgresql://localhost:%d,localhost:%d/postgres".formatted(ports.toArray())
            + "?targetServerType=primary&hostRecheckSeconds=1",
        "postgres",
        "");
  }

  Postgres primary() {
    return primary;
  }

  /** Makes a standby on the port that the primary does not have, which then follows it. */
  void addStandby() throws IOException, SQLException {
    int port = primary.port() == ports.getFirst() ? ports.getLast() : ports.getFirst();
    Path data = next();
    copy(data);
    Files.createFile(data.resolve("standby.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=localhost port=%d user=postgres'\n".formatted(primary.port()));
    standby = new Postgres(data, port, SETTINGS);
    await().atMost(SOON).until(() -> primary.finds(STREAMS));
  }

  /** From now on the primary answers no commit before it is on the standby's disk too. */
  void synchronize() throws SQLException {
    primary.execute("alter system set synchronous_standby_names = '*'", "select pg_reload_conf()");
    await().atMost(SOON).until(() -> primary.finds(SYNCHRONOUS));
  }

  /** The standby gets nothing more of what comes after what is there now. */
  void detachStandby() throws SQLException {
    await().atMost(SOON).until(() -> primary.finds(CAUGHT_UP));
    standby().execute("alter system set primary_conninfo = ''", "select pg_reload_conf()");
    await().atMost(SOON).until(() -> !primary.finds("select 1 from pg_stat_replication"));
  }

  /** The primary crashes and does not come back; the standby takes its place. */
  void failOver() throws IOException, SQLException {
    Postgres promoted = standby();
    primary.crash();
    promoted.execute("select pg_promote()");
    primary.close();
    FileSystemUtils.deleteRecursively(primary.data());
    primary = promoted;
    standby = null;
  }

  private Postgres standby() {
    return Objects.requireNonNull(standby, "a standby was added");
  }

  private void copy(Path data) throws IOException, SQLException {
    try (var connection = primary.connect();
        var statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('standby', true)");
      Files.walkFileTree(primary.data(), new Copy(primary.data(), data));
      try (var label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        label.next();
        Files.write(data.resolve("backup_label"), label.getString(1).getBytes(UTF_8));
      }
    }
  }

  /** Copies what a base backup has; what vanishes meanwhile is written again by the standby. */
  private static final class Copy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copy(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path copy = to.resolve(from.relativize(folder));
      if (!Files.exists(copy)) {
        Files.createDirectory(copy, PRIVATE);
      }
      return OWN.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (!name.startsWith("postmaster.") && !name.equals("epg-lock")) {
        try {
          Files.copy(file, to.resolve(from.relativize(file)));
        } catch (NoSuchFileException vanished) {
          return FileVisitResult.CONTINUE;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException vanished) throws IOException {
      if (vanished instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw vanished;
    }
  }

  @Override
  public void close() throws IOException {
    Postgres other = standby;
    if (other != null) {
      other.close();
    }
    primary.close();
  }
}
