package org.entitlementledger.projections.views;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Pace;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.row.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Fresh tables that take the place of live ones on PostgreSQL. */
final class FreshTablesTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int GIVEN = 500;
  private static List<LoggedEvent> events = List.of();

  /** One of each: columns, keys, indexes in the order in which they were made, constraints. */
  private static final String CATALOGUE =
      """
      select c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
               || ' ' || a.attnotnull as one, c.relname, 0 as kind, a.attnum as place
        from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
      union all
      select indexdef, tablename, 1, rank() over (order by i.oid)
        from pg_indexes join pg_class i on i.relname = indexname
       where schemaname = 'public' and i.relnamespace = 'public'::regnamespace
      union all
      select c.conname || ' ' || pg_get_constraintdef(c.oid), c.conrelid::regclass::text, 2, 0
        from pg_constraint c where c.connamespace = 'public'::regnamespace
      order by relname, kind, place, one
      """;

  @TempDir private Path folder;
  private HikariDataSource pool = new HikariDataSource();
  private JdbcTemplate jdbc = new JdbcTemplate();

  @BeforeAll
  static void grow() {
    events =
        new Story(Instant.parse("2025-03-15T08:00:00Z")).grow(new Random(17), 4, 1_500).events();
  }

  @BeforeEach
  void open() {
    pool = Databases.POSTGRESQL.migrated(folder).pool(6);
    jdbc = new JdbcTemplate(pool);
    new LogTable(jdbc).append(events);
    new HeadTable(jdbc).move(events.size(), events.getLast().recordedAt());
    give(GIVEN);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** Brings all views to a position. */
  private void give(int through) {
    Given.events(jdbc, events.subList(0, through), 500);
  }

  private Rebuild rebuild() {
    return new Rebuild(pool, jdbc, new WriteTurn(jdbc));
  }

  private Map<String, List<Map<String, Object>>> rows() {
    var all = new TreeMap<String, List<Map<String, Object>>>();
    for (Table<?> table : tables()) {
      String order = String.join(",", table.keys());
      all.put(
          table.name(), jdbc.queryForList("select * from " + table.name() + " order by " + order));
    }
    return all;
  }

  private static List<Table<?>> tables() {
    return Views.ALL.stream().flatMap(view -> view.tables().stream()).toList();
  }

  private List<Long> tableIds() {
    return tables().stream()
        .map(table -> number("select '" + table.name() + "'::regclass::oid"))
        .toList();
  }

  private List<String> catalogue() {
    return texts(CATALOGUE);
  }

  private List<String> texts(String sql) {
    return jdbc.query(sql, (row, number) -> row.getString(1));
  }

  private long number(String sql) {
    return requireNonNull(jdbc.queryForObject(sql, Long.class));
  }

  private long freshIndexes() {
    return number("select count(*) from pg_indexes where schemaname = 'ledger_rebuild'");
  }

  private void damage() {
    jdbc.update("update account set name = 'x'");
    jdbc.update("delete from movement where position > 100");
  }

  /** Ends the connection of whoever rebuilds, as the end of its process does. */
  private void kill() {
    jdbc.queryForList(
        "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and"
            + " database = (select oid from pg_database where datname = current_database())");
  }

  @Test
  void haveAllThatTheLiveOnesHad() {
    jdbc.execute("create role reporting_" + pool.hashCode());
    jdbc.execute("grant select on movement to reporting_" + pool.hashCode() + " with grant option");
    jdbc.execute("alter table movement set (autovacuum_enabled = false, fillfactor = 90)");
    var settings =
        "select relacl::text || reloptions::text from pg_class where relname = 'movement'";
    List<String> before = texts(settings);
    List<String> catalogue = catalogue();
    List<Long> ids = tableIds();
    var right = rows();
    damage();
    rebuild().run(Views.ALL);
    assertThat(freshTables()).isZero();
    assertThat(tableIds()).doesNotContainAnyElementsOf(ids);
    assertThat(rows()).isEqualTo(right);
    assertThat(catalogue()).hasSizeGreaterThan(100).isEqualTo(catalogue);
    assertThat(texts(settings)).hasSize(1).isEqualTo(before);
    jdbc.execute("drop owned by reporting_" + pool.hashCode());
    jdbc.execute("drop role reporting_" + pool.hashCode());
  }

  @Test
  void leaveTheLiveOnesAsTheyWereWhereverTheRebuildIsKilled() {
    damage();
    var before = rows();
    for (int killedAt : List.of(0, 1, 15)) {
      Pace pace =
          () -> {
            if (freshIndexes() >= killedAt) {
              kill();
            }
          };
      assertThatThrownBy(() -> rebuild().run(Views.ALL, pace))
          .isInstanceOf(DataAccessException.class);
      assertThat(rows()).isEqualTo(before);
      assertThat(freshTables()).isPositive();
    }
    rebuild().dropLeftovers();
    assertThat(freshTables()).isZero();
    assertThat(rows()).isEqualTo(before);
    rebuild().run(Views.ALL);
    assertThat(rebuild().compare(Views.ALL)).extracting(Comparison::count).containsOnly(0L);
  }

  private long freshTables() {
    return number("select count(*) from pg_tables where schemaname = 'ledger_rebuild'");
  }

  @Test
  void followTheViewsThatGoOnMeanwhile() {
    damage();
    var pauses = new AtomicInteger();
    rebuild()
        .run(
            Views.ALL,
            () -> {
              int pause = pauses.incrementAndGet();
              if (pause % 5 == 0 && pause <= 15) {
                give(GIVEN + 60 * pause);
              }
            });
    assertThat(pauses.get()).isGreaterThan(15);
    assertThat(rebuild().compare(Views.ALL)).extracting(Comparison::count).containsOnly(0L);
  }

  @Test
  void waitForALockWithoutHoldingUpReaders() throws Exception {
    damage();
    var right = rows();
    try (Connection reader = pool.getConnection()) {
      reader.setAutoCommit(false);
      new JdbcTemplate(new SingleConnectionDataSource(reader, true))
          .queryForList("select count(*) from movement");
      var rebuilding = CompletableFuture.runAsync(() -> rebuild().run(Views.ALL));
      await()
          .atMost(SOON)
          .until(
              () ->
                  number(
                          "select count(*) from pg_locks where not granted and relation ="
                              + " 'movement'::regclass")
                      > 0);
      assertThat(rebuilding).isNotDone();
      var impatient = new JdbcTemplate(pool);
      impatient.setQueryTimeout(10);
      assertThat(impatient.queryForList("select * from movement"))
          .hasSameSizeAs(requireNonNull(right.get("movement")));
      reader.rollback();
      rebuilding.join();
    }
    assertThat(rebuild().compare(Views.ALL)).extracting(Comparison::count).containsOnly(0L);
  }

  /** What an operator has made of a live table is not lost: its rows are replaced in place. */
  @Test
  void areNotUsedWhereSomethingDependsOnTheLiveOnes() {
    jdbc.execute("create view reported as select * from movement");
    List<Long> ids = tableIds();
    var right = rows();
    damage();
    rebuild().run(Views.ALL);
    assertThat(rows()).isEqualTo(right);
    assertThat(tableIds()).isEqualTo(ids);
    assertThat(number("select count(*) from reported"))
        .isEqualTo(requireNonNull(right.get("movement")).size());
  }

  @Test
  void areNotPutInThePlaceOfATableThatWasAltered() {
    var pauses = new AtomicInteger();
    assertThatThrownBy(
            () ->
                rebuild()
                    .run(
                        Views.ALL,
                        () -> {
                          if (pauses.incrementAndGet() == 1) {
                            jdbc.execute("alter table movement add column more varchar");
                          }
                        }))
        .hasMessageContaining("movement was altered");
    assertThat(number("select count(*) from movement where more is null")).isPositive();
  }
}
