package org.entitlementledger.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When so many hours of service have gone by. */
class ServiceHoursTest {
  private static final List<DayOfWeek> EVERY_DAY = List.of(DayOfWeek.values());

  private static ServiceHours hours(
      List<DayOfWeek> days, String from, String to, String zone, LocalDate... holidays) {
    return new ServiceHours(
        days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone), List.of(holidays));
  }

  private static String after(ServiceHours hours, String start, String length) {
    return hours.after(Instant.parse(start), Duration.parse(length)).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-26T10:00:00Z, PT4H, 2025-04-28T04:00:00Z",
    "2025-04-25T20:00:00Z, PT4H, 2025-04-26T00:00:00Z",
    "2025-04-25T20:00:00.000001Z, PT4H, 2025-04-28T00:00:00.000001Z",
    "2025-04-25T23:59:59Z, PT4H, 2025-04-28T03:59:59Z",
    "2025-04-26T00:00:00Z, PT4H, 2025-04-28T04:00:00Z",
    "2025-04-27T23:59:59Z, PT4H, 2025-04-28T04:00:00Z",
    "2025-04-28T00:00:00Z, PT4H, 2025-04-28T04:00:00Z",
    "2025-04-28T00:00:00Z, PT120H, 2025-05-03T00:00:00Z",
    "2025-04-28T00:00:00Z, PT121H, 2025-05-05T01:00:00Z"
  })
  void weekdaysAreMondayToSaturdayInUtc(String start, String length, String end) {
    assertThat(after(ServiceHours.WEEKDAYS, start, length)).isEqualTo(end);
  }

  @Test
  void aroundTheClockAllOfTheTimeCounts() {
    assertThat(Coverage.ALWAYS.after(Instant.parse("2025-05-03T10:00:00Z"), Duration.ofHours(4)))
        .isEqualTo("2025-05-03T14:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-28T06:00:00Z, PT4H, 2025-04-28T11:00:00Z",
    "2025-04-28T13:00:00Z, PT4H, 2025-04-29T09:00:00Z",
    "2025-04-28T15:00:00Z, PT4H, 2025-04-29T11:00:00Z",
    "2025-04-30T13:00:00Z, PT4H, 2025-05-02T09:00:00Z"
  })
  void officeHoursGoOnTheNextDayThatIsNoHoliday(String start, String length, String end) {
    var office =
        hours(
            List.of(DayOfWeek.values()).subList(0, 5),
            "09:00",
            "17:00",
            "Europe/Berlin",
            LocalDate.of(2025, 5, 1));
    assertThat(after(office, start, length)).isEqualTo(end);
  }

  @Test
  void aDayThatADstChangeShortensHasFewerHours() {
    var nights = hours(EVERY_DAY, "00:00", "06:00", "Europe/Berlin");
    assertThat(after(nights, "2025-03-29T23:00:00Z", "PT5H")).isEqualTo("2025-03-30T04:00:00Z");
    assertThat(after(nights, "2025-03-29T23:00:00Z", "PT6H")).isEqualTo("2025-03-30T23:00:00Z");
  }

  @Test
  void aDayThatADstChangeLengthensHasMore() {
    var nights = hours(EVERY_DAY, "00:00", "06:00", "Europe/Berlin");
    assertThat(after(nights, "2025-10-25T22:00:00Z", "PT7H")).isEqualTo("2025-10-26T05:00:00Z");
  }

  @Test
  void hoursThatADstGapSwallowsAreNotThere() {
    var early = hours(EVERY_DAY, "02:00", "03:00", "Europe/Berlin");
    assertThat(after(early, "2025-03-29T12:00:00Z", "PT1H")).isEqualTo("2025-03-31T01:00:00Z");
  }

  @Test
  void midnightThatDoesNotExistIsTheDaysFirstInstant() {
    var days = hours(List.of(DayOfWeek.SUNDAY), "00:00", "00:00", "America/Sao_Paulo");
    assertThat(after(days, "2018-11-03T12:00:00Z", "PT1H")).isEqualTo("2018-11-04T04:00:00Z");
    assertThat(after(days, "2018-11-03T12:00:00Z", "PT23H")).isEqualTo("2018-11-05T02:00:00Z");
  }

  @Test
  void daysAndHolidaysAreInTheirOrder() {
    var one =
        hours(
            List.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            "09:00",
            "10:00",
            "UTC",
            LocalDate.of(2025, 12, 26),
            LocalDate.of(2025, 12, 25));
    assertThat(one.days()).containsExactly(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    assertThat(one.holidays()).isSorted();
  }

  @Test
  void thereIsADayAndAnHour() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours(List.of(), "09:00", "17:00", "UTC"))
        .withMessageContaining("days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours(EVERY_DAY, "09:00", "09:59", "UTC"))
        .withMessageContaining("to");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours(EVERY_DAY, "23:30", "00:00", "UTC"))
        .withMessageContaining("to");
    assertThat(hours(EVERY_DAY, "23:00", "00:00", "UTC").days()).hasSize(7);
  }
}
