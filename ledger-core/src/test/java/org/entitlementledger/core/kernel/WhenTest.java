package org.entitlementledger.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and days in an account's zone, and windows (DOMAIN.md, "Time"). */
class WhenTest {
  private static final Instant NOON = Instant.parse("2025-03-15T12:00:00Z");

  @Test
  void anInstantIsTheSameInEveryZone() {
    var at = new When.At(NOON);
    assertThat(at.start(AccountZone.of(ZoneId.of("Pacific/Auckland")))).isEqualTo(NOON);
    assertThat(at.last(AccountZone.of(ZoneId.of("America/New_York")))).isEqualTo(NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                 2025-03-15, 2025-03-15T00:00:00Z, 2025-03-15T23:59:59.999999Z",
    "Pacific/Auckland,    2025-03-15, 2025-03-14T11:00:00Z, 2025-03-15T10:59:59.999999Z",
    "Asia/Kathmandu,      2025-03-15, 2025-03-14T18:15:00Z, 2025-03-15T18:14:59.999999Z",
    "Australia/Lord_Howe, 2025-04-06, 2025-04-05T13:00:00Z, 2025-04-06T13:29:59.999999Z",
    "America/New_York,    2025-03-09, 2025-03-09T05:00:00Z, 2025-03-10T03:59:59.999999Z",
    "America/New_York,    2025-11-02, 2025-11-02T04:00:00Z, 2025-11-03T04:59:59.999999Z",
    "UTC,                 2024-02-29, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59.999999Z",
    // this midnight does not exist, and the next one exists twice
    "America/Santiago,    2024-09-08, 2024-09-08T04:00:00Z, 2024-09-09T02:59:59.999999Z",
    "America/Havana,      2024-11-03, 2024-11-03T04:00:00Z, 2024-11-04T04:59:59.999999Z",
  })
  void aDateIsAWholeDayOfTheZone(String zone, LocalDate date, String start, String last) {
    var on = new When.On(date);
    assertThat(on.start(AccountZone.of(ZoneId.of(zone)))).isEqualTo(Instant.parse(start));
    assertThat(on.last(AccountZone.of(ZoneId.of(zone)))).isEqualTo(Instant.parse(last));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,              2025-03-15T00:00:00Z,        2025-03-15",
    "UTC,              2025-03-14T23:59:59.999999Z, 2025-03-14",
    "Pacific/Auckland, 2025-03-14T11:00:00Z,        2025-03-15",
    "Pacific/Auckland, 2025-03-14T10:59:59.999999Z, 2025-03-14",
    "America/New_York, 2025-11-02T05:30:00Z,        2025-11-02",
    "America/New_York, 2025-11-02T06:30:00Z,        2025-11-02",
    // the clock goes back from 00:01 to 23:01: the day that had begun goes on
    "America/St_Johns, 2010-11-07T02:29:59.999999Z, 2010-11-06",
    "America/St_Johns, 2010-11-07T02:30:00Z,        2010-11-07",
    "America/St_Johns, 2010-11-07T02:40:00Z,        2010-11-07",
    "Pacific/Apia,     2011-12-30T09:59:59.999999Z, 2011-12-29",
    "Pacific/Apia,     2011-12-30T10:00:00Z,        2011-12-31",
  })
  void anInstantFallsOnOneDay(String zone, String time, LocalDate day) {
    assertThat(When.dayOf(Instant.parse(time), ZoneId.of(zone))).isEqualTo(day);
  }

  @Test
  void aWindowHasItsStartAndNotItsEnd() {
    var window = new Window(NOON, NOON.plusSeconds(1));
    assertThat(window.contains(NOON.minusNanos(1_000))).isFalse();
    assertThat(window.contains(NOON)).isTrue();
    assertThat(window.contains(NOON.plusSeconds(1).minusNanos(1_000))).isTrue();
    assertThat(window.contains(NOON.plusSeconds(1))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON, NOON));
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON, NOON.minusNanos(1_000)));
  }

  @Test
  void windowsThatTouchDoNotOverlap() {
    var first = new Window(NOON, NOON.plusSeconds(10));
    var next = new Window(NOON.plusSeconds(10), NOON.plusSeconds(20));
    var second = new Window(NOON.plusSeconds(9), NOON.plusSeconds(20));
    assertThat(first.overlaps(next)).isFalse();
    assertThat(next.overlaps(first)).isFalse();
    assertThat(first.overlaps(second)).isTrue();
    assertThat(second.overlaps(first)).isTrue();
    assertThat(first.intersection(second))
        .isEqualTo(new Window(NOON.plusSeconds(9), NOON.plusSeconds(10)))
        .isEqualTo(second.intersection(first));
    assertThat(first.intersection(first)).isEqualTo(first);
  }
}
