package org.entitlementledger.projections.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CopiesInFileTest {
  @TempDir private Path folder;

  /** The copies are rows of the ledger like those in its own file. */
  @Test
  void nobodyElseReadsTheFile() throws Exception {
    var database = Databases.H2.migrated(folder);
    var source =
        new DriverManagerDataSource(database.url(), database.username(), database.password());
    try (var connection = source.getConnection();
        var copies = new CopiesInFile(connection, new JdbcTemplate(source))) {
      copies.jdbc().execute("create table probe (id integer)");
      try (var files = Files.list(folder)) {
        Path file =
            files.filter(one -> one.toString().endsWith("rebuild.mv.db")).findFirst().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }
}
