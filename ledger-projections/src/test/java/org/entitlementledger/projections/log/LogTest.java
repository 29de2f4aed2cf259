package org.entitlementledger.projections.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.entitlementledger.core.profile.ProfileEvent.AccountRenamed;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class LogTest {
  private static final Instant NOON = Instant.parse("2025-03-15T12:00:00.123456Z");

  @TempDir private Path folder;

  private static LoggedEvent renamed(long position, String accountId, long sequence) {
    return renamed(position, accountId, sequence, NOON);
  }

  private static LoggedEvent renamed(
      long position, String accountId, long sequence, Instant recordedAt) {
    return new LoggedEvent(
        position,
        accountId,
        sequence,
        new UUID(7, position),
        "account-renamed",
        1,
        NOON.minusSeconds(60),
        recordedAt,
        "olga",
        new Metadata("rename-account", "a better name", null),
        new AccountRenamed(NOON.minusSeconds(60), "Acme " + position));
  }

  private static List<LoggedEvent> some(int from, int to) {
    var events = new ArrayList<LoggedEvent>();
    for (int position = from; position <= to; position++) {
      events.add(renamed(position, position % 2 == 0 ? "even" : "odd", (position - 1) / 2));
    }
    return events;
  }

  private HikariDataSource open(Databases databases) {
    return databases.migrated(folder).pool(4);
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasAppended(Databases databases) {
    try (var pool = open(databases)) {
      var log = new LogTable(new JdbcTemplate(pool));
      var events = some(1, 2_500);
      log.append(events);

      assertThat(log.after(0, 3)).isEqualTo(events.subList(0, 3));
      assertThat(log.ofAccount("odd", 0)).hasSize(1_250);
      assertThat(log.ofAccount("odd", 1_249)).containsExactly(events.get(2_498));
      assertThat(log.ofAccount("nobody", 0)).isEmpty();
      var all = new ArrayList<LoggedEvent>();
      log.each(100, 2_400, all::add);
      assertThat(all).isEqualTo(events.subList(100, 2_400));
      all.clear();
      log.each(100, 2_400, "even"::equals, all::add);
      assertThat(all).hasSize(1_150).allMatch(event -> event.accountId().equals("even"));
      all.clear();
      log.eachOfAccounts(List.of("odd", "nobody", "even"), 2, all::add);
      assertThat(all).containsExactly(events.get(1), events.get(3), events.get(0), events.get(2));
      assertThat(log.eventIdAt(2_500)).isEqualTo(new UUID(7, 2_500));
      assertThat(log.eventIdAt(2_501)).isNull();
    }
  }

  /** Several events share a recorded time, and a damaged log lacks rows in between. */
  @ParameterizedTest
  @EnumSource
  void findsWhereRecordedTimesBegin(Databases databases) {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      var times = new RecordedTimes(jdbc);
      assertThat(times.firstFrom(NOON)).isEqualTo(Long.MAX_VALUE);
      var events = new ArrayList<LoggedEvent>();
      for (int position = 1; position <= 41; position++) {
        if (position % 7 != 3) {
          events.add(renamed(position, "odd", position, NOON.plusSeconds(position / 4)));
        }
      }
      new LogTable(jdbc).append(events);

      for (int half = -1; half <= 21; half++) {
        Instant time = NOON.plusMillis(500L * half);
        long first =
            events.stream()
                .filter(event -> !event.recordedAt().isBefore(time))
                .mapToLong(LoggedEvent::position)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        assertThat(times.firstFrom(time)).as("from %s", time).isEqualTo(first);
      }
    }
  }

  /** A damaged log lacks rows in between. */
  @ParameterizedTest
  @EnumSource
  void findsWhereAnAccountGoesOnAfterAPosition(Databases databases) {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      var sequences = new AccountSequences(jdbc);
      assertThat(sequences.firstFrom("odd", 1)).isEqualTo(Long.MAX_VALUE);
      assertThat(sequences.last("odd")).isEqualTo(-1);
      var events = new ArrayList<LoggedEvent>();
      for (int sequence = 0; sequence <= 30; sequence++) {
        if (sequence % 7 != 3) {
          events.add(renamed(3 * sequence + 2, "odd", sequence, NOON));
        }
      }
      events.add(renamed(90, "even", 0, NOON));
      new LogTable(jdbc).append(events);

      assertThat(sequences.last("odd")).isEqualTo(30);
      for (long position = 0; position <= 100; position++) {
        long from = position;
        long first =
            events.stream()
                .filter(event -> event.accountId().equals("odd") && event.position() >= from)
                .mapToLong(LoggedEvent::sequence)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        assertThat(sequences.firstFrom("odd", position)).as("from %s", position).isEqualTo(first);
      }
    }
  }

  /** Or each page of a long account would cost all of its later pages. */
  @ParameterizedTest
  @EnumSource(names = "H2")
  void readsAnAccountAlongTheIndexOnH2(Databases databases) {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      new LogTable(jdbc).append(some(1, 2_500));
      String plan = "explain " + LogTable.OF_ACCOUNT;
      assertThat(jdbc.queryForObject(plan, String.class, "odd", 7, 100)).contains("index sorted");
    }
  }

  /** What a read of an account has to wait for. */
  @ParameterizedTest
  @EnumSource(names = "H2")
  void knowsWhatThisNodeHasRecordedForAnAccount(Databases databases) {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      var stream = new LogStream(jdbc, new LogSignal());
      assertThat(stream.recordedOf("odd")).isZero();
      assertThat(stream.recordedOfAll()).isZero();
      stream.written(some(1, 5));
      assertThat(stream.recordedOf("odd")).isEqualTo(5);
      assertThat(stream.recordedOf("even")).isEqualTo(4);
      assertThat(stream.recordedOf("quiet")).isZero();
      assertThat(stream.recordedOfAll()).isEqualTo(5);
      // as after a fail-over to a standby that lacks the last two
      new LogTable(jdbc).append(some(1, 3));
      assertThat(stream.after(3, 10)).hasSize(2);
      var _ = stream.openStream(new GlobalSequenceTrackingToken(3));
      assertThat(stream.after(3, 10)).isEmpty();
      assertThat(stream.recordedOf("odd")).isEqualTo(3);
      assertThat(stream.recordedOfAll()).isEqualTo(3);

      var restarted = new LogStream(jdbc, new LogSignal());
      restarted.startAt(3);
      assertThat(restarted.recordedOf("quiet")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTheLaterOfTheDatabasesClockAndTheLastRecordedTime(Databases databases) {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      var head = new HeadTable(jdbc);
      var empty = head.read();
      assertThat(empty.size()).isZero();
      assertThat(empty.rehearsal()).isNull();
      assertThat(Duration.between(empty.now(), head.lock().now()))
          .isBetween(Duration.ZERO, Duration.ofMinutes(1));

      Instant ahead = Instant.parse("2999-01-01T00:00:00.000001Z");
      head.move(7, ahead);
      assertThat(head.read().now()).isEqualTo(ahead);
      head.settle(new UUID(1, 2), true, NOON);
      assertThat(head.lock().now()).isEqualTo(ahead);
      head.move(8, NOON.minusSeconds(1));
      assertThat(new LedgerClock(jdbc).now()).isEqualTo(NOON);
      head.moveClock(NOON.plusSeconds(1));
      assertThat(new LedgerClock(jdbc).now()).isEqualTo(NOON.plusSeconds(1));
      assertThat(head.read().size()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFollowedFromAnyPlaceWithoutAGap(Databases databases) throws Exception {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      var log = new LogTable(jdbc);
      var head = new HeadTable(jdbc);
      var stream = new LogStream(jdbc, new LogSignal());
      log.append(some(1, 1_200));
      head.move(1_200, NOON);

      assertThat(stream.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(1_200));
      try (var all = stream.openStream(stream.createTailToken());
          var late = stream.openStream(stream.createHeadToken())) {
        long position = 0;
        while (position < 1_200) {
          assertThat(all.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
          var message = all.nextAvailable();
          assertThat(message.getTimestamp()).isEqualTo(NOON);
          for (LoggedEvent event : events(message)) {
            assertThat(event.position()).isEqualTo(++position);
          }
          assertThat(message.trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(position));
        }
        assertThat(all.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
        assertThat(all.peek()).isEmpty();

        log.append(some(1_201, 1_201));
        head.move(1_201, NOON);
        assertThat(late.hasNextAvailable(5, TimeUnit.SECONDS)).as("another node's").isTrue();
        assertThat(events(late.peek().orElseThrow())).isEqualTo(some(1_201, 1_201));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wakesItsFollowersAfterTheWriterHasWritten(Databases databases) throws Exception {
    try (var pool = open(databases)) {
      var stream = new LogStream(new JdbcTemplate(pool), new LogSignal());
      try (var cursor = stream.openStream(null)) {
        var writer = Thread.startVirtualThread(() -> stream.written(some(1, 2)));
        var first = cursor.nextAvailable();
        writer.join();
        assertThat(events(first)).isEqualTo(some(1, 2));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL")
  void refusesToBeEdited(Databases databases) {
    try (var pool = open(databases)) {
      var jdbc = new JdbcTemplate(pool);
      new LogTable(jdbc).append(some(1, 1));
      for (String edit :
          List.of("update log set actor = 'x'", "delete from log", "truncate table log")) {
        assertThatThrownBy(() -> jdbc.execute(edit))
            .isInstanceOf(DataAccessException.class)
            .hasMessageContaining("append-only");
      }
    }
  }

  private static List<LoggedEvent> events(TrackedEventMessage<?> message) {
    return ((LoggedEvents) message.getPayload()).events();
  }
}
