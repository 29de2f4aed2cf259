package org.entitlementledger.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.entitlementledger.core.kernel.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The windows of every period (CATALOGUE.md, "Policies"). */
class RecurrenceTest {
  private static final LocalDate UNTIL = LocalDate.of(2035, 1, 1);

  private static String window(String period, String from, String zone, String time) {
    Window window =
        Recurrence.parse(period)
            .windowAt(Instant.parse(time), LocalDate.parse(from), UNTIL, ZoneId.of(zone));
    assertThat(window.contains(Instant.parse(time))).isTrue();
    return window.start() + " " + window.end();
  }

  @ParameterizedTest
  @CsvSource({
    "contract,         2025-03-15T00:00:00Z, 2025-03-15T00:00:00Z 2035-01-01T00:00:00Z",
    "contract,         2034-12-31T23:59:59Z, 2025-03-15T00:00:00Z 2035-01-01T00:00:00Z",
    "contract-year,    2025-03-15T00:00:00Z, 2025-03-15T00:00:00Z 2026-03-15T00:00:00Z",
    "contract-year,    2026-03-14T23:59:59Z, 2025-03-15T00:00:00Z 2026-03-15T00:00:00Z",
    "contract-year,    2026-03-15T00:00:00Z, 2026-03-15T00:00:00Z 2027-03-15T00:00:00Z",
    "contract-quarter, 2025-06-14T23:59:59Z, 2025-03-15T00:00:00Z 2025-06-15T00:00:00Z",
    "contract-quarter, 2025-06-15T00:00:00Z, 2025-06-15T00:00:00Z 2025-09-15T00:00:00Z",
    "contract-month,   2025-04-14T23:59:59Z, 2025-03-15T00:00:00Z 2025-04-15T00:00:00Z",
    "contract-month,   2025-04-15T00:00:00Z, 2025-04-15T00:00:00Z 2025-05-15T00:00:00Z",
    "calendar-year,    2025-12-31T23:59:59Z, 2025-01-01T00:00:00Z 2026-01-01T00:00:00Z",
    "calendar-year,    2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z",
    "calendar-quarter, 2025-03-31T23:59:59Z, 2025-01-01T00:00:00Z 2025-04-01T00:00:00Z",
    "calendar-quarter, 2025-04-01T00:00:00Z, 2025-04-01T00:00:00Z 2025-07-01T00:00:00Z",
    "calendar-quarter, 2025-12-31T23:59:59Z, 2025-10-01T00:00:00Z 2026-01-01T00:00:00Z",
    "calendar-month,   2028-02-29T23:59:59Z, 2028-02-01T00:00:00Z 2028-03-01T00:00:00Z",
    "calendar-week,    2025-03-16T23:59:59Z, 2025-03-10T00:00:00Z 2025-03-17T00:00:00Z",
    "calendar-week,    2025-03-17T00:00:00Z, 2025-03-17T00:00:00Z 2025-03-24T00:00:00Z",
    "day,              2025-03-15T23:59:59Z, 2025-03-15T00:00:00Z 2025-03-16T00:00:00Z",
  })
  void everyPeriodHasItsWindows(String period, String time, String expected) {
    assertThat(window(period, "2025-03-15", "UTC", time)).isEqualTo(expected);
  }

