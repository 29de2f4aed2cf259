package org.entitlementledger.projections.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.json.AccountForm;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class SnapshotterTest {
  private static final String ID = "acme";

  /** So many events that a state has several pieces. */
  private static final int EVENTS = 6_000;

  private static List<LoggedEvent> events = List.of();
  private static Account whole = Account.unopened(ID);

  @TempDir private Path folder;

  @BeforeAll
  static void decide() {
    var story = new Story(Instant.parse("2025-03-15T08:00:00Z"));
    story.customer(ID, "Europe/Berlin", "signature", LocalDate.of(2025, 3, 15));
    for (int i = 3; i < EVENTS; i++) {
      story.at(story.now().plusSeconds(100));
      story.does(new LogProgressCall(ID, "call-" + i, 30, null, "we talked about much"));
    }
    events = story.events();
    whole = story.account(ID);
  }

  private static JdbcTemplate withLog(HikariDataSource pool) {
    var jdbc = new JdbcTemplate(pool);
    new LogTable(jdbc).append(events);
    return jdbc;
  }

  private static Account account(int version) {
    return Account.unopened(ID)
        .applyAll(events.subList(0, version).stream().map(LoggedEvent::event).toList());
  }

  private static Snapshotter snapshotter(JdbcTemplate jdbc) {
    return new Snapshotter(jdbc, Runnable::run, EVENTS);
  }

  private static void store(JdbcTemplate jdbc, int version) {
    snapshotter(jdbc).store(account(version), events.get(version - 1));
  }

  private static long rows(JdbcTemplate jdbc, String where) {
    String sql = "select count(*) from account_snapshot where " + where;
    return requireNonNull(jdbc.queryForObject(sql, Long.class));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheNewestStateOfAnAccount(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      JdbcTemplate jdbc = withLog(pool);
      var table = new SnapshotTable(jdbc);
      assertThat(table.newest(ID)).isNull();
      store(jdbc, 4_500);
      assertThat(table.newest(ID)).isEqualTo(account(4_500));
      store(jdbc, 5_400);
      assertThat(table.newestVersion(ID)).as("too few events later").isEqualTo(4_500);
      store(jdbc, EVENTS);
      assertThat(table.newest(ID)).isEqualTo(whole);
      assertThat(rows(jdbc, "version = 6000")).as("pieces").isGreaterThan(1);
      assertThat(rows(jdbc, "version <> 6000")).isZero();
      assertThat(table.newest("other")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void usesNoStateThatWasChanged(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      JdbcTemplate jdbc = withLog(pool);
      var table = new SnapshotTable(jdbc);
      for (String change :
          List.of(
              "update account_snapshot set code_version = 'another'",
              "update account_snapshot set event_id = '00000000-0000-0000-0000-000000000001'",
              "update account_snapshot set position = position - 1",
              "update account_snapshot set version = version - 1",
              "update account_snapshot set pieces = pieces + 1",
              "update account_snapshot set state = substring(state from 1 for 100)",
              "update account_snapshot set state = substring(state from 2) where piece = 1",
              "delete from account_snapshot where piece = 1")) {
        store(jdbc, EVENTS);
        assertThat(table.newest(ID)).as("before: %s", change).isNotNull();
        assertThat(jdbc.update(change)).as(change).isPositive();
        assertThat(table.newest(ID)).as(change).isNull();
        jdbc.update("delete from account_snapshot");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void usesNoChangedStateThatCanStillBeRead(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      JdbcTemplate jdbc = withLog(pool);
      store(jdbc, 1_000);
      byte[] state =
          requireNonNull(jdbc.queryForObject("select state from account_snapshot", byte[].class));
      String other = new String(state, ISO_8859_1).replaceFirst("we talked", "we walked");
      byte[] changed = other.getBytes(ISO_8859_1);
      assertThat(AccountForm.read(changed)).isNotNull().isNotEqualTo(account(1_000));
      jdbc.update("update account_snapshot set state = ?", changed);
      assertThat(new SnapshotTable(jdbc).newest(ID)).isNull();
    }
  }

  /** As after a restore of an older copy of the log, or a fail-over. */
  @ParameterizedTest
  @EnumSource(names = "H2")
  void usesNoStateThatIsAheadOfTheLog(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      JdbcTemplate jdbc = withLog(pool);
      store(jdbc, EVENTS);
      jdbc.update("delete from log where sequence >= 5990");
      assertThat(new SnapshotTable(jdbc).newest(ID)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheStateBeforeUntilTheNextIsWhole(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      JdbcTemplate jdbc = withLog(pool);
      store(jdbc, 4_500);
      var left = new AtomicInteger(2);
      Executor dying =
          work -> {
            if (left.getAndDecrement() == 0) {
              throw new IllegalStateException("the process ends");
            }
            work.run();
          };
      var snapshotter = new Snapshotter(jdbc, dying, EVENTS);
      assertThatThrownBy(() -> snapshotter.store(whole, events.getLast()))
          .hasMessage("the process ends");
      assertThat(rows(jdbc, "version = 6000")).isEqualTo(1);
      assertThat(new SnapshotTable(jdbc).newest(ID)).isEqualTo(account(4_500));
      store(jdbc, EVENTS);
      assertThat(new SnapshotTable(jdbc).newest(ID)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource
  void storesWhatItIsOfferedWithinItsBounds(Databases databases) {
    try (var pool = databases.migrated(folder).pool(4)) {
      JdbcTemplate jdbc = withLog(pool);
      var table = new SnapshotTable(jdbc);
      try (var snapshotter = new Snapshotter(jdbc, Runnable::run, 5_000)) {
        snapshotter.start();
        snapshotter.offer(account(999), events.get(998));
        snapshotter.offer(whole, events.getLast());
        snapshotter.offer(account(1_500), events.get(1_499));
        await().until(() -> table.newestVersion(ID) > 0);
      }
      assertThat(table.newest(ID)).isEqualTo(account(1_500));
    }
  }
}
