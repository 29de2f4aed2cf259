package org.entitlementledger.core.catalogue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which somebody works (CATALOGUE.md, policy {@code coverage}).
 *
 * @param days of the week, at least one, in their order
 * @param from when a day's work begins; midnight is the day's first instant
 * @param to when it ends, exclusive, at least an hour later; midnight is the end of the day
 * @param holidays days without work, ascending
 */
public record ServiceHours(
    List<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, List<LocalDate> holidays) {
  private static final Duration LEAST = Duration.ofHours(1);

  /** Monday 00:00 to Saturday 00:00 UTC. */
  public static final ServiceHours WEEKDAYS =
      new ServiceHours(
          List.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)),
          LocalTime.MIDNIGHT,
          LocalTime.MIDNIGHT,
          ZoneOffset.UTC,
          List.of());

  /**
   * Puts days and holidays in their order.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public ServiceHours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("days: at least one day of the week");
    }
    Duration end =
        to.equals(LocalTime.MIDNIGHT) ? Duration.ofDays(1) : Duration.ofNanos(to.toNanoOfDay());
    if (end.minusNanos(from.toNanoOfDay()).compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("to: at least an hour after from");
    }
    days = List.copyOf(EnumSet.copyOf(days));
    holidays = holidays.stream().distinct().sorted().toList();
  }

  /** The earliest time by which {@code length} of these hours has gone by since {@code start}. */
  public Instant after(Instant start, Duration length) {
    Set<LocalDate> closed = Set.copyOf(holidays);
    Duration left = length;
    LocalDate day = When.dayOf(start, zone);
    while (true) {
      Window hours = closed.contains(day) ? null : on(day);
      if (hours != null && hours.end().isAfter(start)) {
        Instant from = hours.start().isAfter(start) ? hours.start() : start;
        Duration there = Duration.between(from, hours.end());
        if (left.compareTo(there) <= 0) {
          return from.plus(left);
        }
        left = left.minus(there);
      }
      day = day.plusDays(1);
    }
  }

  /** The hours of a day; null where there are none. A DST change makes them longer or shorter. */
  private @Nullable Window on(LocalDate day) {
    if (!days.contains(day.getDayOfWeek())) {
      return null;
    }
    Instant begins = at(day, from);
    Instant ends = to.equals(LocalTime.MIDNIGHT) ? at(day.plusDays(1), to) : at(day, to);
    return begins.isBefore(ends) ? new Window(begins, ends) : null;
  }

  private Instant at(LocalDate day, LocalTime time) {
    return time.equals(LocalTime.MIDNIGHT)
        ? When.startOfDay(day, zone)
        : day.atTime(time).atZone(zone).toInstant();
  }
}
