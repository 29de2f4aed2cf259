package org.entitlementledger.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.projections.WriteTurn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The file of H2 as a kill between two commits leaves it. */
final class KilledFileTest {
  private static final int ROWS = 2_000;
  private static final int COMMITS = 300;
  private static final int KILLS = 30;

  @TempDir Path folder;

  @Test
  void hasTheLastCommitWhereSpaceIsUsedAgain() throws Exception {
    try (HikariDataSource pool =
        new HikariDataSource(WriterConnections.config(Database.in(folder)))) {
      var jdbc = new JdbcTemplate(pool);
      var transactions = new Transactions(pool, new WriteTurn(jdbc));
      jdbc.execute("create table counter (id integer primary key, number integer)");
      jdbc.update("insert into counter select \"X\", 0 from system_range(1, ?)", ROWS);
      jdbc.execute("set retention_time 0");
      for (int row = 1; row <= COMMITS; row++) {
        set(transactions, row, row);
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        transactions.run(() -> transactions.jdbc().update("update counter set number = 0"));
        set(transactions, 7, kill);
        Path left = Files.createDirectories(folder.resolve("left-" + kill));
        Files.copy(folder.resolve("ledger.mv.db"), left.resolve("ledger.mv.db"));
        try (HikariDataSource there =
            new HikariDataSource(WriterConnections.config(Database.in(left)))) {
          assertThat(
                  new JdbcTemplate(there)
                      .queryForObject("select number from counter where id = 7", Integer.class))
              .isEqualTo(kill);
        }
      }
    }
  }

  private static void set(Transactions transactions, int row, int number) {
    transactions.run(
        () ->
            transactions.jdbc().update("update counter set number = ? where id = ?", number, row));
  }
}
