package org.entitlementledger.core.catalogue;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What support promises from a day on (CATALOGUE.md, {@code sev2-support}).
 *
 * @param from the first day in the account's zone; absent for the first level of a schedule
 */
public record SupportLevel(@Nullable LocalDate from, Coverage coverage, Duration firstResponse) {
  /** The hours that count towards a target. */
  public enum Coverage {
    ALWAYS("24x7"),
    /** Monday 00:00 to Saturday 00:00 UTC (DOMAIN.md, "Life cycles"). */
    WEEKDAYS("24x5");

    private final String key;

    Coverage(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
