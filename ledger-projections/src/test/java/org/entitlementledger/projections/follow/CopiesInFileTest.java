package org.entitlementledger.projections.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.projections.Databases;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The second file of H2, which holds copies of views. */
final class CopiesInFileTest {
  @TempDir Path folder;
  private Connection live;
  private JdbcTemplate jdbc;

  @BeforeEach
  void open() throws SQLException {
    var database = Databases.H2.migrated(folder);
    live = DriverManager.getConnection(database.url(), database.username(), database.password());
    jdbc = new JdbcTemplate(new SingleConnectionDataSource(live, true));
  }

  @AfterEach
  void close() throws SQLException {
    live.close();
  }

  private static JdbcConnection connection(CopiesInFile copies) throws SQLException {
    return Objects.requireNonNull(copies.jdbc().getDataSource())
        .getConnection()
        .unwrap(JdbcConnection.class);
  }

  private List<String> files() throws Exception {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(Copies.SCHEMA))
          .toList();
    }
  }

  @Test
  void storesEachCommitAndReusesNoSpaceEarly() throws Exception {
    try (var copies = new CopiesInFile(live, jdbc)) {
      Map<String, String> settings =
          copies
              .jdbc()
              .query(
                  "select setting_name, setting_value from information_schema.settings",
                  rows -> {
                    var all = new java.util.HashMap<String, String>();
                    while (rows.next()) {
                      all.put(rows.getString(1), rows.getString(2));
                    }
                    return all;
                  });
      assertThat(settings)
          .containsEntry("WRITE_DELAY", "0")
          .containsEntry("RETENTION_TIME", "45000")
          .containsEntry("MAX_COMPACT_TIME", "0");
    }
  }

  /** H2 writes a stack trace for each connection that the garbage collector finds open. */
  @Test
  void closesItsConnectionAndDeletesItsFiles() throws Exception {
    JdbcConnection connection;
    try (var copies = new CopiesInFile(live, jdbc)) {
      connection = connection(copies);
      copies.create(Table.plain("voucher", List.of(VARCHAR.named("code")), 1));
      assertThat(files()).isNotEmpty();
    }
    assertThat(connection.getSession()).as("what only the application's close takes away").isNull();
    assertThat(files()).isEmpty();
  }

  @Test
  void deletesItsFilesWhereItsDatabaseIsGone() throws Exception {
    JdbcConnection connection;
    try (var copies = new CopiesInFile(live, jdbc)) {
      connection = connection(copies);
      copies.jdbc().execute("shutdown immediately");
    }
    assertThat(connection.getSession()).isNull();
    assertThat(files()).isEmpty();
  }

  /** The copies are rows of the ledger like those in its own file. */
  @Test
  void nobodyElseReadsTheFile() throws Exception {
    try (var copies = new CopiesInFile(live, jdbc)) {
      copies.jdbc().execute("create table probe (id integer)");
      Path file =
          folder.resolve(
              files().stream().filter(name -> name.endsWith(".mv.db")).findFirst().orElseThrow());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
