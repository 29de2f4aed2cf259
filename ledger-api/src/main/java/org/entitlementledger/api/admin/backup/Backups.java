package org.entitlementledger.api.admin.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.database.Dialect;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Takes backups of a running ledger: one snapshot of the whole database, in one file that either
 * database can restore.
 */
public final class Backups {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int ROWS_AT_ONCE = 1_000;

  private final Database database;
  private final ReentrantLock one = new ReentrantLock();

  public Backups(Database database) {
    this.database = database;
  }

  /** A backup that was taken. */
  public record Backup(Path file, BackupManifest manifest) {}

  /**
   * Takes one into {@code folder}, named after its position and time.
   *
   * @throws Refusal {@code invalid-transition} while another one is taken
   * @throws UncheckedIOException where the file cannot be written; none is left then
   */
  public Backup takeInto(Path folder) {
    return alone(
        () -> {
          make(folder);
          Path draft = folder.resolve("draft-" + UUID.randomUUID());
          BackupManifest manifest = write(draft, Progress.NONE);
          Path file = folder.resolve(name(manifest.position(), manifest.takenAt()));
          return new Backup(publish(draft, file), manifest);
        });
  }

  /**
   * Takes one into {@code file}, which must not exist.
   *
   * @param progress receives the events written, of all in the log
   * @throws UncheckedIOException where it cannot be written; none is left then
   */
  public Backup take(Path file, Progress progress) {
    return alone(
        () -> {
          if (Files.exists(file)) {
            throw new IOException("there is a file " + file + " already");
          }
          Path draft = file.resolveSibling("draft-" + UUID.randomUUID());
          BackupManifest manifest = write(draft, progress);
          return new Backup(publish(draft, file), manifest);
        });
  }

  private interface Taking {
    Backup run() throws IOException;
  }

  private Backup alone(Taking taking) {
    if (!one.tryLock()) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "a backup is taken already: wait for its end")
          .with("state", "running");
    }
    try {
      return taking.run();
    } catch (IOException failed) {
      throw new UncheckedIOException("the backup cannot be written: " + failed, failed);
    } finally {
      one.unlock();
    }
  }

  private static void make(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static String name(long position, Instant takenAt) {
    return "ledger-" + position + "-" + TIME.format(takenAt) + ".zip";
  }

  /** Everything that is in it is read in one snapshot. */
  private BackupManifest write(Path draft, Progress progress) throws IOException {
    try (Connection connection = database.unpooled().getConnection()) {
      var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.setFetchSize(ROWS_AT_ONCE);
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Dialect.of(jdbc).snapshotIsolation());
      BackupManifest manifest = BackupFile.write(draft, jdbc, progress);
      connection.rollback();
      return manifest;
    } catch (SQLException failed) {
      Files.deleteIfExists(draft);
      throw new IOException(failed.getMessage(), failed);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(draft);
      throw failed;
    }
  }

  /** It appears whole, once it is on disk. */
  private static Path publish(Path draft, Path file) throws IOException {
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
