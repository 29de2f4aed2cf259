package org.entitlementledger.core.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * An account's time zone. Days begin by the zone's rules, except that a day's start that was
 * recorded as the boundary of a window stays, even if the rules change later (DOMAIN.md, "Time").
 *
 * @param rules the zone, with this JVM's rules
 */
public record AccountZone(ZoneId rules, RecordedBoundaries recorded) {

  /** A zone without recorded boundaries. */
  public static AccountZone of(ZoneId rules) {
    return new AccountZone(rules, RecordedBoundaries.NONE);
  }

  /** The first instant of a day. */
  public Instant startOfDay(LocalDate date) {
    return recorded.at(RecordedBoundaries.LOCAL, When.startOfDay(date, rules));
  }

  /** The day of {@code time}. */
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

  /** The instant of a boundary: as recorded, or else by the rules. */
  public Instant boundary(RecordedBoundaries.Boundary boundary) {
    return recorded.at(boundary.cycle(), boundary.byRules());
  }

  /**
   * A window of a cycle; each end as recorded, or else by the rules.
   *
   * @param cycle see {@link RecordedBoundaries.Boundary}
   */
  public Window window(String cycle, Window byRules) {
    Instant start = recorded.at(cycle, byRules.start());
    Instant end = recorded.at(cycle, byRules.end());
    return start.isBefore(end) ? new Window(start, end) : byRules;
  }
}
