package org.entitlementledger.projections.views;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Views that are computed once more and put in the place of the live ones. */
final class RebuildTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");

  /** Rows that are replaced in one transaction. */
  private static final int PART = 500;

  private static List<LoggedEvent> events = List.of();

  @TempDir private Path folder;
  private HikariDataSource pool = new HikariDataSource();
  private JdbcTemplate jdbc = new JdbcTemplate();
  private @Nullable WriteTurn turn;

  /** One account, which has more rows than a part. */
  @BeforeAll
  static void grow() {
    events = new Story(START).grow(new Random(5), 1, 1_200).events();
  }

  private void open(Databases databases) {
    pool = databases.migrated(folder).pool(6);
    jdbc = new JdbcTemplate(pool);
    new LogTable(jdbc).append(events);
    new HeadTable(jdbc).move(events.size(), events.getLast().recordedAt());
    Given.events(jdbc, events, 1_000);
    turn = new WriteTurn(jdbc);
  }

  private WriteTurn turn() {
    return requireNonNull(turn);
  }

  private Rebuild rebuild() {
    return new Rebuild(pool, jdbc, turn());
  }

  @AfterEach
  void close() {
    pool.close();
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

  private long count() {
    return tables().stream()
        .mapToLong(
            table ->
                requireNonNull(
                    jdbc.queryForObject("select count(*) from " + table.name(), Long.class)))
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void replacesWhateverIsWrong(Databases databases) {
    open(databases);
    var right = rows();
    jdbc.update("delete from register");
    jdbc.update("delete from movement where position > 600");
    jdbc.update("update remaining set consumed = consumed + 1 where entitlement <> 'csa'");
    jdbc.update("update account set name = 'x'");
    jdbc.update("insert into voucher values ('unfounded', 'account-0', null, 3)");
    rebuild().run(Views.ALL);
    assertThat(rows()).isEqualTo(right);
  }

  @ParameterizedTest
  @EnumSource
  void holdsNothingBetweenTwoShortParts(Databases databases) {
    open(databases);
    jdbc.update("delete from movement");
    long rows = count();
    var pauses = new AtomicLong();
    rebuild()
        .run(
            Views.ALL,
            () -> {
              pauses.incrementAndGet();
              CompletableFuture.runAsync(this::lockEverything).join();
            });
    assertThat(pauses.get()).isGreaterThan(rows / PART);
  }

  /** Waits for no lock. */
  private void lockEverything() {
    turn().take();
    try {
      new TransactionTemplate(new JdbcTransactionManager(pool))
          .executeWithoutResult(
              begun -> {
                jdbc.queryForList("select * from token_entry for update nowait");
                for (Table<?> table : tables()) {
                  jdbc.queryForList("select * from " + table.name() + " for update nowait");
                }
                begun.setRollbackOnly();
              });
    } finally {
      turn().end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithTheCauseWhereAViewCannotBeComputed(Databases databases) {
    open(databases);
    View movement = Views.ALL.get(1);
    var broken =
        new View(movement.name(), movement.group(), List.of(Failing.of(movement, event -> true)));
    var before = rows();
    assertThatThrownBy(() -> rebuild().run(List.of(broken))).hasMessage("cannot take 1");
    assertThat(rows()).isEqualTo(before);
    lockEverything();
    rebuild().run(Views.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void endsWithTheCauseWhereRowsCannotBeWritten(Databases databases) {
    open(databases);
    jdbc.update("delete from movement where position > 800");
    jdbc.execute("alter table movement add constraint early check (position <= 800)");
    var before = rows();
    assertThatThrownBy(() -> rebuild().run(Views.ALL))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(rows()).isEqualTo(before);
    lockEverything();
    jdbc.execute("alter table movement drop constraint early");
    rebuild().run(Views.ALL);
    assertThat(jdbc.queryForObject("select max(position) from movement", Long.class))
        .isGreaterThan(800);
  }
}
