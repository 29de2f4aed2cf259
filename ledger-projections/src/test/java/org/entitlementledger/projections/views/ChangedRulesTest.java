package org.entitlementledger.projections.views;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.projections.ChangingZone;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.remaining.RemainingQueries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows that were written under other rules of a zone. */
class ChangedRulesTest {
  private static final String CALLS = "progress-call";

  @TempDir private Path folder;

  @AfterEach
  void oldRules() {
    ChangingZone.newer(false);
  }

  private static String left(AccountState standing, Instant time) {
    var found = (Entitlement.Counted) requireNonNull(Entitlements.one(standing, CALLS, time));
    var balance = found.balance();
    return "%s of %s until %s"
        .formatted(balance.available(), balance.granted(), balance.window().end());
  }

  @ParameterizedTest
  @EnumSource
  void sayWhatTheEventsSay(Databases databases) {
    try (var pool = databases.migrated(folder).pool(4)) {
      var jdbc = new JdbcTemplate(pool);
      var story = new Story(Instant.parse("2025-04-01T08:00:00Z"));
      story.customer("kz", ChangingZone.ID, "advanced", LocalDate.parse("2025-04-01"));
      story.at(Instant.parse("2025-04-30T17:00:00Z"));
      for (int i = 0; i < 4; i++) {
        story.does(new LogProgressCall("kz", "call-" + i, null, null, null));
      }
      Given.events(jdbc, story.events(), 10);
      ChangingZone.newer(true);
      Account account = Account.unopened("kz");
      for (var logged : story.events()) {
        account = account.apply(logged.event());
      }
      var remaining = new RemainingQueries(jdbc, new AccountQueries(jdbc));
      var times =
          List.of(
              "2025-04-30T17:00:00Z",
              "2025-04-30T17:59:59.999999Z",
              "2025-04-30T18:00:00Z",
              "2025-04-30T18:30:00Z",
              "2025-04-30T19:00:00Z");
      for (String time : times) {
        Instant at = Instant.parse(time);
        var one = requireNonNull(remaining.one("kz", CALLS, at));
        assertThat(left(one.standing(), at)).as(time).isEqualTo(left(account.state(), at));
      }
      assertThat(left(account.state(), Instant.parse(times.get(1)))).startsWith("0 of 4");
      assertThat(left(account.state(), Instant.parse(times.get(2)))).startsWith("4 of 4");
    }
  }
}
