package org.entitlementledger.projections.movement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.statement.StatementLine;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.history.AsOf;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.entitlementledger.projections.history.FoldedAccounts;
import org.entitlementledger.projections.movement.MovementQueries.Question;
import org.entitlementledger.projections.views.Given;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class MovementQueriesTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");

  @TempDir private Path folder;

  private static Question question(
      String accountId,
      String key,
      @Nullable When asOf,
      @Nullable When recordedAsOf,
      @Nullable String after,
      int limit) {
    return new Question(accountId, key, asOf, recordedAsOf, null, after, limit);
  }

  private static List<StatementLine> all(MovementQueries movements, Question whole, Instant now) {
    var lines = new ArrayList<StatementLine>();
    String after = null;
    do {
      var page =
          requireNonNull(
              movements.lines(
                  new Question(
                      whole.accountId(),
                      whole.entitlement(),
                      whole.asOf(),
                      whole.recordedAsOf(),
                      whole.period(),
                      after,
                      whole.limit()),
                  now));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(whole.limit());
      lines.addAll(page.items());
      after = page.next();
    } while (after != null);
    return lines;
  }

  @ParameterizedTest
  @EnumSource
  void sayWhyItIsThree(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      var story = new Story(START);
      story.customer("acme", "UTC", "advanced", LocalDate.of(2025, 3, 15));
      story.at(Instant.parse("2025-03-20T10:00:00Z"));
      story.does(new LogProgressCall("acme", "one", null, null, null), on("2025-03-17"));
      story.does(new LogProgressCall("acme", "two", null, null, null));
      story.at(Instant.parse("2025-04-02T10:00:00Z"));
      story.does(new LogProgressCall("acme", "three", null, null, null));
      story.does(new VoidProgressCall("acme", "one"));
      story.appendTo(jdbc);
      Given.events(jdbc, story.events(), 100);
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 10_000));
      var movements = new MovementQueries(jdbc, new AccountQueries(jdbc), asOf);

      var whole = question("acme", "progress-call", null, null, null, 100);
      assertThat(all(movements, whole, story.now()))
          .extracting(
              line ->
                  "%s %s %s %s"
                      .formatted(
                          line.entry().occurredAt(),
                          line.entry().movement(),
                          line.entry().quantity(),
                          line.available()))
          .containsExactly(
              "2025-03-15T00:00:00Z granted 4 4",
              "2025-03-17T00:00:00Z consumed 1 3",
              "2025-03-17T00:00:00Z returned 1 4",
              "2025-03-20T10:00:00Z consumed 1 3",
              "2025-04-01T00:00:00Z lapsed 3 0",
              "2025-04-01T00:00:00Z granted 4 4",
              "2025-04-02T10:00:00Z consumed 1 3");

      var march =
          new Question(
              "acme", "progress-call", null, null, Days.parse("period", "2025-03"), null, 2);
      assertThat(all(movements, march, story.now()))
          .extracting(line -> line.entry().movement())
          .containsExactly("granted", "consumed", "returned", "consumed", "lapsed");
      var knownThen = question("acme", "progress-call", null, on("2025-03-20"), null, 100);
      assertThat(all(movements, knownThen, story.now()))
          .extracting(StatementLine::available)
          .containsExactly(
              Quantity.of(4), Quantity.of(3), Quantity.of(2), Quantity.ZERO, Quantity.of(4));
      var then = question("acme", "progress-call", on("2025-03-18"), null, null, 100);
      assertThat(all(movements, then, story.now())).hasSize(3);

      assertThat(movements.lines(question("nobody", "csa", null, null, null, 1), START)).isNull();
      assertThat(movements.lines(question("acme", "csa", null, null, null, 1), START)).isNull();
      var tomorrow = question("acme", "progress-call", null, on("2025-04-03"), null, 1);
      assertThatThrownBy(() -> movements.lines(tomorrow, story.now()))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("recordedAsOf");
      for (String after : List.of("", "nonsense", "MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OS4xLjEuMS4x")) {
        var odd = question("acme", "progress-call", null, null, after, 1);
        assertThatThrownBy(() -> movements.lines(odd, story.now()))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("after");
      }
    }
  }

  private static When on(String day) {
    return new When.On(LocalDate.parse(day));
  }

  @ParameterizedTest
  @EnumSource
  void tellTheSameInPagesOfAnySizeAndCloseWithTheBalance(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      var random = new Random(11);
      var story = new Story(START).grow(random, 4, 400);
      story.appendTo(jdbc);
      Given.events(jdbc, story.events(), 100);
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 10_000));
      var movements = new MovementQueries(jdbc, new AccountQueries(jdbc), asOf);
      for (int n = 0; n < 24; n++) {
        String accountId = "account-" + random.nextInt(4);
        String key =
            List.of("progress-call", "accelerator", "certification-voucher").get(random.nextInt(3));
        Instant effective = somewhere(random, story);
        Instant known = somewhere(random, story);
        var account = asOf.account(accountId, new BitemporalPoint(effective, known));
        if (account == null) {
          continue;
        }
        var one = question(accountId, key, new When.At(effective), new When.At(known), null, 1_000);
        var page = movements.lines(one, story.now());
        var left = Entitlements.one(account.account().state(), key, effective);
        if (page == null || !(left instanceof Entitlement.Counted counted)) {
          continue;
        }
        var last = page.items().getLast();
        assertThat(last.available()).isEqualTo(counted.balance().available());
        for (int limit : new int[] {1, 2, 7}) {
          var small = question(accountId, key, one.asOf(), one.recordedAsOf(), null, limit);
          assertThat(all(movements, small, story.now())).isEqualTo(page.items());
        }
      }
    }
  }

  private static Instant somewhere(Random random, Story story) {
    long span = story.now().getEpochSecond() - START.getEpochSecond();
    return START.plusSeconds(random.nextLong(span));
  }
}
