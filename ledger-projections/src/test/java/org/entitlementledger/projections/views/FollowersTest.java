package org.entitlementledger.projections.views;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.SwitchedDataSource;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Followers;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewState;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

class FollowersTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");
  private static final List<String> NAMES = Views.ALL.stream().map(View::name).toList();
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Story story = new Story(START);

  @BeforeEach
  void grow() {
    story = new Story(START).grow(new Random(3), 5, 300);
  }

  private HikariDataSource open(Databases databases) {
    return databases.migrated(folder).pool(10);
  }

  /** What a node has to follow the log. */
  private record Node(
      JdbcTemplate jdbc, LogStream log, ViewPositions positions, Followers followers)
      implements AutoCloseable {
    static Node of(DataSource database, String id, List<View> views) {
      var jdbc = new JdbcTemplate(database);
      var log = new LogStream(jdbc, new LogSignal());
      var positions = new ViewPositions(jdbc);
      var followers =
          new Followers(
              views,
              log,
              database,
              new JdbcTransactionManager(database),
              positions,
              new WriteTurn(jdbc),
              id);
      followers.start();
      return new Node(jdbc, log, positions, followers);
    }

    ViewState state(String view) {
      return positions.states().stream()
          .filter(one -> one.view().equals(view))
          .findFirst()
          .orElseThrow();
    }

    void arrives(List<String> views, long position) {
      for (String view : views) {
        await().atMost(SOON).until(() -> positions.read().getOrDefault(view, 0L) == position);
      }
    }

    @Override
    public void close() {
      followers.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bringEveryViewToTheEndOfTheLogAndWakeThoseWhoWait(Databases databases) throws Exception {
    try (var pool = open(databases);
        var node = Node.of(pool, "a", Views.ALL)) {
      story.appendTo(node.jdbc, 200);
      node.arrives(NAMES, 200);
      assertThat(new Rebuild(pool, node.jdbc, new WriteTurn(node.jdbc)).compare(Views.ALL))
          .allSatisfy(
              view -> {
                assertThat(view.through()).isEqualTo(200);
                assertThat(view.count()).isZero();
              });

      story.appendTo(node.jdbc);
      node.log.written(story.events().subList(200, 300));
      node.positions.await(NAMES, 300);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(node.positions.states())
                      .hasSize(NAMES.size())
                      .allSatisfy(
                          view -> {
                            assertThat(view.position()).isEqualTo(300);
                            assertThat(view.behind()).isZero();
                            assertThat(view.serves()).isTrue();
                          }));
      assertThatThrownBy(() -> node.positions.await(List.of("audit"), 301))
          .isInstanceOfSatisfying(
              ViewUnavailable.class, refused -> assertThat(refused.position()).isEqualTo(300));
    }
  }

  @ParameterizedTest
  @EnumSource
  void retryAnEventThatAViewCannotTakeAndNeverSkipIt(Databases databases) throws Exception {
    var poisoned = new AtomicBoolean(true);
    var audit =
        Views.ALL.stream().filter(view -> view.name().equals(AuditQueries.VIEW)).findFirst().get();
    var broken =
        new View(
            audit.name(),
            audit.group(),
            List.of(Failing.of(audit, event -> poisoned.get() && event.position() == 150)));
    try (var pool = open(databases);
        var node = Node.of(pool, "a", List.of(Views.ALL.getFirst(), broken))) {
      story.appendTo(node.jdbc, 140);
      node.arrives(List.of("remaining", "audit"), 140);
      story.appendTo(node.jdbc);
      node.arrives(List.of("remaining"), 300);
      await().atMost(SOON).until(() -> !node.state("audit").serves());
      assertThat(node.state("audit").position()).isEqualTo(140);
      assertThat(node.state("audit").error()).contains("cannot take 150");
      assertThat(node.state("remaining").serves()).isTrue();
      assertThatThrownBy(() -> node.positions.requireServing(List.of("audit")))
          .isInstanceOf(ViewUnavailable.class);
      node.positions.requireServing(List.of("remaining"));
      assertThat(node.jdbc.queryForObject("select max(position) from audit_event", Long.class))
          .isEqualTo(140);

      poisoned.set(false);
      await().atMost(SOON).until(() -> node.state("audit").position() == 300);
      assertThat(node.jdbc.queryForObject("select count(*) from audit_event", Long.class))
          .isEqualTo(300);
      await().atMost(SOON).until(() -> node.state("audit").serves());
    }
  }

  @ParameterizedTest
  @EnumSource
  void setAsideAViewThatFailsAndGoOnWithTheOthersOfItsGroup(Databases databases) throws Exception {
    var poisoned = new AtomicBoolean(true);
    List<View> views =
        Views.ALL.stream()
            .map(
                view ->
                    view.name().equals("audit")
                        ? new View(
                            view.name(),
                            view.group(),
                            List.of(
                                Failing.of(
                                    view, event -> poisoned.get() && event.position() == 150)))
                        : view)
            .toList();
    List<String> others = NAMES.stream().filter(name -> !name.equals("audit")).toList();
    try (var pool = open(databases);
        var node = Node.of(pool, "a", views)) {
      story.appendTo(node.jdbc, 140);
      node.arrives(NAMES, 140);
      story.appendTo(node.jdbc, 200);
      node.arrives(others, 200);
      story.appendTo(node.jdbc);
      node.arrives(others, 300);
      await().atMost(SOON).until(() -> "cannot take 150".equals(node.state("audit").error()));
      assertThat(node.state("audit").position()).isEqualTo(140);
      assertThat(others).allSatisfy(name -> assertThat(node.state(name).error()).isNull());
      poisoned.set(false);
      node.arrives(NAMES, 300);
      assertEqualsLog(node, pool, 300);
      await().atMost(SOON).until(() -> node.state("audit").error() == null);
    }
  }

  /** As after an upgrade: each view has come as far as it had, and one begins anew. */
  @ParameterizedTest
  @EnumSource
  void bringViewsTogetherThatAreAtDifferentPositions(Databases databases) throws Exception {
    Database database = followed(databases, 280);
    try (var pool = database.pool(10)) {
      var jdbc = new JdbcTemplate(pool);
      jdbc.update("delete from register");
      jdbc.update("delete from token_entry where processor_name = 'register'");
      jdbc.update("delete from movement where position > 270");
      jdbc.update(
          "update token_entry set token = ?, owner = 'before', claimed_at = ?"
              + " where processor_name = 'movement'",
          "{\"globalIndex\":270}".getBytes(UTF_8),
          "2025-01-01T00:00:00Z");
      try (var node = Node.of(pool, "a", Views.ALL)) {
        node.arrives(NAMES, 280);
        story.appendTo(jdbc);
        node.arrives(NAMES, 300);
        assertEqualsLog(node, pool, 300);
        assertThat(owners(pool)).containsOnly("a");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takeOverFromANodeThatDied(Databases databases) throws Exception {
    try (var pool = open(databases)) {
      var mortal = new SwitchedDataSource(pool);
      try (var first = Node.of(mortal, "a", Views.ALL)) {
        story.appendTo(new JdbcTemplate(pool), 100);
        first.arrives(NAMES, 100);
        try (var second = Node.of(pool, "b", Views.ALL)) {
          assertThat(owners(pool)).containsOnly("a");
          mortal.away(true);
          story.appendTo(second.jdbc);
          await().atMost(SOON).until(() -> owners(pool).equals(List.of("b")));
          second.arrives(NAMES, 300);
          assertThat(new Rebuild(pool, second.jdbc, new WriteTurn(second.jdbc)).compare(Views.ALL))
              .allSatisfy(view -> assertThat(view.count()).isZero());
        }
      }
    }
  }

  /** As after a crash of the server: the log is whole, and the views have lost transactions. */
  @ParameterizedTest
  @EnumSource
  void goOnFromThePositionThatIsStored(Databases databases) throws Exception {
    Database primary = followed(databases, 150);
    Database standby = databases.copy(primary, folder);
    try (var before = primary.pool(10);
        var after = standby.pool(10)) {
      var database = new SwitchedDataSource(before);
      try (var node = Node.of(database, "a", Views.ALL)) {
        story.appendTo(node.jdbc);
        node.arrives(NAMES, 300);
        append(after, story.events().subList(150, 300));
        database.failOver(after);
        node.arrives(NAMES, 300);
        assertEqualsLog(node, after, 300);
      }
    }
  }

  /** As on a standby that was promoted without the end of the log, which then goes on otherwise. */
  @ParameterizedTest
  @EnumSource
  void followTheLogThatIsStored(Databases databases) throws Exception {
    Database primary = followed(databases, 150);
    Database standby = databases.copy(primary, folder);
    var other = new Story(START, 2).grow(new Random(3), 5, 150).grow(new Random(4), 5, 400);
    try (var before = primary.pool(10);
        var after = standby.pool(10)) {
      var database = new SwitchedDataSource(before);
      try (var node = Node.of(database, "a", Views.ALL)) {
        story.appendTo(node.jdbc);
        node.log.written(story.events());
        node.arrives(NAMES, 300);
        new HeadTable(node.jdbc).move(350, story.now());
        await().atMost(SOON).until(() -> node.state("movement").behind().isPositive());
        database.failOver(after);
        append(after, other.events().subList(150, 200));
        node.arrives(NAMES, 200);
        assertEqualsLog(node, after, 200);
        await()
            .atMost(SOON)
            .until(() -> node.positions.states().stream().allMatch(one -> one.behind().isZero()));
        append(after, other.events().subList(200, 400));
        node.arrives(NAMES, 400);
        assertEqualsLog(node, after, 400);
      }
    }
  }

  /** Nobody waits for a position that a view has lost again. */
  @ParameterizedTest
  @EnumSource
  void forgetPositionsThatViewsHaveLost(Databases databases) throws Exception {
    Database primary = followed(databases, 150);
    try (var pool = primary.pool(10)) {
      var jdbc = new JdbcTemplate(pool);
      var positions = new ViewPositions(jdbc);
      positions.await(NAMES, 150);
      jdbc.update(
          "update token_entry set token = ?", (Object) "{\"globalIndex\":140}".getBytes(UTF_8));
      assertThat(positions.read()).containsEntry("movement", 140L);
      assertThatThrownBy(() -> positions.await(List.of("movement"), 150))
          .isInstanceOf(ViewUnavailable.class);
    }
  }

  /** A database whose views reflect the story up to a position; nobody is connected to it. */
  private Database followed(Databases databases, int through) {
    Database database = databases.migrated(folder);
    try (var pool = database.pool(10);
        var node = Node.of(pool, "a", Views.ALL)) {
      story.appendTo(node.jdbc, through);
      node.arrives(NAMES, through);
    }
    return database;
  }

  private static void append(DataSource database, List<LoggedEvent> events) {
    var jdbc = new JdbcTemplate(database);
    new LogTable(jdbc).append(events);
    new HeadTable(jdbc).move(events.getLast().position(), events.getLast().recordedAt());
  }

  private static void assertEqualsLog(Node node, DataSource database, long position) {
    assertThat(new Rebuild(database, node.jdbc, new WriteTurn(node.jdbc)).compare(Views.ALL))
        .allSatisfy(
            view -> {
              assertThat(view.through()).isEqualTo(position);
              assertThat(view.differences()).isEmpty();
            });
  }

  private static List<@Nullable String> owners(DataSource database) {
    return new JdbcTemplate(database)
        .queryForList("select distinct owner from token_entry", String.class);
  }

  @ParameterizedTest
  @EnumSource
  void goOnWhenTheDatabaseIsBack(Databases databases) throws Exception {
    try (var pool = open(databases)) {
      var database = new SwitchedDataSource(pool);
      var there = new JdbcTemplate(pool);
      try (var node = Node.of(database, "a", Views.ALL)) {
        story.appendTo(there, 100);
        node.arrives(NAMES, 100);
        database.away(true);
        story.appendTo(there);
        await().atMost(SOON).until(() -> node.state("movement").error() != null || stuck(node));
        assertThat(
                requireNonNull(
                    there.queryForObject("select count(*) from audit_event", Long.class)))
            .isEqualTo(100);
        database.away(false);
        node.arrives(NAMES, 300);
      }
    }
  }

  /** While the database is away nothing new is seen of a view. */
  private static boolean stuck(Node node) {
    return node.state("movement").position() == 100;
  }

  @ParameterizedTest
  @EnumSource
  void tellEveryRowThatIsNotWhatTheLogGives(Databases databases) throws Exception {
    try (var pool = open(databases);
        var node = Node.of(pool, "a", Views.ALL)) {
      story.appendTo(node.jdbc);
      node.arrives(NAMES, 300);
      var rebuild = new Rebuild(pool, node.jdbc, new WriteTurn(node.jdbc));
      long changed =
          requireNonNull(
              node.jdbc.queryForObject("select min(position) from movement", Long.class));
      long deleted =
          requireNonNull(
              node.jdbc.queryForObject("select max(position) from movement", Long.class));
      node.jdbc.update("update movement set quantity = quantity + 1 where position = ?", changed);
      node.jdbc.update("delete from movement where position = ?", deleted);
      node.jdbc.update("update account set name = 'x' where account_id = 'account-1'");
      node.jdbc.update(
          "insert into audit_event select 999, account_id, type, actor, occurred_at, recorded_at,"
              + " entitlement, contract_id, correlation_id, backdated, imported from audit_event"
              + " where position = 7");

      var found = rebuild.compare(Views.ALL);
      assertThat(of("movement", found).differences())
          .extracting("position", "kind")
          .contains(
              tuple(changed, Comparison.Kind.CHANGED), tuple(deleted, Comparison.Kind.MISSING));
      assertThat(of("remaining", found).count()).isEqualTo(1);
      assertThat(of("remaining", found).differences().getFirst().key()).isEqualTo("account-1");
      assertThat(of("register", found).count()).isZero();
      assertThat(of("audit", found).differences())
          .extracting("position", "kind")
          .containsExactly(tuple(999L, Comparison.Kind.UNFOUNDED));

      rebuild.run(Views.ALL);
      assertThat(rebuild.compare(Views.ALL)).allSatisfy(view -> assertThat(view.count()).isZero());
      assertThat(
              node.jdbc.queryForObject(
                  "select count(*) from information_schema.schemata where schema_name = 'rebuild'",
                  Long.class))
          .isZero();
      try (var files = Files.list(folder)) {
        assertThat(files).noneMatch(file -> file.toString().contains("rebuild"));
      }
    }
  }

  private static Comparison of(String view, List<Comparison> all) {
    return all.stream().filter(one -> one.view().equals(view)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void areComparedAndSwappedWhileTheyFollow(Databases databases) throws Exception {
    try (var pool = open(databases);
        var node = Node.of(pool, "a", Views.ALL)) {
      var rebuild = new Rebuild(pool, node.jdbc, new WriteTurn(node.jdbc));
      story.appendTo(node.jdbc, 20);
      var writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int position = 21; position <= 300; position++) {
                      story.appendTo(node.jdbc, position);
                      node.log.written(story.events().subList(position - 1, position));
                    }
                  });
      while (writer.isAlive()) {
        assertThat(rebuild.compare(Views.ALL))
            .allSatisfy(view -> assertThat(view.differences()).isEmpty());
        rebuild.run(Views.ALL);
      }
      writer.join();
      node.arrives(NAMES, 300);
      assertThat(rebuild.compare(Views.ALL))
          .allSatisfy(
              view -> {
                assertThat(view.through()).isEqualTo(300);
                assertThat(view.differences()).isEmpty();
              });
    }
  }

  /** Whichever node follows, its connections know the old tables. */
  @Test
  void goOnInTheTablesThatAnotherNodeHasPutInPlace() throws Exception {
    Database database = Databases.POSTGRESQL.migrated(folder);
    try (var pool = database.pool(10);
        var other = database.pool(10);
        var node = Node.of(pool, "a", Views.ALL);
        var second = Node.of(other, "b", Views.ALL)) {
      var rebuild = new Rebuild(other, second.jdbc, new WriteTurn(second.jdbc));
      for (int position = 100; position <= 300; position += 100) {
        story.appendTo(node.jdbc, position);
        rebuild.run(Views.ALL);
        node.arrives(NAMES, position);
      }
      assertEqualsLog(second, other, 300);
      for (String view : NAMES) {
        assertThat(node.state(view).error()).isNull();
        assertThat(second.state(view).error()).isNull();
      }
    }
  }
}
