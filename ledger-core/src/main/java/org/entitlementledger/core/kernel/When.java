package org.entitlementledger.core.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A time as a client writes it: an instant, or a date that means a day in the account's zone
 * (API.md, "Conventions").
 */
public sealed interface When {
  /** The instant, or the first one of the day in {@code zone}. */
  Instant start(AccountZone zone);

  /**
   * The instant, or the last microsecond of the day in {@code zone}, as as-of queries read a date.
   */
  Instant last(AccountZone zone);

  /** An exact time. */
  record At(Instant instant) implements When {
    @Override
    public Instant start(AccountZone zone) {
      return instant;
    }

    @Override
    public Instant last(AccountZone zone) {
      return instant;
    }
  }

  /** A whole day. */
  record On(LocalDate date) implements When {
    @Override
    public Instant start(AccountZone zone) {
      return zone.startOfDay(date);
    }

    @Override
    public Instant last(AccountZone zone) {
      return zone.startOfDay(date.plusDays(1)).minusNanos(1_000);
    }
  }

  /**
   * The first instant of a day. If midnight falls into a gap, it is the first instant after the
   * gap; if it occurs twice, the earlier one.
   */
  static Instant startOfDay(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }

  /**
   * The day of {@code time} in {@code zone}. A day that has begun continues even if the clock is
   * set back across its midnight.
   */
  static LocalDate dayOf(Instant time, ZoneId zone) {
    LocalDate shown = ZonedDateTime.ofInstant(time, zone).toLocalDate();
    LocalDate next = shown.plusDays(1);
    return startOfDay(next, zone).isAfter(time) ? shown : next;
  }
}
