package org.entitlementledger.core.accelerator;

import java.time.LocalDate;
import java.util.Locale;

/** Who is the cause of a cancellation: the vendor's gives the unit back at any time. */
public enum Cause {
  CUSTOMER,
  VENDOR;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a cancellation on {@code day} gives the unit of a started program back.
   *
   * @param returnsBefore the first day on which the customer gets nothing back
   */
  boolean returnsUnit(LocalDate day, LocalDate returnsBefore) {
    return this == VENDOR || day.isBefore(returnsBefore);
  }
}
