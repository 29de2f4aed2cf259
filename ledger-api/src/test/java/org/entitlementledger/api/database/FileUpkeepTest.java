package org.entitlementledger.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.h2.FileUpkeep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A file of H2 in which nearly everything is dead. */
final class FileUpkeepTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ROWS = 2_000;
  private static final int COMMITS = 1_000;

  @TempDir Path folder;
  private HikariDataSource pool;
  private JdbcTemplate jdbc;
  private Transactions transactions;
  private WriteTurn turn;

  @BeforeEach
  void open() {
    pool = new HikariDataSource(WriterConnections.config(Database.in(folder)));
    jdbc = new JdbcTemplate(pool);
    turn = new WriteTurn(jdbc);
    transactions = new Transactions(pool, turn);
    jdbc.execute("create table counter (id integer primary key, number bigint, words varchar)");
    jdbc.update(
        "insert into counter select \"X\", 0, repeat(cast(random_uuid() as varchar), 10) from"
            + " system_range(1, ?)",
        ROWS);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private void count() {
    for (int i = 0; i < COMMITS; i++) {
      int row = 1 + i * 997 % ROWS;
      transactions.run(
          () ->
              transactions
                  .jdbc()
                  .update("update counter set number = number + 1 where id = ?", row));
    }
  }

  private @Nullable Long counted() {
    return jdbc.queryForObject("select sum(number) from counter", Long.class);
  }

  private int alive() {
    return Integer.parseInt(
        String.valueOf(
            jdbc.queryForObject(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'info.CHUNKS_FILL_RATE'",
                String.class)));
  }

  /** H2 drops what is dead when it writes: a file to which nobody writes waits for that. */
  private boolean isTidy() {
    transactions.run(
        () -> transactions.jdbc().update("update counter set words = words where id = 1"));
    return alive() >= 40;
  }

  private long bytes() throws Exception {
    return Files.size(folder.resolve("ledger.mv.db"));
  }

  @Test
  void movesTheLittleThatIsAliveAndUsesTheSpaceAgain() throws Exception {
    count();
    int before = alive();
    long dead = bytes();
    assertThat(before).isLessThan(10);
    var upkeep = new FileUpkeep(pool, turn);
    upkeep.start();
    try {
      await().atMost(SOON).until(this::isTidy);
      count();
      assertThat(bytes()).isLessThan(dead + dead / 2);
    } finally {
      upkeep.close();
    }
    assertThat(counted()).isEqualTo(2L * COMMITS);
  }

  @Test
  void worksOnAfterTheFileWasClosedUnderIt() {
    var upkeep = new FileUpkeep(pool, turn);
    upkeep.start();
    try {
      count();
      jdbc.execute("shutdown immediately");
      pool.getHikariPoolMXBean().softEvictConnections();
      count();
      await().atMost(SOON).until(this::isTidy);
    } finally {
      upkeep.close();
    }
    assertThat(counted()).isEqualTo(2L * COMMITS);
  }
}
