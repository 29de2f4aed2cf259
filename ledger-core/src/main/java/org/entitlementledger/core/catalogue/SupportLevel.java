package org.entitlementledger.core.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What support promises from a day on (CATALOGUE.md, {@code sev2-support}).
 *
 * @param from the first day in the account's zone; absent for the first level of a schedule
 */
public record SupportLevel(@Nullable LocalDate from, Coverage coverage, Duration firstResponse) {

  /**
   * The time that counts towards a target.
   *
   * @param hours absent where all of it counts
   */
  public record Coverage(@Nullable ServiceHours hours) {
    /** {@code 24x7}. */
    public static final Coverage ALWAYS = new Coverage(null);

    /** {@code 24x5}: Monday 00:00 to Saturday 00:00 UTC (DOMAIN.md, "Life cycles"). */
    public static final Coverage WEEKDAYS = new Coverage(ServiceHours.WEEKDAYS);

    /** As the catalogue writes it, where it has a word. */
    @Override
    public String toString() {
      if (hours == null) {
        return "24x7";
      }
      return hours.equals(ServiceHours.WEEKDAYS) ? "24x5" : hours.toString();
    }

    /** When so much covered time has gone by since {@code start}. */
    public Instant after(Instant start, Duration time) {
      return hours == null ? start.plus(time) : hours.after(start, time);
    }
  }

  /** When a first response is due to what came in at {@code openedAt}. */
  public Instant dueAfter(Instant openedAt) {
    return coverage.after(openedAt, firstResponse);
  }
}
