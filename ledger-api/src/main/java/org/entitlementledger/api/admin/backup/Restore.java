package org.entitlementledger.api.admin.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.entitlementledger.api.admin.backup.BackupTable.Column;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Restores a backup into a database without a ledger, all or nothing. Views are empty afterwards;
 * they are computed from the log.
 */
public final class Restore {
  private static final int ROWS_AT_ONCE = 1_000;

  private final ZipFile zip;
  private final BackupManifest manifest;
  private final Progress progress;
  private long restored;

  private Restore(ZipFile zip, BackupManifest manifest, Progress progress) {
    this.zip = zip;
    this.manifest = manifest;
    this.progress = progress;
  }

  /**
   * Restores it in its own schema version, and then upgrades the schema.
   *
   * @param progress receives the rows inserted, of all in the file
   * @throws Unfit if the file is not a complete backup, or the database holds a ledger
   */
  public static BackupManifest run(Path file, Database database, Progress progress)
      throws IOException, SQLException {
    try (var zip = new ZipFile(file.toFile())) {
      BackupManifest manifest = manifest(zip);
      Schema.migrate(database, manifest.schema());
      try (Connection connection = database.unpooled().getConnection()) {
        connection.setAutoCommit(false);
        new Restore(zip, manifest, progress).into(connection);
        connection.commit();
      }
      Schema.migrate(database, null);
      return manifest;
    }
  }

  private static BackupManifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
    if (entry == null) {
      throw new Unfit("the file has no " + BackupManifest.ENTRY + ": it is no backup");
    }
    BackupManifest manifest;
    try (var json = zip.getInputStream(entry)) {
      manifest = LedgerJson.mapper().readValue(json, BackupManifest.class);
    } catch (JacksonException unfit) {
      throw new Unfit(
          "its " + BackupManifest.ENTRY + " cannot be read: " + unfit.getOriginalMessage());
    }
    if (manifest.format() != BackupManifest.FORMAT) {
      throw new Unfit("it has format " + manifest.format() + ", which a later version wrote");
    }
    return manifest;
  }

  private void into(Connection connection) throws IOException, SQLException {
    var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    List<BackupTable> tables = BackupTable.all(jdbc);
    requireNothing(jdbc, tables);
    jdbc.execute("delete from " + BackupTable.HEAD);
    for (BackupManifest.Part part : manifest.tables()) {
      BackupTable table =
          tables.stream()
              .filter(one -> one.name().equals(part.table()))
              .findFirst()
              .orElseThrow(() -> new Unfit("the schema has no table " + part.table()));
      load(connection, table, part);
      if (table.counted() != null) {
        countOn(jdbc, table, table.counted());
      }
    }
  }

  /** The rows that a first start writes are not a ledger yet. */
  private static void requireNothing(JdbcTemplate jdbc, List<BackupTable> tables) {
    for (BackupTable table : tables) {
      Long rows = jdbc.queryForObject("select count(*) from " + table.name(), Long.class);
      if (!table.name().equals(BackupTable.HEAD) && rows != null && rows > 0) {
        throw new Unfit("there is a ledger already: table " + table.name() + " has rows");
      }
    }
  }

  private void load(Connection connection, BackupTable table, BackupManifest.Part part)
      throws IOException, SQLException {
    ZipEntry entry = zip.getEntry(part.entry());
    if (entry == null) {
      throw new Unfit("the file lacks " + part.entry());
    }
    MessageDigest digest = Sha256.digest();
    long total = manifest.tables().stream().mapToLong(BackupManifest.Part::rows).sum();
    long rows = 0;
    try (var lines =
            new BufferedReader(
                new InputStreamReader(
                    new DigestInputStream(zip.getInputStream(entry), digest), UTF_8));
        PreparedStatement insert = connection.prepareStatement(table.insert())) {
      int[] order = order(table, lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        set(insert, table, order, LedgerJson.mapper().readTree(line));
        insert.addBatch();
        if (++rows % ROWS_AT_ONCE == 0) {
          insert.executeBatch();
        }
        progress.at(++restored, total);
      }
      insert.executeBatch();
    }
    if (rows != part.rows() || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
      throw new Unfit(part.entry() + " is not what was written: the file is damaged");
    }
  }

  /** The index of each column in a line. */
  private static int[] order(BackupTable table, @Nullable String header) {
    List<String> names =
        LedgerJson.mapper()
            .readTree(header == null ? "[]" : header)
            .valueStream()
            .map(JsonNode::asString)
            .toList();
    if (names.size() != table.columns().size() || !names.containsAll(table.names())) {
      throw new Unfit("table " + table.name() + " has other columns: " + names);
    }
    return IntStream.range(0, names.size()).map(i -> names.indexOf(table.names().get(i))).toArray();
  }

  private static void set(PreparedStatement insert, BackupTable table, int[] order, JsonNode row)
      throws SQLException {
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode value = row.get(order[i]);
      if (value.isNull()) {
        insert.setObject(i + 1, null);
      } else {
        columns.get(i).form().put(insert, i + 1, value);
      }
    }
  }

  /** Continues numbering after the restored rows. */
  private static void countOn(JdbcTemplate jdbc, BackupTable table, String column) {
    Long last =
        jdbc.queryForObject(
            "select coalesce(max(" + column + "), 0) from " + table.name(), Long.class);
    jdbc.execute(
        "alter table %s alter column %s restart with %d"
            .formatted(table.name(), column, (last == null ? 0 : last) + 1));
  }

  /** The file or the database cannot be used for a restore; the message says why. */
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }
}