  /** DOMAIN.md, "Time": always from the original anchor. */
  @ParameterizedTest
  @CsvSource({
    "contract-year,    2024-02-29, 2025-02-27T23:59:59Z, 2024-02-29T00:00:00Z 2025-02-28T00:00:00Z",
    "contract-year,    2024-02-29, 2025-02-28T00:00:00Z, 2025-02-28T00:00:00Z 2026-02-28T00:00:00Z",
    "contract-year,    2024-02-29, 2028-02-28T00:00:00Z, 2027-02-28T00:00:00Z 2028-02-29T00:00:00Z",
    "contract-year,    2024-02-29, 2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z 2029-02-28T00:00:00Z",
    "contract-month,   2025-01-31, 2025-02-27T23:59:59Z, 2025-01-31T00:00:00Z 2025-02-28T00:00:00Z",
    "contract-month,   2025-01-31, 2025-02-28T00:00:00Z, 2025-02-28T00:00:00Z 2025-03-31T00:00:00Z",
    "contract-month,   2025-01-31, 2025-03-30T23:59:59Z, 2025-02-28T00:00:00Z 2025-03-31T00:00:00Z",
    "contract-month,   2025-01-31, 2025-04-30T00:00:00Z, 2025-04-30T00:00:00Z 2025-05-31T00:00:00Z",
    "contract-month,   2028-01-31, 2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z 2028-03-31T00:00:00Z",
    "contract-quarter, 2025-08-31, 2025-11-30T00:00:00Z, 2025-11-30T00:00:00Z 2026-02-28T00:00:00Z",
    "contract-quarter, 2025-08-31, 2026-02-28T00:00:00Z, 2026-02-28T00:00:00Z 2026-05-31T00:00:00Z",
  })
  void aDayThatTheMonthLacksIsItsLast(String period, String from, String time, String expected) {
    assertThat(window(period, from, "UTC", time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "calendar-month, Pacific/Auckland,    2025-03-31T10:59:59Z, 2025-02-28T11:00:00Z"
        + " 2025-03-31T11:00:00Z",
    "calendar-month, Pacific/Auckland,    2025-04-30T11:59:59Z, 2025-03-31T11:00:00Z"
        + " 2025-04-30T12:00:00Z",
    "calendar-month, America/New_York,    2025-03-01T05:00:00Z, 2025-03-01T05:00:00Z"
        + " 2025-04-01T04:00:00Z",
    "calendar-month, America/New_York,    2025-11-01T04:00:00Z, 2025-11-01T04:00:00Z"
        + " 2025-12-01T05:00:00Z",
    "calendar-month, Asia/Kathmandu,      2025-02-28T18:15:00Z, 2025-02-28T18:15:00Z"
        + " 2025-03-31T18:15:00Z",
    "calendar-month, Australia/Lord_Howe, 2025-04-01T00:00:00Z, 2025-03-31T13:00:00Z"
        + " 2025-04-30T13:30:00Z",
    "calendar-month, Pacific/Kiritimati,  2025-03-01T00:00:00Z, 2025-02-28T10:00:00Z"
        + " 2025-03-31T10:00:00Z",
    "day,            America/New_York,    2025-03-09T12:00:00Z, 2025-03-09T05:00:00Z"
        + " 2025-03-10T04:00:00Z",
    "day,            America/New_York,    2025-11-02T12:00:00Z, 2025-11-02T04:00:00Z"
        + " 2025-11-03T05:00:00Z",
    "day,            Australia/Lord_Howe, 2025-04-06T00:00:00Z, 2025-04-05T13:00:00Z"
        + " 2025-04-06T13:30:00Z",
    "calendar-week,  Europe/Berlin,       2025-03-30T12:00:00Z, 2025-03-23T23:00:00Z"
        + " 2025-03-30T22:00:00Z",
    "contract-year,  Pacific/Auckland,    2025-06-01T00:00:00Z, 2025-03-14T11:00:00Z"
        + " 2026-03-14T11:00:00Z",
  })
  void windowsFollowTheAccountsZone(String period, String zone, String time, String expected) {
    assertThat(window(period, "2025-03-15", zone, time)).isEqualTo(expected);
  }

  /**
   * Midnight does not exist in Santiago on 2024-09-08, and exists twice in Havana on 2024-11-03.
   */
  @ParameterizedTest
  @CsvSource({
    "day, America/Santiago, 2024-09-08T12:00:00Z, 2024-09-08T04:00:00Z 2024-09-09T03:00:00Z",
    "day, America/Havana,   2024-11-03T12:00:00Z, 2024-11-03T04:00:00Z 2024-11-04T05:00:00Z",
    "day, America/Havana,   2024-11-03T05:30:00Z, 2024-11-03T04:00:00Z 2024-11-04T05:00:00Z",
    "day, Pacific/Apia,     2011-12-30T12:00:00Z, 2011-12-30T10:00:00Z 2011-12-31T10:00:00Z",
    // the clock went back from 00:01 to 23:01: this hour belongs to the day that had begun
    "day, America/St_Johns, 2010-11-07T02:40:00Z, 2010-11-07T02:30:00Z 2010-11-08T03:30:00Z",
  })
  void midnightsThatAreOddHaveOneMeaning(String period, String zone, String time, String expected) {
    assertThat(window(period, "2000-01-01", zone, time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "P1W@2025-01-06T00:00,   UTC, 2025-01-06T00:00:00Z, 2025-01-06T00:00:00Z 2025-01-13T00:00:00Z",
    "P1W@2025-01-06T00:00,   UTC, 2025-01-05T23:59:59Z, 2024-12-30T00:00:00Z 2025-01-06T00:00:00Z",
    "P1W@2025-01-06T00:00,   UTC, 2025-03-15T10:00:00Z, 2025-03-10T00:00:00Z 2025-03-17T00:00:00Z",
    "P1W@2025-01-06T00:00,   UTC, 2020-02-29T10:00:00Z, 2020-02-24T00:00:00Z 2020-03-02T00:00:00Z",
    "P1M@2025-01-31T09:00,   UTC, 2025-02-28T09:00:00Z, 2025-02-28T09:00:00Z 2025-03-31T09:00:00Z",
    "P1M@2025-01-31T09:00,   UTC, 2025-02-28T08:59:59Z, 2025-01-31T09:00:00Z 2025-02-28T09:00:00Z",
    "P1M@2025-01-31T09:00,   UTC, 2024-02-29T09:00:00Z, 2024-02-29T09:00:00Z 2024-03-31T09:00:00Z",
    "P1Y@2024-02-29T00:00,   UTC, 2025-02-28T00:00:00Z, 2025-02-28T00:00:00Z 2026-02-28T00:00:00Z",
    "P1Y@2024-02-29T00:00,   UTC, 2028-02-28T23:00:00Z, 2027-02-28T00:00:00Z 2028-02-29T00:00:00Z",
    "P1M15D@2025-01-01T00:00,UTC, 2025-04-01T00:00:00Z, 2025-03-31T00:00:00Z 2025-05-16T00:00:00Z",
    "PT8H@2025-01-06T06:00,  UTC, 2025-01-06T13:59:59Z, 2025-01-06T06:00:00Z 2025-01-06T14:00:00Z",
    "PT8H@2025-01-06T06:00,  UTC, 2025-01-06T14:00:00Z, 2025-01-06T14:00:00Z 2025-01-06T22:00:00Z",
    "PT8H@2025-01-06T06:00,  UTC, 2025-01-06T05:59:59Z, 2025-01-05T22:00:00Z 2025-01-06T06:00:00Z",
    "PT8H@2025-01-06T06:00,  UTC, 2025-01-05T22:00:00Z, 2025-01-05T22:00:00Z 2025-01-06T06:00:00Z",
    "P1DT12H@2025-01-06T00:00,UTC,2025-01-07T12:00:00Z, 2025-01-07T12:00:00Z 2025-01-09T00:00:00Z",
  })
  void anAnchoredPeriodReachesBothWays(String period, String zone, String time, String expected) {
    assertThat(window(period, "2025-03-15", zone, time)).isEqualTo(expected);
  }

  /** CATALOGUE.md: in a gap moved on by its length, in the hour that exists twice the earlier. */
  @ParameterizedTest
  @CsvSource({
    "P1D@2025-01-01T02:30,  Europe/Berlin, 2025-03-30T12:00:00Z, 2025-03-30T01:30:00Z"
        + " 2025-03-31T00:30:00Z",
    "P1D@2025-01-01T02:30,  Europe/Berlin, 2025-10-26T00:30:00Z, 2025-10-26T00:30:00Z"
        + " 2025-10-27T01:30:00Z",
    "P1D@2025-01-01T02:30,  Europe/Berlin, 2025-10-26T01:30:00Z, 2025-10-26T00:30:00Z"
        + " 2025-10-27T01:30:00Z",
    "P1D@2025-01-01T02:15,  Australia/Lord_Howe, 2025-10-05T00:00:00Z, 2025-10-04T15:45:00Z"
        + " 2025-10-05T15:15:00Z",
    "PT24H@2025-03-30T02:30,Europe/Berlin, 2025-03-30T12:00:00Z, 2025-03-30T01:30:00Z"
        + " 2025-03-31T01:30:00Z",
    "PT24H@2025-03-29T00:00,Europe/Berlin, 2025-03-30T22:30:00Z, 2025-03-29T23:00:00Z"
        + " 2025-03-30T23:00:00Z",
    "PT24H@2025-10-26T02:30,Europe/Berlin, 2025-10-26T01:30:00Z, 2025-10-26T00:30:00Z"
        + " 2025-10-27T00:30:00Z",
  })
  void anAnchorInAnOddHourHasOneMeaning(String period, String zone, String time, String expected) {
    assertThat(window(period, "2025-03-15", zone, time)).isEqualTo(expected);
  }

  @Test
  void aPeriodIsFastHoweverFarAway() {
    assertThat(window("P1D@9999-01-01T00:00", "2025-03-15", "UTC", "1970-01-01T00:00:00Z"))
        .isEqualTo("1970-01-01T00:00:00Z 1970-01-02T00:00:00Z");
    assertThat(window("PT1H@1970-01-01T00:00", "2025-03-15", "UTC", "9999-12-31T23:00:00Z"))
        .isEqualTo("9999-12-31T23:00:00Z +10000-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "year",
        "CONTRACT",
        "contract_year",
        "P1W",
        "@",
        "P1W@",
        "@2025-01-06T00:00",
        "P1W@2025-01-06",
        "P1W@2025-01-06T00:00Z",
        "P0D@2025-01-06T00:00",
        "P-1D@2025-01-06T00:00",
        "-P1D@2025-01-06T00:00",
        "P1M-1D@2025-01-06T00:00",
        "PT59M59S@2025-01-06T00:00",
        "PT0S@2025-01-06T00:00",
        "PT-8H@2025-01-06T00:00",
        "PT1H0.0000001S@2025-01-06T00:00",
        "P1D@2025-01-06T00:00:00.0000001",
        "P1D@1969-12-31T00:00",
        "P1D@+10000-01-01T00:00",
        "P1D@-999999999-01-01T00:00",
        "P101Y@2025-01-06T00:00",
        "P999999999Y@2025-01-06T00:00",
        "PT999999999999H@2025-01-06T00:00",
        "P99999999999D@2025-01-06T00:00"
      })
  void anythingElseIsNoPeriod(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Recurrence.parse(text));
  }

  @Test
  void theLongestPeriodsHaveWindows() {
    ZoneId utc = ZoneOffset.UTC;
    Instant time = Instant.parse("9999-12-31T23:59:59.999999Z");
    for (String period : new String[] {"P100Y@1970-01-01T00:00", "PT876600H@1970-01-01T00:00"}) {
      Window window = Recurrence.parse(period).windowAt(time, LocalDate.EPOCH, UNTIL, utc);
      assertThat(window.contains(time)).isTrue();
    }
  }
}
