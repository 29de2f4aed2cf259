package org.entitlementledger.core.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of whole days in an account's zone (FINANCE.md, "Periods").
 *
 * @param start the first day
 * @param end the day after the last
 */
public record Days(LocalDate start, LocalDate end) {
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
  private static final Pattern RANGE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/(\\d{4}-\\d{2}-\\d{2})");
  private static final int MONTHS_OF_A_QUARTER = 3;

  /**
   * Reads {@code 2025-06}, {@code 2025-Q2}, {@code 2025} or {@code 2025-03-15/2026-03-15}.
   *
   * @throws Refusal {@code validation} naming {@code field}, also for a reversed or empty range
   */
  public static Days parse(String field, String text) {
    Days days;
    try {
      days = read(field, text);
    } catch (DateTimeException noDate) {
      throw Refusal.invalid(field, "has a date that does not exist");
    }
    Check.date(field, days.start);
    Check.date(field, days.end.minusDays(1));
    if (!days.start.isBefore(days.end)) {
      throw Refusal.invalid(field, "must end after it starts; the end is exclusive");
    }
    return days;
  }

  private static Days read(String field, String text) {
    if (YEAR.matcher(text).matches()) {
      LocalDate first = Year.parse(text).atDay(1);
      return new Days(first, first.plusYears(1));
    }
    if (MONTH.matcher(text).matches()) {
      LocalDate first = YearMonth.parse(text).atDay(1);
      return new Days(first, first.plusMonths(1));
    }
    Matcher quarter = QUARTER.matcher(text);
    if (quarter.matches()) {
      int month = (Integer.parseInt(quarter.group(2)) - 1) * MONTHS_OF_A_QUARTER + 1;
      LocalDate first = Year.parse(quarter.group(1)).atMonth(month).atDay(1);
      return new Days(first, first.plusMonths(MONTHS_OF_A_QUARTER));
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return new Days(LocalDate.parse(range.group(1)), LocalDate.parse(range.group(2)));
    }
    throw Refusal.invalid(
        field, "is a period such as 2025-06, 2025-Q2, 2025 or 2025-03-15/2026-03-15");
  }

  /** The first instant of the days in {@code zone}. */
  public Instant begins(AccountZone zone) {
    return zone.startOfDay(start);
  }

  /** The first instant after them; that of their start where the zone skips them. */
  public Instant ends(AccountZone zone) {
    return zone.startOfDay(end);
  }
}
