package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.ledger.WriterFixture.get;
import static org.entitlementledger.api.ledger.WriterFixture.keyed;
import static org.entitlementledger.api.ledger.WriterFixture.open;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.entitlementledger.api.Wire;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.profile.ProfileEvent.AccountRenamed;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.log.LoggedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriterFaultTest {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void saysUnavailableWhileSomebodyElseHoldsTheHead(Databases databases) throws Exception {
    try (var node = new WriterFixture(databases.migrated(folder));
        var holder = node.pool.getConnection()) {
      node.answer(open("acme"));
      holder.setAutoCommit(false);
      holder.createStatement().executeQuery("select * from head for update").close();

      Instant asked = Instant.now();
      assertThatThrownBy(() -> node.answer(new RenameAccount("acme", "Acme Ltd")))
          .hasCauseInstanceOf(Unavailable.class);
      assertThat(Duration.between(asked, Instant.now())).isLessThan(TOLD_WITHIN);
      assertThat(node.writer.available()).isFalse();
      Long version = get(node.writer.ask("acme", (account, now) -> account.version()));
      assertThat(version).as("questions lock nothing").isEqualTo(1);
      assertThat(node.writer.available()).as("a question shows no recovery").isFalse();

      holder.rollback();
      await().until(node.writer::available);
      assertThat(node.answer(new RenameAccount("acme", "Acme Inc")).body()).isEqualTo("2 1");
      assertThat(node.events()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysOverloadedWhenTheQueueIsFullAndTakesNothing(Databases databases) throws Exception {
    try (var node = new WriterFixture(databases.migrated(folder), 10);
        var holder = node.pool.getConnection()) {
      node.answer(open("acme"));
      holder.setAutoCommit(false);
      holder.createStatement().executeQuery("select * from head for update").close();
      var asked = new ArrayList<CompletableFuture<StoredResponse>>();
      await()
          .until(
              () -> {
                asked.add(node.submit(new RenameAccount("acme", "name " + asked.size())));
                return asked.getLast().isCompletedExceptionally();
              });
      assertThatThrownBy(() -> get(asked.getLast())).hasCauseInstanceOf(Overloaded.class);
      holder.rollback();

      long accepted =
          asked.subList(0, asked.size() - 1).stream()
              .filter(one -> one.handle((answer, fault) -> answer != null).join())
              .count();
      assertThat(node.events()).hasSize((int) accepted + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersWhatItHasTakenBeforeItStops(Databases databases) {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      var asked = new ArrayList<CompletableFuture<StoredResponse>>();
      for (int i = 0; i < 300; i++) {
        asked.add(node.submit(open("a" + i)));
      }
      node.writer.stop();

      assertThat(asked).allMatch(CompletableFuture::isDone);
      assertThat(WriterFixture.all(asked)).allMatch(answer -> answer.status() == 201);
      assertThat(node.events()).hasSize(300);
      assertThatThrownBy(() -> node.answer(open("late"))).hasCauseInstanceOf(Unavailable.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsTheProcessOnAnErrorAndWritesNothing(Databases databases) {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.buy("acme");
      int before = node.events().size();
      var unused =
          node.submit(
              WriterFixture.failing(
                  "acme",
                  () -> {
                    throw new StackOverflowError("no end");
                  }));
      await().until(() -> !node.fatal.isEmpty());
      assertThat(node.fatal.getFirst()).isInstanceOf(StackOverflowError.class);
      assertThat(node.events()).hasSize(before);
      assertThat(unused).isNotDone();
      await().until(() -> !node.writer.alive());
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTurnsWithAnotherNode(Databases databases) throws Exception {
    var database = databases.migrated(folder);
    try (var one = new WriterFixture(database);
        var other = new WriterFixture(database);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        one.answer(open("a" + i));
      }
      var done = new ArrayList<CompletableFuture<Void>>();
      for (var node : List.of(one, other)) {
        for (int caller = 0; caller < 8; caller++) {
          String accountId = "a" + caller % 4;
          String name = "name " + done.size() + " ";
          done.add(
              CompletableFuture.runAsync(
                  () -> {
                    for (int i = 0; i < 25; i++) {
                      StoredResponse answer = node.answer(new RenameAccount(accountId, name + i));
                      assertThat(answer.status()).isEqualTo(201);
                    }
                  },
                  callers));
        }
      }
      done.forEach(CompletableFuture::join);
      assertDense(one.events(), 4 + 2 * 8 * 25);
      Long version = get(other.writer.ask("a0", (account, now) -> account.version()));
      assertThat(version).isEqualTo(1 + 2 * 2 * 25);
    }
  }

  private static void assertDense(List<LoggedEvent> events, int size) {
    assertThat(events).hasSize(size);
    var next = new HashMap<String, Long>();
    LoggedEvent last = events.getFirst();
    long position = 1;
    for (LoggedEvent event : events) {
      assertThat(event.position()).isEqualTo(position++);
      assertThat(event.sequence()).isEqualTo(next.getOrDefault(event.accountId(), 0L));
      next.put(event.accountId(), event.sequence() + 1);
      assertThat(event.recordedAt()).isAfterOrEqualTo(last.recordedAt());
      last = event;
    }
  }

  @Test
  void losesAndRepeatsNothingWhenItsConnectionIsKilled() throws Exception {
    try (var node = new WriterFixture(Databases.POSTGRESQL.migrated(folder));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      node.answer(open("acme"));
      var acknowledged = new ConcurrentHashMap<String, Boolean>();
      var running = new AtomicBoolean(true);
      var done = new ArrayList<CompletableFuture<Void>>();
      for (int caller = 0; caller < 16; caller++) {
        String name = "caller " + caller + " ";
        done.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; running.get(); i++) {
                    boolean sure = renamed(node, name + i);
                    acknowledged.put(name + i, sure);
                  }
                },
                callers));
      }
      for (int kills = 0; kills < 30; ) {
        kills +=
            node.jdbc
                .queryForList(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database()"
                        + " and application_name = 'ledger-writer'")
                .size();
        int before = acknowledged.size();
        await().until(() -> acknowledged.size() > before + 20);
      }
      running.set(false);
      done.forEach(CompletableFuture::join);

      List<LoggedEvent> events = node.events();
      assertDense(events, events.size());
      Map<String, Integer> times = new HashMap<>();
      for (LoggedEvent event : events) {
        if (event.event() instanceof AccountRenamed renamed) {
          times.merge(renamed.name(), 1, Integer::sum);
        }
      }
      acknowledged.forEach(
          (name, sure) -> {
            if (sure) {
              assertThat(times.get(name)).as(name).isEqualTo(1);
            }
          });
      assertThat(times.values()).allMatch(count -> count == 1);
      assertThat(acknowledged.values()).contains(true);
    }
  }

  private static boolean renamed(WriterFixture node, String name) {
    try {
      return node.answer(keyed(new RenameAccount("acme", name), name, "hash")).status() == 201;
    } catch (CompletionException unavailable) {
      assertThat(unavailable).hasCauseInstanceOf(Unavailable.class);
      return false;
    }
  }

  @Test
  void tellsWithinFiveSecondsThatTheDatabaseIsAwayAndGoesOnWhenItIsBack() throws Exception {
    var database = Databases.POSTGRESQL.migrated(folder);
    int port = Databases.server().getPort();
    try (var wire = new Wire(() -> port);
        var node =
            new WriterFixture(
                new Database(
                    database.url().replace(":" + port + "/", ":" + wire.port() + "/"),
                    "postgres",
                    ""))) {
      node.answer(open("acme"));

      wire.cut();
      assertUnavailable(node, "cut");
      wire.mend();
      await().until(node.writer::available);
      assertThat(node.answer(new RenameAccount("acme", "mended")).status()).isEqualTo(201);

      wire.freeze();
      assertUnavailable(node, "frozen");
      wire.mend();
      await().atMost(Duration.ofSeconds(30)).until(node.writer::available);
      assertThat(node.answer(new RenameAccount("acme", "thawed")).status()).isEqualTo(201);
    }
  }

  private static void assertUnavailable(WriterFixture node, String name) {
    Instant asked = Instant.now();
    assertThatThrownBy(() -> node.answer(new RenameAccount("acme", name)))
        .hasCauseInstanceOf(Unavailable.class);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(TOLD_WITHIN);
    assertThat(node.writer.available()).isFalse();
  }
}
