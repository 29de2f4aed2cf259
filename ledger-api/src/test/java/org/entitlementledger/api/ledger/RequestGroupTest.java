package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.ledger.WriterFixture.commandRequest;
import static org.entitlementledger.api.ledger.WriterFixture.get;
import static org.entitlementledger.api.ledger.WriterFixture.open;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.LoggedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that come by the thousand, alone or as units. */
class RequestGroupTest {
  private static final int MANY = 700;

  private static final RequestGroup.Refusals REFUSALS =
      new RequestGroup.Refusals() {
        @Override
        public CommandOutcome.Refused rolledBack(int fault) {
          return new CommandOutcome.Refused("rolled-back", "undone by " + fault, Map.of());
        }

        @Override
        public CommandOutcome.Refused conflict() {
          return new CommandOutcome.Refused("idempotency-conflict", "", Map.of());
        }
      };

  @TempDir private Path folder;

  private static RequestGroup bundle(AccountCommand... commands) {
    return new RequestGroup(
        List.of(commands).stream().map(WriterFixture::commandRequest).toList(), REFUSALS);
  }

  private static long position(Reply reply) {
    var accepted = (CommandOutcome.Accepted) ((Reply.Decided) reply).outcome();
    return Objects.requireNonNull(accepted.result().position());
  }

  /** Hands on renames one by one, as fast as they are taken. */
  private static CompletableFuture<List<CompletableFuture<List<Reply>>>> handing(
      WriterFixture node, InFlightLimit places) {
    return CompletableFuture.supplyAsync(
        () -> {
          var futures = new ArrayList<CompletableFuture<List<Reply>>>();
          try {
            for (int i = 0; i < MANY; i++) {
              futures.add(
                  node.writer.submit(bundle(new RenameAccount("acme", "name " + i)), places));
            }
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
          return futures;
        });
  }

  private static List<Reply> all(Collection<CompletableFuture<List<Reply>>> futures) {
    return futures.stream().flatMap(future -> get(future).stream()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void oneCallerTakesSoManyPlacesAndNoMore(Databases databases) {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.answer(open("acme"));
      node.answer(open("other"));
      var goOn = new CountDownLatch(1);
      var held = node.writer.ask("acme", (account, now) -> waited(goOn));
      var queue = node.metrics.get("ledger.writer.queue").gauge();
      await().until(() -> queue.value() == 0);

      var handed = handing(node, new InFlightLimit());
      await().until(() -> queue.value() == InFlightLimit.MOST);
      var single =
          node.writer.submit(WriterFixture.commandRequest(new RenameAccount("other", "between")));
      assertThat(queue.value()).isEqualTo(InFlightLimit.MOST + 1);
      goOn.countDown();

      assertThat(get(held)).isTrue();
      List<Reply> outcomes = all(get(handed));
      assertThat(outcomes).hasSize(MANY).allMatch(WriterFixture::accepted);
      assertThat(position(get(single)))
          .isBetween(
              position(outcomes.get(InFlightLimit.MOST - 1)),
              position(outcomes.get(InFlightLimit.MOST)));
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theyWaitForRoomInTheQueue(Databases databases) {
    try (var node = new WriterFixture(databases.migrated(folder), 2)) {
      get(node.submit(open("acme")));
      assertThat(all(get(handing(node, new InFlightLimit())))).allMatch(WriterFixture::accepted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBundleThatIsLargerThanItsPlacesIsTaken(Databases databases) throws Exception {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.answer(open("acme"));
      var places = new InFlightLimit();
      AccountCommand[] renames =
          IntStream.range(0, 1_000)
              .mapToObj(i -> new RenameAccount("acme", "name " + i))
              .toArray(AccountCommand[]::new);
      var first = node.writer.submit(bundle(renames), places);
      var second = node.writer.submit(bundle(renames), places);
      assertThat(all(List.of(first, second))).hasSize(2_000).allMatch(WriterFixture::accepted);
      assertThat(node.events())
          .extracting(LoggedEvent::position)
          .isSorted()
          .hasSize(2_001)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalOfOneLeavesNothingOfTheUnit(Databases databases) throws Exception {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.answer(open("acme"));
      var unit = bundle(new RenameAccount("acme", "One"), open("acme"));
      assertThat(get(node.writer.submit(unit, new InFlightLimit())))
          .extracting(one -> ((CommandOutcome.Refused) ((Reply.Decided) one).outcome()).problem())
          .containsExactly("rolled-back", "duplicate");
      var after = node.writer.submit(bundle(new RenameAccount("acme", "Two")), new InFlightLimit());
      assertThat(position(get(after).getFirst())).isEqualTo(2);
      assertThat(node.events()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultInOneLeavesNothingOfTheUnit(Databases databases) throws Exception {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.buy("acme");
      int bought = node.events().size();
      CommandRequest fine = commandRequest(new RenameAccount("acme", "One"));
      CommandRequest bad =
          commandRequest(
              WriterFixture.failing(
                  "acme",
                  () -> {
                    throw new IllegalStateException("broken decision");
                  }));
      var failed =
          node.writer.submit(new RequestGroup(List.of(fine, bad), REFUSALS), new InFlightLimit());
      assertThat(failed.handle((answers, fault) -> fault != null).join()).isTrue();
      var after =
          node.writer.submit(bundle(new RenameAccount("acme", "Three")), new InFlightLimit());
      assertThat(position(get(after).getFirst())).isEqualTo(bought + 1);
      assertThat(node.events()).hasSize(bought + 1);
    }
  }
}
