package org.entitlementledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.entitlementledger.projections.Databases.Database;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What files lacked before there were replacements is replaced by the first row that names it. */
class ResolutionsMigrationTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void findsTheRowsThatNamedWhatFilesHadLacked(Databases kind) {
    Database database = kind.empty(folder);
    Flyway.configure()
        .dataSource(database.url(), database.username(), database.password())
        .locations(
            "classpath:db/migration/common",
            "classpath:db/migration/" + (kind == Databases.H2 ? "h2" : "postgresql"))
        .target("22")
        .load()
        .migrate();
    var jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    line(jdbc, 1, 0, 2, "matched", "A");
    line(jdbc, 1, 1, null, "missing-from-file", "B");
    line(jdbc, 1, 2, null, "missing-from-file", "C");
    line(jdbc, 1, 3, null, "missing-from-file", "D");
    line(jdbc, 2, 0, 2, "invalid", "B");
    line(jdbc, 2, 1, 3, "invalid", "C");
    line(jdbc, 3, 0, 2, "amount-mismatch", "B");
    line(jdbc, 3, 1, 3, "duplicate", "B");

    database.migrate();
    assertThat(
            jdbc.query(
                "select * from reconciliation_replacement",
                (row, number) ->
                    row.getLong("reconciliation")
                        + "."
                        + row.getLong("ordinal")
                        + " by "
                        + row.getLong("by_reconciliation")
                        + "."
                        + row.getLong("by_ordinal")))
        .containsExactly("1.1 by 3.0");
  }

  private static void line(
      JdbcTemplate jdbc,
      long reconciliation,
      long ordinal,
      @Nullable Integer line,
      String finding,
      String code) {
    jdbc.update(
        "insert into reconciliation_line (reconciliation, ordinal, line, finding, voucher_code,"
            + " row_hash, stated) values (?, ?, ?, ?, ?, '', '')",
        reconciliation,
        ordinal,
        line,
        finding,
        code);
  }
}
