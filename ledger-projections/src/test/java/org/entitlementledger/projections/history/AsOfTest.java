package org.entitlementledger.projections.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.log.LoggedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class AsOfTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");
  private static final int ACCOUNTS = 4;

  @TempDir private Path folder;

  /** What was drawn from a source, added up movement by movement, with nothing of the core. */
  private static Quantity drawn(
      Story story, String accountId, Entitlement.Counted counted, BitemporalPoint point) {
    Quantity sum = Quantity.ZERO;
    var source = counted.balance().sources().getFirst().source();
    for (LoggedEvent event : story.events()) {
      if (event.accountId().equals(accountId)
          && !event.recordedAt().isAfter(point.recordedAsOf())
          && event.event() instanceof MovesQuota moving) {
        for (Movement one : moving.movements()) {
          if (one.source().equals(source)
              && one.entitlement().equals(counted.balance().entitlement())
              && !one.effectiveAt().isAfter(point.asOf())) {
            sum =
                one.kind() == Movement.Kind.CONSUMED
                    ? sum.plus(one.quantity())
                    : sum.minus(one.quantity());
          }
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatHadTakenEffectAndWasKnown(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      var random = new Random(5);
      var story = new Story(START).grow(random, ACCOUNTS, 400);
      story.appendTo(jdbc);
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 10_000));
      long span = story.now().getEpochSecond() - START.getEpochSecond();
      int compared = 0;
      for (int n = 0; n < 60; n++) {
        String accountId = "account-" + random.nextInt(ACCOUNTS);
        var point =
            new BitemporalPoint(
                START.plusSeconds(random.nextLong(span)), START.plusSeconds(random.nextLong(span)));
        var then = asOf.account(accountId, point);
        long known =
            story.events().stream()
                .filter(event -> event.accountId().equals(accountId))
                .filter(event -> !event.recordedAt().isAfter(point.recordedAsOf()))
                .count();
        if (known == 0) {
          assertThat(then).isNull();
          continue;
        }
        assertThat(requireNonNull(then).version()).isEqualTo(known);
        assertThat(then.position()).isEqualTo(400);
        for (var one : Entitlements.all(then.account().state(), point.asOf())) {
          if (one instanceof Entitlement.Counted counted) {
            assertThat(counted.balance().consumed())
                .isEqualTo(drawn(story, accountId, counted, point));
            compared++;
          }
        }
      }
      assertThat(compared).isGreaterThan(50);
      var end = new BitemporalPoint(story.now(), story.now());
      var present = requireNonNull(asOf.account("account-1", end));
      assertThat(present.account()).isEqualTo(story.account("account-1").basis());
    }
  }

  @Test
  void readsADateAsItsLastMicrosecond() {
    var zone = AccountZone.of(ZoneId.of("Asia/Kathmandu"));
    var now = Instant.parse("2025-03-15T08:00:00Z");
    var day = new When.On(LocalDate.of(2025, 3, 14));
    assertThat(BitemporalPoint.of(day, day, zone, now))
        .isEqualTo(
            new BitemporalPoint(
                Instant.parse("2025-03-14T18:14:59.999999Z"),
                Instant.parse("2025-03-14T18:14:59.999999Z")));
    assertThat(BitemporalPoint.of(null, null, zone, now).isPresent(now)).isTrue();
    assertThat(BitemporalPoint.of(new When.At(now.plusSeconds(9)), null, zone, now).isPresent(now))
        .isTrue();
    assertThat(BitemporalPoint.of(day, null, zone, now).isPresent(now)).isFalse();
    var ahead = new When.At(now.plusNanos(1_000));
    assertThatThrownBy(() -> BitemporalPoint.of(null, ahead, zone, now))
        .isInstanceOf(Refusal.class);
  }
}
