package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.until;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Balance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows are half-open, in the account's zone (DOMAIN.md, "Time"). */
class ZonesTest {
  private static final String CALLS = "progress-call";

  private static AccountFixture account(String zone, String startsOn, String now) {
    return AccountFixture.opened(zone, startsOn + "T12:00:00Z")
        .given(purchase("c1", "advanced", startsOn, 60))
        .now(now);
  }

  private static Window window(String start, String end) {
    return new Window(Instant.parse(start), Instant.parse(end));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                 2025-03-01T00:00:00Z, 2025-04-01T00:00:00Z",
    // the clock goes forward on March 9, back on November 2
    "America/New_York,    2025-03-01T05:00:00Z, 2025-04-01T04:00:00Z",
    "America/New_York,    2025-11-01T04:00:00Z, 2025-12-01T05:00:00Z",
    // back on April 6, forward on September 28
    "Pacific/Auckland,    2025-03-31T11:00:00Z, 2025-04-30T12:00:00Z",
    "Pacific/Auckland,    2025-08-31T12:00:00Z, 2025-09-30T11:00:00Z",
    // by half an hour, on the same April 6 and on October 5
    "Australia/Lord_Howe, 2025-03-31T13:00:00Z, 2025-04-30T13:30:00Z",
    "Australia/Lord_Howe, 2025-09-30T13:30:00Z, 2025-10-31T13:00:00Z",
    "Asia/Kathmandu,      2025-03-31T18:15:00Z, 2025-04-30T18:15:00Z"
  })
  void aMonthIsTheZonesWhateverItsClockDoesMeanwhile(String zone, String start, String end) {
    AccountFixture fixture = account(zone, "2025-02-10", "2025-12-01T12:00:00Z");
    String last = Instant.parse(end).minusNanos(1_000).toString();
    for (String time : List.of(start, last)) {
      fixture.now(time).given(call(null));
      assertThat(fixture.balance(CALLS, time).window()).isEqualTo(window(start, end));
    }
    assertThat(fixture.available(CALLS, last)).isEqualTo("2");
    fixture.now(end).given(call(null));
    assertThat(fixture.available(CALLS, end)).isEqualTo("3");
    assertThat(fixture.available(CALLS, last)).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    // half past one comes twice
    "America/New_York,    2025-11-02T05:30:00Z, 2025-11-02T06:30:00Z",
    "Pacific/Auckland,    2025-04-05T13:30:00Z, 2025-04-05T14:30:00Z",
    // a quarter to two comes twice, half an hour apart
    "Australia/Lord_Howe, 2025-04-05T14:45:00Z, 2025-04-05T15:15:00Z"
  })
  void aCallInTheHourThatExistsTwiceIsTheOneThatItWas(String zone, String first, String second) {
    AccountFixture fixture = account(zone, "2025-02-10", second);
    fixture.when(call("second")).effective(second).accepted();
    fixture.when(call("first")).effective(first).accepted();
    assertThat(fixture.account().progressCalls().byId().get("first")).isNotNull();
    assertThat(fixture.events().get(2).occurredAt()).isEqualTo(Instant.parse(second));
    assertThat(fixture.events().get(3).occurredAt()).isEqualTo(Instant.parse(first));
    assertThat(fixture.available(CALLS, second)).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                 T00:00:00Z",
    "America/New_York,    T05:00:00Z",
    "Asia/Kathmandu,      T18:15:00Z"
  })
  void aContractOfTheTwentyNinthOfFebruaryComesBackToIt(String zone, String midnight) {
    AccountFixture fixture = account(zone, "2028-02-29", "2028-03-01T12:00:00Z");
    // east of Greenwich the day begins on the one before
    boolean east = midnight.startsWith("T18");
    String[] starts =
        east
            ? new String[] {"2028-02-28", "2029-02-27", "2030-02-27", "2031-02-27", "2032-02-28"}
            : new String[] {"2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"};
    for (int i = 0; i < 4; i++) {
      Balance balance = fixture.balance("accelerator", starts[i] + midnight);
      assertThat(balance.window())
          .isEqualTo(window(starts[i] + midnight, starts[i + 1] + midnight));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                 2025-02-28T00:00:00Z, 2025-03-31T00:00:00Z, 2025-04-30T00:00:00Z",
    "Pacific/Auckland,    2025-02-27T11:00:00Z, 2025-03-30T11:00:00Z, 2025-04-29T12:00:00Z",
    "Australia/Lord_Howe, 2025-02-27T13:00:00Z, 2025-03-30T13:00:00Z, 2025-04-29T13:30:00Z"
  })
  void aMonthOfAContractEndsWithTheMonthWhereItsDayIsMissing(
      String zone, String february, String march, String april) {
    Catalogue monthly = Hours.catalogue("contract-month", "", "10");
    AccountFixture fixture = AccountFixture.opened(zone, "2025-02-01T12:00:00Z", monthly);
    fixture.given(Hours.buy("c1", "small", "2025-01-31"));
    assertThat(fixture.balance(Hours.KEY, february).window()).isEqualTo(window(february, march));
    assertThat(fixture.balance(Hours.KEY, march).window()).isEqualTo(window(march, april));
  }

  @Test
  void aTermBeginsAndEndsAtTheZonesMidnight() {
    AccountFixture fixture = AccountFixture.opened("Pacific/Auckland", "2025-04-06T13:00:00Z");
    fixture.given(until("c1", "advanced", "2025-04-06", "2025-04-07"));
    // the day of the change has 25 hours
    fixture
        .when(call(null))
        .effective("2025-04-05T10:59:59Z")
        .refused(Problem.NO_CONTRACT_IN_FORCE);
    fixture.when(call(null)).effective("2025-04-05T11:00:00Z").accepted();
    fixture.when(call(null)).effective("2025-04-06T11:59:59Z").accepted();
    fixture
        .when(call(null))
        .effective("2025-04-06T12:00:00Z")
        .refused(Problem.NO_CONTRACT_IN_FORCE);
  }
}
