package org.entitlementledger.core.catalogue;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;

/**
 * The policy {@code period}: how a limit's windows follow each other (CATALOGUE.md, "Policies";
 * DOMAIN.md, "Time"). Windows are half-open, touch each other, and follow from the contract, the
 * zone and the date alone.
 */
public sealed interface Recurrence {
  /** A hundred years. */
  int MOST_MONTHS = 1_200;

  /** A hundred years of whichever days. */
  Duration LONGEST = Duration.ofDays(36_525);

  /**
   * The window that {@code time} lies in, of a contract that runs {@code from} to {@code until} in
   * {@code zone}.
   */
  Window windowAt(Instant time, LocalDate from, LocalDate until, ZoneId zone);

  /** The form that {@link #parse} reads. */
  String text();

  /** What its boundaries are named within (see {@link RecordedBoundaries.Boundary}). */
  default String cycle() {
    return RecordedBoundaries.LOCAL;
  }

  /** Anchored on the contract's first day, always counted from the original anchor. */
  enum OfContract implements Recurrence {
    CONTRACT(0),
    CONTRACT_YEAR(12),
    CONTRACT_QUARTER(3),
    CONTRACT_MONTH(1);

    private final int months;

    OfContract(int months) {
      this.months = months;
    }

    @Override
    public Window windowAt(Instant time, LocalDate from, LocalDate until, ZoneId zone) {
      if (months == 0) {
        return days(from, until, zone);
      }
      LocalDate day = When.dayOf(time, zone);
      long n = Math.floorDiv(Period.between(from, day).toTotalMonths(), months) - 1;
      while (!start(from, n + 1).isAfter(day)) {
        n++;
      }
      return days(start(from, n), start(from, n + 1), zone);
    }

    private LocalDate start(LocalDate from, long n) {
      return from.plusMonths(n * months);
    }

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Of the calendar in the account's zone, whenever the contract began. */
  enum OfCalendar implements Recurrence {
    CALENDAR_YEAR,
    CALENDAR_QUARTER,
    CALENDAR_MONTH,
    CALENDAR_WEEK,
    DAY;

    @Override
    public Window windowAt(Instant time, LocalDate from, LocalDate until, ZoneId zone) {
      LocalDate day = When.dayOf(time, zone);
      return switch (this) {
        case CALENDAR_YEAR -> {
          LocalDate first = day.withDayOfYear(1);
          yield days(first, first.plusYears(1), zone);
        }
        case CALENDAR_QUARTER -> {
          LocalDate first = day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
          yield days(first, first.plusMonths(3), zone);
        }
        case CALENDAR_MONTH -> {
          LocalDate first = day.withDayOfMonth(1);
          yield days(first, first.plusMonths(1), zone);
        }
        case CALENDAR_WEEK -> {
          LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          yield days(monday, monday.plusWeeks(1), zone);
        }
        case DAY -> days(day, day.plusDays(1), zone);
      };
    }

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A date period such as P1W from a local date-time, reaching both ways. */
  record EveryPeriod(Period every, LocalDateTime anchor) implements Recurrence {
    @Override
    public Window windowAt(Instant time, LocalDate from, LocalDate until, ZoneId zone) {
      Duration length = Duration.between(anchor, anchor.plus(every));
      long n = Duration.between(start(0, zone), time).dividedBy(length);
      while (start(n, zone).isAfter(time)) {
        n -= 1 + Duration.between(time, start(n, zone)).dividedBy(length.multipliedBy(2));
      }
      while (!start(n + 1, zone).isAfter(time)) {
        n += 1 + Duration.between(start(n + 1, zone), time).dividedBy(length.multipliedBy(2));
      }
      return new Window(start(n, zone), start(n + 1, zone));
    }

    /** A gap moves the start on by its length; of an hour that exists twice it is the earlier. */
    private Instant start(long n, ZoneId zone) {
      return anchor.plus(every.multipliedBy(Math.toIntExact(n))).atZone(zone).toInstant();
    }

    @Override
    public String text() {
      return every + "@" + anchor;
    }
  }

  /**
   * A length of time such as PT8H from a local date-time, reaching both ways; the length is exact
   * over DST changes.
   */
  record EveryDuration(Duration every, LocalDateTime anchor) implements Recurrence {
    @Override
    public Window windowAt(Instant time, LocalDate from, LocalDate until, ZoneId zone) {
      Instant origin = anchor.atZone(zone).toInstant();
      Duration since = Duration.between(origin, time);
      long n = since.dividedBy(every);
      Instant start = origin.plus(every.multipliedBy(n));
      if (start.isAfter(time)) {
        start = start.minus(every);
      }
      return new Window(start, start.plus(every));
    }

    @Override
    public String text() {
      return every + "@" + anchor;
    }

    /** Exact lengths are not tied to local times. */
    @Override
    public String cycle() {
      return text();
    }
  }

  /**
   * Reads {@code contract-year} and its like, or {@code P1W@2025-01-06T00:00}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  static Recurrence parse(String text) {
    for (OfContract recurrence : OfContract.values()) {
      if (recurrence.text().equals(text)) {
        return recurrence;
      }
    }
    for (OfCalendar recurrence : OfCalendar.values()) {
      if (recurrence.text().equals(text)) {
        return recurrence;
      }
    }
    int at = text.indexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("unknown period " + text);
    }
    return every(text.substring(0, at), text.substring(at + 1));
  }

  /**
   * {@code {every, anchor}}: an ISO-8601 period or duration of an hour to 100 years, and a local
   * date-time of the years 1970 to 9999; neither has parts of a microsecond.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  static Recurrence every(String every, String anchor) {
    try {
      LocalDateTime from = LocalDateTime.parse(anchor);
      if (from.getYear() < 1970
          || from.getYear() > 9999
          || !from.equals(from.truncatedTo(ChronoUnit.MICROS))) {
        throw new IllegalArgumentException(
            "anchor must lie in the years 1970 to 9999 and have at most six decimals");
      }
      return every.contains("T")
          ? new EveryDuration(length(Duration.parse(every)), from)
          : new EveryPeriod(length(Period.parse(every)), from);
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException(
          "every is a period such as P1W or PT8H, anchor a date-time such as 2025-01-06T00:00",
          unreadable);
    }
  }

  private static Duration length(Duration every) {
    if (every.compareTo(Duration.ofHours(1)) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("every must be at least PT1H and at most 100 years");
    }
    if (!every.equals(every.truncatedTo(ChronoUnit.MICROS))) {
      throw new IllegalArgumentException("every may have at most six decimals of a second");
    }
    return every;
  }

  private static Period length(Period every) {
    boolean tooLong =
        every.toTotalMonths() > MOST_MONTHS
            || LocalDate.EPOCH.plus(every).isAfter(LocalDate.EPOCH.plusMonths(MOST_MONTHS));
    if (every.isNegative() || every.isZero() || tooLong) {
      throw new IllegalArgumentException("every must be above zero and at most 100 years");
    }
    return every;
  }

  private static Window days(LocalDate start, LocalDate end, ZoneId zone) {
    try {
      return new Window(start.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
    } catch (DateTimeException beyond) {
      throw new IllegalArgumentException("a window beyond the calendar: " + start, beyond);
    }
  }
}
