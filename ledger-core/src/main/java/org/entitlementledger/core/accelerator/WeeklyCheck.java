package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a program stood in one of its weeks.
 *
 * @param week of the program, from 1
 */
public record WeeklyCheck(int week, Health status, @Nullable String note, Instant occurredAt) {
  /** How a program stands. */
  public enum Health {
    ON_TRACK,
    AT_RISK,
    OFF_TRACK;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
