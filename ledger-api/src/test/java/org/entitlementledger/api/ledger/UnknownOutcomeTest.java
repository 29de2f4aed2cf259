package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.entitlementledger.api.ledger.WriterFixture.get;
import static org.entitlementledger.api.ledger.WriterFixture.keyed;
import static org.entitlementledger.api.ledger.WriterFixture.open;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.api.ledger.LossyPool.Fate;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownOutcomeTest {
  @TempDir private Path folder;

  private record Node(WriterFixture fixture, LossyPool pool) implements AutoCloseable {
    @Override
    public void close() {
      fixture.close();
    }
  }

  private Node node(Databases databases) {
    var database = databases.migrated(folder);
    var pool = new LossyPool(WriterConnections.config(WriterFixture.database(database)));
    return new Node(new WriterFixture(database, 100, 1_000, pool), pool);
  }

  @ParameterizedTest
  @EnumSource
  void answersAsIfNothingHadHappenedWhenTheCommitWentIn(Databases databases) {
    try (var node = node(databases)) {
      node.pool.next(Fate.DONE_WITHOUT_ANSWER);
      StoredResponse answer = node.fixture.answer(keyed(open("acme"), "key", "hash"));
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.replayed()).isFalse();
      assertThat(node.fixture.events()).hasSize(1);
      assertThat(node.fixture.answer(new RenameAccount("acme", "Acme Ltd")).body())
          .isEqualTo("2 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainWhatDidNotGoIn(Databases databases) {
    try (var node = node(databases)) {
      node.pool.next(Fate.LOST);
      List<CompletableFuture<StoredResponse>> asked =
          List.of(node.fixture.submit(open("acme")), node.fixture.submit(open("beta")));
      assertThat(WriterFixture.all(asked))
          .extracting(StoredResponse::status)
          .containsExactly(201, 201);
      assertThat(node.fixture.events()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysUnavailableAndTriesNothingAgainWhileItCannotBeLookedUp(Databases databases) {
    try (var node = node(databases)) {
      node.pool.next(Fate.DONE_WITHOUT_ANSWER, Fate.LOST);
      var asked = node.fixture.submit(keyed(open("acme"), "key", "hash"));
      assertThatThrownBy(() -> get(asked)).hasCauseInstanceOf(Unavailable.class);
      assertThat(node.fixture.events()).hasSize(1);

      StoredResponse again = node.fixture.answer(keyed(open("acme"), "key", "hash"));
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.replayed()).isTrue();
      assertThat(node.fixture.events()).hasSize(1);
      assertThat(node.fixture.answer(new RenameAccount("acme", "Acme Ltd")).body())
          .isEqualTo("2 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheAnswerOfARefusalWhoseCommitWentInOrNot(Databases databases) {
    try (var node = node(databases)) {
      for (Fate fate : List.of(Fate.LOST, Fate.DONE_WITHOUT_ANSWER)) {
        node.pool.next(fate);
        StoredResponse answer =
            node.fixture.answer(keyed(new RenameAccount("nobody", "x"), fate.name(), "hash"));
        assertThat(answer.body()).isEqualTo("not-found");
      }
      assertThat(node.fixture.count("refusal")).isEqualTo(2);
      assertThat(node.fixture.count("command_result")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAccountsAgainThatItHasLetGo(Databases databases) {
    try (var node = new WriterFixture(databases.migrated(folder), 100, 5)) {
      for (int i = 0; i < 20; i++) {
        node.answer(open("a" + i));
      }
      for (int round = 2; round < 5; round++) {
        for (int i = 0; i < 20; i++) {
          assertThat(node.answer(new RenameAccount("a" + i, "name " + round)).body())
              .isEqualTo(round + " 1");
        }
      }
    }
  }
}
