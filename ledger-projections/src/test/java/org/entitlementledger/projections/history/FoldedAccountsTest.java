package org.entitlementledger.projections.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Questions that begin with a state in memory are answered as if all events were folded. */
class FoldedAccountsTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");
  private static final BitemporalPoint LATEST = new BitemporalPoint(Instant.MAX, Instant.MAX);
  private static final String KEY = "progress-call";
  private static final int LIMIT = 17;

  @TempDir private Path folder;

  private final Random random = new Random(12);

  /** A history in which much is told late, and some grants begin weeks after they were recorded. */
  private Story story(int events) {
    var story = new Story(START);
    story.customer("account-0", "Asia/Kathmandu", "advanced", LocalDate.of(2025, 3, 10));
    for (int size = 40; size <= events; size += 40) {
      story.grow(random, 2, size);
      var ahead = new When.At(story.now().plus(Duration.ofDays(random.nextInt(1, 60))));
      story.does(
          new GrantTopUp(
              "account-0", "g" + size, KEY, BigDecimal.ONE, "PO", ahead, null, null, null, null));
    }
    return story;
  }

  private BitemporalPoint point(Story story) {
    return new BitemporalPoint(time(story), time(story));
  }

  private Instant time(Story story) {
    long span = Duration.between(START, story.now()).toSeconds();
    return random.nextInt(4) == 0 ? story.now() : START.plusSeconds(random.nextLong(span));
  }

  private static List<LoggedEvent> known(
      Story story, String accountId, BitemporalPoint point, long through) {
    return story.events().stream()
        .filter(event -> event.accountId().equals(accountId) && event.position() <= through)
        .filter(event -> !event.recordedAt().isAfter(point.recordedAsOf()))
        .toList();
  }

  private static @Nullable AccountAsOf folded(
      Story story, String accountId, BitemporalPoint point, long through) {
    Account account = Account.unopened(accountId);
    for (LoggedEvent event : known(story, accountId, point, through)) {
      account = account.applyAsOf(event.event(), point.asOf());
    }
    return account.exists() ? new AccountAsOf(account.basis(), account.version(), through) : null;
  }

  /** The positions of the events that led to an account, as the API tells of them. */
  private static List<Long> ledTo(Story story, String accountId, BitemporalPoint point) {
    return known(story, accountId, point, Long.MAX_VALUE).stream()
        .filter(
            event ->
                !event.occurredAt().isAfter(point.asOf())
                    || (event.event() instanceof MovesQuota moving
                        && moving.movements().stream()
                            .anyMatch(one -> !one.effectiveAt().isAfter(point.asOf()))))
        .map(LoggedEvent::position)
        .toList();
  }

  /** The positions of the events of which one pair of times counts more than another. */
  private static List<Long> differing(
      Story story, String accountId, BitemporalPoint one, BitemporalPoint other) {
    return known(story, accountId, LATEST, Long.MAX_VALUE).stream()
        .filter(event -> counted(event, one) != counted(event, other))
        .map(LoggedEvent::position)
        .toList();
  }

  private static long counted(LoggedEvent event, BitemporalPoint point) {
    if (event.recordedAt().isAfter(point.recordedAsOf())) {
      return 0;
    }
    return event.event() instanceof MovesQuota moving && !moving.movements().isEmpty()
        ? moving.movements().stream()
            .filter(one -> !one.effectiveAt().isAfter(point.asOf()))
            .count()
        : event.occurredAt().isAfter(point.asOf()) ? 0 : 1;
  }

  private static List<Long> pages(
      AccountHistories histories, String accountId, BitemporalPoint point) {
    var positions = new ArrayList<Long>();
    String after = null;
    do {
      var events = histories.history(accountId, point, event -> true, after, LIMIT).events();
      events.items().forEach(event -> positions.add(event.position()));
      after = events.next();
    } while (after != null);
    return positions;
  }

  @ParameterizedTest
  @EnumSource
  void giveTheAnswersThatAllEventsGive(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = story(720);
      story.appendTo(jdbc);
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 10_000));
      for (int n = 0; n < 100; n++) {
        String accountId = "account-" + random.nextInt(2);
        BitemporalPoint point = random.nextInt(10) == 0 ? LATEST : point(story);
        long through = random.nextInt(3) == 0 ? random.nextInt(1, 720) : story.events().size();
        assertThat(asOf.account(accountId, point, through))
            .as("%s as of %s through %d", accountId, point, through)
            .isEqualTo(folded(story, accountId, point, through));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void listTheEventsThatLedToAnAccount(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = story(480);
      story.appendTo(jdbc);
      var histories = new AccountHistories(jdbc, new FoldedAccounts(jdbc, 10_000));
      for (int n = 0; n < 12; n++) {
        String accountId = "account-" + n % 2;
        BitemporalPoint one = point(story);
        BitemporalPoint other = point(story);
        assertThat(pages(histories, accountId, one)).isEqualTo(ledTo(story, accountId, one));
        var difference = histories.difference(accountId, one, other, event -> true, null, 1_000);
        assertThat(difference.events().items())
            .extracting(differing -> differing.event().position())
            .isEqualTo(differing(story, accountId, one, other));
        assertThat(difference.one()).isEqualTo(basis(story, accountId, one));
        assertThat(difference.other()).isEqualTo(basis(story, accountId, other));
      }
    }
  }

  private static @Nullable AccountBasis basis(
      Story story, String accountId, BitemporalPoint point) {
    AccountAsOf folded = folded(story, accountId, point, Long.MAX_VALUE);
    return folded == null ? null : folded.account();
  }

  /** The log can lose early events only here; a question that read them would answer otherwise. */
  @ParameterizedTest
  @EnumSource(names = "H2")
  void readOnlyWhatFollowsTheNearestState(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = calls(200, 1);
      story.appendTo(jdbc);
      var accounts = new FoldedAccounts(jdbc, 10_000);
      var asOf = new AsOf(jdbc, accounts);
      Instant middle = story.events().get(100).recordedAt();
      for (BitemporalPoint point : List.of(LATEST, new BitemporalPoint(middle, middle))) {
        assertThat(asOf.account("acme", point)).isEqualTo(folded(story, "acme", point, 203));
      }
      jdbc.update("delete from log where sequence < 96");
      for (BitemporalPoint point :
          List.of(
              LATEST,
              new BitemporalPoint(middle, middle),
              new BitemporalPoint(middle, Instant.MAX))) {
        assertThat(asOf.account("acme", point)).isEqualTo(folded(story, "acme", point, 203));
      }
    }
  }

  /** An account with calls, one every hour. */
  private static Story calls(int calls, int salt) {
    var story = new Story(START, salt);
    story.customer("acme", "UTC", "signature", LocalDate.of(2025, 3, 15));
    for (int i = 0; i < calls; i++) {
      story.at(story.now().plusSeconds(3_600));
      story.does(new LogProgressCall("acme", "call-" + i, 30, null, null));
    }
    return story;
  }

  /** As after a fail-over to a standby that lacked the last events. */
  @ParameterizedTest
  @EnumSource(names = "H2")
  void beginAnewWhereTheLogHasOtherEvents(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      calls(100, 1).appendTo(jdbc);
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 10_000));
      assertThat(asOf.account("acme", LATEST)).extracting("version").isEqualTo(103L);
      jdbc.update("delete from log");
      Story other = calls(90, 2);
      other.appendTo(jdbc);
      assertThat(asOf.account("acme", LATEST)).isEqualTo(folded(other, "acme", LATEST, 93));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void keepNoMoreAccountsThanTheirBound(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = calls(100, 1);
      story.customer("other", "UTC", "signature", LocalDate.of(2025, 3, 15));
      for (int i = 0; i < 100; i++) {
        story.does(new LogProgressCall("other", "call-" + i, 30, null, null));
      }
      story.appendTo(jdbc);
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 150));
      asOf.account("acme", LATEST);
      asOf.account("other", LATEST);
      jdbc.update("delete from log where sequence < 90");
      assertThat(asOf.account("other", LATEST)).isEqualTo(folded(story, "other", LATEST, 206));
      assertThatThrownBy(() -> asOf.account("acme", LATEST)).hasMessageContaining("never opened");
    }
  }
}
