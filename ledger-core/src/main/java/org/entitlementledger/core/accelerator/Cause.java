package org.entitlementledger.core.accelerator;

import java.util.Locale;

/** Who is the cause of a cancellation: the vendor's gives the unit back at any time. */
public enum Cause {
  CUSTOMER,
  VENDOR;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
