package org.entitlementledger.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.entitlementledger.core.kernel.Window;

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

  @Provide
  Arbitrary<ZoneId> zones() {
    List<String> all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    return Arbitraries.oneOf(Arbitraries.of(ODD_ZONES), Arbitraries.of(all)).map(ZoneId::of);
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(1972, 1, 1).toEpochDay(), LocalDate.of(2050, 1, 1).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.longs().between(FIRST, LAST).map(Instant::ofEpochSecond);
  }

  /** Times within two days, and more often two hours, of a change of the zone's clock. */
  @Provide
  Arbitrary<Tuple2<ZoneId, Instant>> timesNearChanges() {
    Arbitrary<ZoneId> changing = zones().filter(zone -> change(zone, FIRST) != null);
    Arbitrary<Long> offset =
        Arbitraries.oneOf(
            Arbitraries.longs().between(-172_800, 172_800),
            Arbitraries.longs().between(-7_200, 7_200));
    return Combinators.combine(changing, times(), offset)
        .as((zone, time, seconds) -> Tuple.of(zone, near(zone, time).plusSeconds(seconds)));
  }

  private static Instant near(ZoneId zone, Instant time) {
    var change = zone.getRules().nextTransition(time);
    var last = change == null ? zone.getRules().previousTransition(time) : change;
    return last.getInstant().isBefore(Instant.ofEpochSecond(FIRST)) ? time : last.getInstant();
  }

  private static Object change(ZoneId zone, long second) {
    return zone.getRules().nextTransition(Instant.ofEpochSecond(second));
  }

  @Provide
  Arbitrary<Recurrence> periods() {
    Arbitrary<Recurrence> named =
        Arbitraries.of(
                "contract-year",
                "contract-quarter",
                "contract-month",
                "calendar-year",
                "calendar-quarter",
                "calendar-month",
                "calendar-week",
                "day")
            .map(Recurrence::parse);
    Arbitrary<String> lengths =
        Arbitraries.of(
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
    Arbitrary<Recurrence> anchored =
        Combinators.combine(lengths, days(), Arbitraries.integers().between(0, 86_399))
            .as(
                (length, day, second) ->
                    Recurrence.every(length, day.atStartOfDay().plusSeconds(second).toString()));
    return Arbitraries.oneOf(named, anchored);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void windowsTileTime(
      @ForAll("periods") Recurrence period,
      @ForAll("zones") ZoneId zone,
      @ForAll("days") LocalDate from,
      @ForAll("times") Instant time) {
    tile(period, zone, from, time);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void windowsTileTimeAroundChangesOfTheClock(
      @ForAll("periods") Recurrence period,
      @ForAll("timesNearChanges") Tuple2<ZoneId, Instant> near,
      @ForAll("days") LocalDate from) {
    tile(period, near.get1(), from, near.get2());
  }

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void daysTileTimeAroundChangesOfTheClock(
      @ForAll("timesNearChanges") Tuple2<ZoneId, Instant> near) {
    tile(Recurrence.OfCalendar.DAY, near.get1(), LocalDate.EPOCH, near.get2());
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

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aPeriodIsReadAsItWasWritten(@ForAll("periods") Recurrence period) {
    assertThat(Recurrence.parse(period.text())).isEqualTo(period);
  }
}
