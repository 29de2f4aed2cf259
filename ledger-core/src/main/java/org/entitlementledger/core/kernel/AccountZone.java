package org.entitlementledger.core.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * An account's time zone. Days begin when the zone's rules say so, except where a day's start was
 * recorded as the boundary of a window: rules that change later do not move it (DOMAIN.md, "Time").
 *
 * @param rules the zone, with the rules that this JVM has of it
 */
public record AccountZone(ZoneId rules, RecordedBoundaries recorded) {

  /** A zone in which nothing was recorded yet. */
  public static AccountZone of(ZoneId rules) {
    return new AccountZone(rules, RecordedBoundaries.NONE);
  }

  /** The first instant of a day. */
  public Instant startOfDay(LocalDate date) {
    return recorded.at(RecordedBoundaries.LOCAL, When.startOfDay(date, rules));
  }

  /** The day that {@code time} falls on. */
  public LocalDate dayOf(Instant time) {
    LocalDate day = When.dayOf(time, rules);
    if (!recorded.moved()) {
      return day;
    }
    if (startOfDay(day).isAfter(time)) {
      return day.minusDays(1);
    }
    LocalDate next = day.plusDays(1);
    return startOfDay(next).isAfter(time) ? day : next;
  }

  /** A boundary as it was recorded, otherwise where the rules place it. */
  public Instant boundary(RecordedBoundaries.Boundary boundary) {
    return recorded.at(boundary.cycle(), boundary.byRules());
  }

  /**
   * A window of a cycle as it was recorded; ends that were not are where the rules place them.
   *
   * @param cycle see {@link RecordedBoundaries.Boundary}
   */
  public Window window(String cycle, Window byRules) {
    Instant start = recorded.at(cycle, byRules.start());
    Instant end = recorded.at(cycle, byRules.end());
    return start.isBefore(end) ? new Window(start, end) : byRules;
  }
}
