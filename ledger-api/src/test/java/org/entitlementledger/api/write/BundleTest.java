package org.entitlementledger.api.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.write.WriterFixture.get;
import static org.entitlementledger.api.write.WriterFixture.open;
import static org.entitlementledger.api.write.WriterFixture.submission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.LoggedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that come by the thousand, alone or as units. */
class BundleTest {
  private static final int MANY = 700;

  private static final Bundle.Words WORDS =
      new Bundle.Words() {
        @Override
        public Answer rolledBack(int fault) {
          return new Answer(409, Map.of(), "undone by " + fault, false);
        }

        @Override
        public Answer conflict() {
          return new Answer(422, Map.of(), "conflict", false);
        }
      };

  @TempDir private Path folder;

  private static Bundle bundle(AccountCommand... commands) {
    return new Bundle(List.of(commands).stream().map(WriterFixture::submission).toList(), WORDS);
  }

  private static long position(Answer answer) {
    return Long.parseLong(String.valueOf(answer.headers().get("Ledger-Position")));
  }

  /** Hands on renames one by one, as fast as they are taken. */
  private static CompletableFuture<List<CompletableFuture<List<Answer>>>> handing(
      WriterFixture node, Places places) {
    return CompletableFuture.supplyAsync(
        () -> {
          var futures = new ArrayList<CompletableFuture<List<Answer>>>();
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

  private static List<Answer> all(Collection<CompletableFuture<List<Answer>>> futures) {
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

      var handed = handing(node, new Places());
      await().until(() -> queue.value() == Places.MOST);
      var single = node.submit(new RenameAccount("other", "between"));
      assertThat(queue.value()).isEqualTo(Places.MOST + 1);
      goOn.countDown();

      assertThat(get(held)).isTrue();
      List<Answer> answers = all(get(handed));
      assertThat(answers).hasSize(MANY).allMatch(answer -> answer.status() == 201);
      assertThat(position(get(single)))
          .isBetween(position(answers.get(Places.MOST - 1)), position(answers.get(Places.MOST)));
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
      assertThat(all(get(handing(node, new Places())))).allMatch(one -> one.status() == 201);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBundleThatIsLargerThanItsPlacesIsTaken(Databases databases) throws Exception {
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.answer(open("acme"));
      var places = new Places();
      AccountCommand[] renames =
          IntStream.range(0, 1_000)
              .mapToObj(i -> new RenameAccount("acme", "name " + i))
              .toArray(AccountCommand[]::new);
      var first = node.writer.submit(bundle(renames), places);
      var second = node.writer.submit(bundle(renames), places);
      assertThat(all(List.of(first, second))).hasSize(2_000).allMatch(one -> one.status() == 201);
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
      assertThat(get(node.writer.submit(unit, new Places())))
          .extracting(Answer::status)
          .containsExactly(409, 409);
      var after = node.writer.submit(bundle(new RenameAccount("acme", "Two")), new Places());
      assertThat(position(get(after).getFirst())).isEqualTo(2);
      assertThat(node.events()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultInOneLeavesNothingOfTheUnit(Databases databases) throws Exception {
    Submission.Words broken =
        new Submission.Words() {
          @Override
          public Answer accepted(Receipt receipt) {
            throw new IllegalStateException("broken words");
          }

          @Override
          public Answer refused(Refusal refusal) {
            throw new IllegalStateException("broken words");
          }
        };
    try (var node = new WriterFixture(databases.migrated(folder))) {
      node.answer(open("acme"));
      Submission fine = submission(new RenameAccount("acme", "One"));
      var bad =
          new Submission(
              new RenameAccount("acme", "Two"),
              "olga",
              null,
              null,
              null,
              null,
              null,
              null,
              false,
              false,
              broken);
      var failed = node.writer.submit(new Bundle(List.of(fine, bad), WORDS), new Places());
      assertThat(failed.handle((answers, fault) -> fault != null).join()).isTrue();
      var after = node.writer.submit(bundle(new RenameAccount("acme", "Three")), new Places());
      assertThat(get(after).getFirst().status()).isEqualTo(201);
      assertThat(node.events()).hasSize(2);
    }
  }
}
