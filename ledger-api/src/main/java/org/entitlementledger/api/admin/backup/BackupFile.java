package org.entitlementledger.api.admin.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.entitlementledger.api.admin.backup.BackupTable.Column;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes the file of a backup: a zip with an entry for each table, whose first line names the
 * columns and whose other lines are the rows, JSON lists all of them, and then the manifest.
 */
final class BackupFile {
  private static final byte[] LINE_END = {'\n'};

  private final ZipOutputStream zip;
  private final JdbcOperations jdbc;
  private final Progress progress;

  private BackupFile(ZipOutputStream zip, JdbcOperations jdbc, Progress progress) {
    this.zip = zip;
    this.jdbc = jdbc;
    this.progress = progress;
  }

  /**
   * Writes everything that {@code jdbc}, whose transaction sees one state of the database, gives.
   *
   * @param file must not be there; its owner alone may read it
   */
  static BackupManifest write(Path file, JdbcOperations jdbc, Progress progress)
      throws IOException {
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, onlyOwner);
        var zip =
            new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
      return new BackupFile(zip, jdbc, progress).write();
    } catch (UncheckedIOException full) {
      throw Objects.requireNonNull(full.getCause());
    }
  }

  private BackupManifest write() throws IOException {
    Head head = new HeadTable(jdbc).read();
    String schema = Schema.version(jdbc);
    var parts = new ArrayList<BackupManifest.Part>();
    for (BackupTable table : BackupTable.all(jdbc)) {
      boolean isLog = table.name().equals(BackupTable.LOG);
      parts.add(
          write(table, isLog ? rows -> progress.at(rows, Math.max(rows, head.size())) : _ -> {}));
    }
    var manifest =
        new BackupManifest(
            BackupManifest.FORMAT,
            schema,
            head.ledgerId(),
            Boolean.TRUE.equals(head.rehearsal()),
            head.size(),
            head.databaseNow(),
            parts);
    zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
    zip.write(LedgerJson.mapper().writeValueAsBytes(manifest));
    zip.closeEntry();
    return manifest;
  }

  private BackupManifest.Part write(BackupTable table, LongConsumer written) throws IOException {
    MessageDigest digest = Sha256.digest();
    var rows = new long[1];
    zip.putNextEntry(new ZipEntry(new BackupManifest.Part(table.name(), 0, "").entry()));
    // each row is written as it comes: a log need not fit into memory
    OutputStream lines = new DigestOutputStream(zip, digest);
    line(lines, table.names());
    jdbc.query(
        table.select(),
        row -> {
          line(lines, values(row, table.columns()));
          rows[0]++;
          written.accept(rows[0]);
        });
    zip.closeEntry();
    return new BackupManifest.Part(
        table.name(), rows[0], HexFormat.of().formatHex(digest.digest()));
  }

  private static List<@Nullable Object> values(ResultSet row, List<Column> columns)
      throws SQLException {
    var values = new ArrayList<@Nullable Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(columns.get(i).form().read(row, i + 1));
    }
    return values;
  }

  private static void line(OutputStream lines, List<?> values) {
    try {
      lines.write(LedgerJson.mapper().writeValueAsString(values).getBytes(UTF_8));
      lines.write(LINE_END);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
