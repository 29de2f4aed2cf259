package org.entitlementledger.projections.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.h2.H2Dialect;
import org.entitlementledger.projections.database.h2.H2File;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The file of H2 as a kill during a rebuild leaves it, while others commit. Whoever has the turn
 * finds nothing locked: what somebody else writes meanwhile would be stored half done.
 */
final class KilledRebuildTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");
  private static final int EVENTS = 800;
  private static final int KILLS = Integer.getInteger("kills", 3);

  @TempDir Path folder;

  private static Rebuild rebuild(HikariDataSource pool, JdbcTemplate jdbc, WriteTurn turn) {
    return new Rebuild(pool, jdbc, turn);
  }

  @Test
  void leavesViewsThatAreWhatTheLogGives() throws Exception {
    var story = new Story(START).grow(new Random(11), 20, EVENTS);
    Database ledger = Databases.H2.migrated(folder);
    var killed = new ArrayList<Database>();
    try (HikariDataSource pool = ledger.pool(6)) {
      var jdbc = new JdbcTemplate(pool);
      story.appendTo(jdbc);
      Given.events(jdbc, story.events(), 1_000);
      storeWhenTold(pool);
      var turn = new WriteTurn(jdbc);
      while (killed.size() < KILLS) {
        var rebuilding = CompletableFuture.runAsync(() -> rebuild(pool, jdbc, turn).run(Views.ALL));
        for (int commit = 0; !rebuilding.isDone(); commit++) {
          turn.take();
          try {
            jdbc.queryForList("select * from token_entry for update nowait");
            jdbc.update("insert into claimed (kind, id) values ('commit', random_uuid())");
            new H2Dialect().sync(jdbc);
            if (commit % 15 == 14 && killed.size() < KILLS) {
              killed.add(Databases.H2.copy(ledger, folder));
            }
          } finally {
            turn.end();
          }
        }
        rebuilding.join();
      }
    }
    for (Database left : killed) {
      try (HikariDataSource pool = left.pool(6)) {
        var jdbc = new JdbcTemplate(pool);
        var rebuild = rebuild(pool, jdbc, new WriteTurn(jdbc));
        assertThat(rebuild.compare(Views.ALL)).extracting(Comparison::count).containsOnly(0L);
        readByEveryIndex(jdbc);
      }
    }
  }

  private static void storeWhenTold(HikariDataSource pool) throws Exception {
    try (Connection connection = pool.getConnection()) {
      H2File.of(connection).tidy(0, 0);
    }
  }

  /** An index whose rows are not those of its table fails. */
  private static void readByEveryIndex(JdbcTemplate jdbc) {
    List<String> orders =
        jdbc.query(
            "select table_name || ' use index (\"' || index_name || '\") order by '"
                + " || listagg(column_name, ', ') within group (order by ordinal_position)"
                + " from information_schema.index_columns where table_schema = 'public'"
                + " group by table_name, index_name",
            (row, number) -> row.getString(1));
    assertThat(orders).hasSizeGreaterThan(20);
    for (String order : orders) {
      List<?> rows = jdbc.queryForList("select * from " + order);
      String table = order.substring(0, order.indexOf(' '));
      assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class))
          .as(order)
          .isEqualTo(rows.size());
    }
  }
}
