package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.entitlementledger.api.ledger.WriterFixture.all;
import static org.entitlementledger.api.ledger.WriterFixture.dryRun;
import static org.entitlementledger.api.ledger.WriterFixture.get;
import static org.entitlementledger.api.ledger.WriterFixture.keyed;
import static org.entitlementledger.api.ledger.WriterFixture.open;
import static org.entitlementledger.api.ledger.WriterFixture.start;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriterTest {
  @TempDir private Path folder;

  private WriterFixture node(Databases databases) {
    return new WriterFixture(databases.migrated(folder));
  }

  private static IssueVoucher vouchers(String accountId, String... codes) {
    return new IssueVoucher(accountId, BigDecimal.valueOf(codes.length), List.of(codes), null);
  }

  @ParameterizedTest
  @EnumSource
  void writesWhatItAccepts(Databases databases) {
    try (var node = node(databases)) {
      Instant before = node.clock.now();
      var asked =
          new CommandRequest(
              open("acme"),
              "olga",
              null,
              "a new customer",
              null,
              "r-1",
              null,
              null,
              false,
              false,
              WriterFixture.WORDS);

      StoredResponse answer = node.answer(asked);

      assertThat(answer.headers()).containsEntry("Ledger-Position", "1");
      LoggedEvent event = node.events().getFirst();
      assertThat(event.position()).isEqualTo(1);
      assertThat(event.sequence()).isZero();
      assertThat(event.type()).isEqualTo("account-opened");
      assertThat(event.actor()).isEqualTo("olga");
      assertThat(event.metadata()).isEqualTo(new Metadata("open-account", "a new customer", "r-1"));
      assertThat(event.recordedAt()).isBetween(before, node.clock.now());
      assertThat(event.occurredAt()).isEqualTo(event.recordedAt());
      assertThat(node.clock.head().size()).isEqualTo(1);
      assertThat(node.clock.head().lastRecordedAt()).isEqualTo(event.recordedAt());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesDensePositionsToManyCommandsAtOnce(Databases databases) {
    try (var node = node(databases)) {
      var asked = new ArrayList<CompletableFuture<StoredResponse>>();
      for (int i = 0; i < 400; i++) {
        asked.add(node.submit(open("a" + i % 300)));
        asked.add(node.submit(new RenameAccount("a" + i % 7, "name " + i)));
      }

      List<StoredResponse> answers = all(asked);

      List<LoggedEvent> events = node.events();
      assertThat(events)
          .extracting(LoggedEvent::position)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 300 + 400).boxed().toList());
      assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(700);
      assertThat(node.metrics.get("ledger.writer.batch").summary().max()).isGreaterThan(1);
      assertSequences(events);
    }
  }

  private static void assertSequences(List<LoggedEvent> events) {
    var next = new HashMap<String, Long>();
    Instant last = Instant.MIN;
    for (LoggedEvent event : events) {
      assertThat(event.sequence()).isEqualTo(next.getOrDefault(event.accountId(), 0L));
      next.put(event.accountId(), event.sequence() + 1);
      assertThat(event.recordedAt()).isAfterOrEqualTo(last);
      last = event.recordedAt();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatARuleRefusesAndNothingElseOfIt(Databases databases) {
    try (var node = node(databases)) {
      var asked = new ArrayList<CompletableFuture<StoredResponse>>();
      asked.add(node.submit(open("acme")));
      asked.add(node.submit(open("acme")));
      asked.add(node.submit(start("nobody", null)));
      asked.add(node.submit(new OpenAccount("other", "Other", "Nowhere/Town")));
      asked.add(node.submit(new RenameAccount("acme", "Acme Ltd")));

      assertThat(all(asked))
          .extracting(StoredResponse::status)
          .containsExactly(201, 409, 409, 400, 201);

      assertThat(node.events()).extracting(LoggedEvent::sequence).containsExactly(0L, 1L);
      assertThat(
              node.jdbc.queryForList(
                  "select problem, command, account_id from refusal order by id"))
          .extracting(row -> row.values().toString())
          .containsExactly(
              "[duplicate, open-account, acme]", "[not-found, start-accelerator, nobody]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheFirstAnswerToTheSameRequest(Databases databases) {
    var database = databases.migrated(folder);
    StoredResponse first;
    try (var node = new WriterFixture(database)) {
      var asked =
          IntStream.range(0, 20)
              .mapToObj(i -> node.submit(keyed(open("acme"), "key", "hash")))
              .toList();
      List<StoredResponse> answers = all(asked);

      first = answers.getFirst();
      assertThat(first.replayed()).isFalse();
      assertThat(answers.subList(1, 20))
          .allMatch(StoredResponse::replayed)
          .allMatch(answer -> answer.body().equals(first(answers).body()))
          .allMatch(answer -> answer.headers().equals(first(answers).headers()));
      assertThat(node.events()).hasSize(1);
      assertThatThrownBy(() -> node.answer(keyed(open("other"), "key", "other hash")))
          .hasCauseInstanceOf(IdempotencyConflict.class);
      StoredResponse refused = node.answer(keyed(open("acme"), "refused", "hash"));
      assertThat(refused.status()).isEqualTo(409);
    }
    try (var restarted = new WriterFixture(database)) {
      StoredResponse again = restarted.answer(keyed(open("acme"), "key", "hash"));
      assertThat(again).isEqualTo(new StoredResponse(201, first.headers(), first.body(), true));
      assertThat(restarted.answer(keyed(open("acme"), "refused", "hash")).replayed()).isTrue();
      assertThat(restarted.count("refusal")).isEqualTo(1);
      assertThatThrownBy(() -> restarted.answer(keyed(open("other"), "key", "other hash")))
          .hasCauseInstanceOf(IdempotencyConflict.class);
      assertThat(restarted.events()).hasSize(1);
    }
  }

  private static StoredResponse first(List<StoredResponse> answers) {
    return answers.getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void keepsNoAnswerToARequestThatWasWrongInForm(Databases databases) {
    try (var node = node(databases)) {
      var wrong = new OpenAccount("acme", "A", "Mars");
      assertThat(node.answer(keyed(wrong, "key", "hash")).status()).isEqualTo(400);
      assertThat(node.answer(keyed(open("acme"), "key", "other hash")).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsOneOfFiftyTakeTheLast(Databases databases) {
    try (var node = node(databases)) {
      node.buy("acme");
      node.answer(start("acme", "first"));

      List<StoredResponse> answers =
          all(IntStream.range(0, 50).mapToObj(i -> node.submit(start("acme", "a" + i))).toList());

      assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
      assertThat(answers.stream().filter(answer -> answer.body().equals("quota-exhausted")))
          .hasSize(49);
      assertThat(node.events().stream().filter(e -> e.type().equals("accelerator-started")))
          .hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsCodesUniqueInTheWholeLedger(Databases databases) {
    try (var node = node(databases)) {
      node.buy("acme");
      node.buy("beta");
      List<StoredResponse> together =
          all(
              List.of(
                  node.submit(vouchers("acme", "X-1", "X-2")),
                  node.submit(vouchers("beta", "X-3", "X-2")),
                  node.submit(vouchers("beta", "X-3"))));
      assertThat(together).extracting(StoredResponse::status).containsExactly(201, 409, 201);
      assertThat(node.metrics.get("ledger.writer.failed.batches").counter().count()).isZero();
      assertThat(node.answer(vouchers("beta", "X-4", "X-1")).body()).isEqualTo("duplicate");
      assertThat(node.answer(new IssueVoucher("beta", BigDecimal.TEN, null, null)).status())
          .isEqualTo(201);
      assertThat(
              node.jdbc.queryForList("select id from claimed where kind = 'voucher'", String.class))
          .hasSize(13)
          .filteredOn(code -> !code.startsWith("X-"))
          .allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void decidesADryRunOnWhatWasAcceptedBeforeItAndForgetsIt(Databases databases) {
    try (var node = node(databases)) {
      var opened = node.submit(open("acme"));
      var tried = node.submit(dryRun(new RenameAccount("acme", "Acme Ltd")));
      var duplicate = node.submit(dryRun(open("acme")));
      get(opened);

      assertThat(get(tried))
          .isEqualTo(new StoredResponse(201, Map.of("Ledger-Position", "null"), "2 1", false));
      assertThat(get(duplicate).body()).isEqualTo("duplicate");
      assertThat(node.answer(dryRun(new RenameAccount("acme", "Acme Inc"))).body())
          .isEqualTo("2 1");
      assertThat(node.events()).hasSize(1);
      assertThat(node.count("refusal")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersQuestionsAboutTheAccountAtTheHead(Databases databases) {
    try (var node = node(databases)) {
      node.answer(open("acme"));
      Instant before = node.clock.now();

      Long version = get(node.writer.ask("acme", (account, now) -> account.version()));
      assertThat(version).isEqualTo(1);
      Boolean exists = get(node.writer.ask("nobody", (account, now) -> account.exists()));
      assertThat(exists).isFalse();
      Instant told = get(node.writer.ask("acme", (account, present) -> present.now()));
      assertThat(told).isBetween(before, node.clock.now());
      assertThatThrownBy(
              () ->
                  get(
                      node.writer.ask(
                          "acme",
                          (account, now) -> {
                            throw Refusal.invalid("quantity", "must be above 0");
                          })))
          .hasCauseInstanceOf(Refusal.class);
      var renamed = node.submit(new RenameAccount("acme", "Acme Ltd"));
      var asked = node.writer.ask("acme", (account, now) -> account.version());
      get(renamed);
      Long renamedVersion = get(asked);
      assertThat(renamedVersion).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesWhoCommandsName(Databases databases) {
    try (var node = node(databases)) {
      node.buy("acme");
      assertThat(node.jdbc.queryForList("select * from directory"))
          .containsExactly(
              Map.of("person_id", "carl", "name", "Carl Csa", "email", "carl@example.com"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsACommandAloneWhenItsDecisionFails(Databases databases) {
    try (var node = node(databases)) {
      node.buy("acme");
      int bought = node.events().size();
      var before = node.submit(new RenameAccount("acme", "one"));
      var failed =
          node.submit(
              WriterFixture.failing(
                  "acme",
                  () -> {
                    throw new IllegalStateException("broken decision");
                  }));
      var later = node.submit(new RenameAccount("acme", "three"));

      assertThat(get(before).body()).isEqualTo(bought + 1 + " 1");
      assertThatThrownBy(() -> get(failed)).hasRootCauseMessage("broken decision");
      assertThat(get(later).body()).isEqualTo(bought + 2 + " 1");
      assertThat(node.events()).hasSize(bought + 2);
      assertThat(node.answer(new RenameAccount("acme", "four")).body())
          .isEqualTo(bought + 3 + " 1");
    }
  }
}
