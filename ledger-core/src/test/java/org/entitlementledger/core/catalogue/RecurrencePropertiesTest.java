package org.entitlementledger.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.entitlementledger.core.RandomInput;
import org.entitlementledger.core.kernel.Window;
import org.junit.jupiter.api.Test;

/** Windows tile time, in every zone and for every period. */
class RecurrencePropertiesTest {
  private static final List<String> ODD_ZONES =
      List.of(
          "Pacific/Auckland",
          "America/New_York",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Pacific/Kiritimati",
          "Pacific/Apia",
          "America/St_Johns",
          "America/Havana",
          "America/Santiago",
          "Africa/Casablanca",
          "Antarctica/Troll",
          "UTC");

  private static final long FIRST = Instant.parse("1971-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("2060-01-01T00:00:00Z").getEpochSecond();

  private static final List<String> ALL_ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().toList();
  private static final List<String> NAMED =
      List.of(
          "contract-year",
          "contract-quarter",
          "contract-month",
          "calendar-year",
          "calendar-quarter",
          "calendar-month",
          "calendar-week",
          "day");
  private static final List<String> LENGTHS =
      List.of(
          "P1D",
          "P2D",
          "P1W",
          "P10D",
          "P1M",
          "P1M3D",
          "P3M",
          "P1Y",
          "P1Y1M1D",
          "P4Y",
          "PT1H",
          "PT8H",
          "PT24H",
          "PT36H",
          "PT1H0.000001S",
          "PT1000H");

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static ZoneId zone(Random random) {
    return ZoneId.of(any(random, random.nextBoolean() ? ODD_ZONES : ALL_ZONES));
  }

  private static LocalDate day(Random random) {
    return LocalDate.ofEpochDay(
        random.nextLong(
            LocalDate.of(1972, 1, 1).toEpochDay(), LocalDate.of(2050, 1, 2).toEpochDay()));
  }

  private static Instant time(Random random) {
    return Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1));
  }

  private static Recurrence period(Random random) {
    if (random.nextBoolean()) {
      return Recurrence.parse(any(random, NAMED));
    }
    var anchor = day(random).atStartOfDay().plusSeconds(random.nextInt(86_400));
    return Recurrence.every(any(random, LENGTHS), anchor.toString());
  }

  private static ZoneId changingZone(Random random) {
    ZoneId zone = zone(random);
    while (zone.getRules().nextTransition(Instant.ofEpochSecond(FIRST)) == null) {
      zone = zone(random);
    }
    return zone;
  }

  /** Within two days, and more often two hours, of a change of the zone's clock. */
  private static Instant timeNearChange(Random random, ZoneId zone) {
    long most = random.nextBoolean() ? 172_800 : 7_200;
    return near(zone, time(random)).plusSeconds(random.nextLong(-most, most + 1));
  }

  private static Instant near(ZoneId zone, Instant time) {
    var change = zone.getRules().nextTransition(time);
    var last = change == null ? zone.getRules().previousTransition(time) : change;
    return last.getInstant().isBefore(Instant.ofEpochSecond(FIRST)) ? time : last.getInstant();
  }

  @Test
  void windowsTileTime() {
    RandomInput.trials(
        1_000, random -> tile(period(random), zone(random), day(random), time(random)));
  }

  @Test
  void windowsTileTimeAroundChangesOfTheClock() {
    RandomInput.trials(
        1_000,
        random -> {
          ZoneId zone = changingZone(random);
          tile(period(random), zone, day(random), timeNearChange(random, zone));
        });
  }

  @Test
  void daysTileTimeAroundChangesOfTheClock() {
    RandomInput.trials(
        4_000,
        random -> {
          ZoneId zone = changingZone(random);
          tile(Recurrence.OfCalendar.DAY, zone, LocalDate.EPOCH, timeNearChange(random, zone));
        });
  }

  private static void tile(Recurrence period, ZoneId zone, LocalDate from, Instant time) {
    LocalDate until = from.plusYears(100);
    Window window = period.windowAt(time, from, until, zone);
    assertThat(window.contains(time)).as(window + " has " + time).isTrue();
    assertThat(period.windowAt(window.start(), from, until, zone)).isEqualTo(window);
    assertThat(period.windowAt(window.end().minusNanos(1_000), from, until, zone))
        .isEqualTo(window);
    assertThat(period.windowAt(window.end(), from, until, zone).start()).isEqualTo(window.end());
    assertThat(period.windowAt(window.start().minusNanos(1_000), from, until, zone).end())
        .isEqualTo(window.start());
  }

  @Test
  void aPeriodIsReadAsItWasWritten() {
    RandomInput.trials(
        1_000,
        random -> {
          Recurrence period = period(random);
          assertThat(Recurrence.parse(period.text())).isEqualTo(period);
        });
  }
}
