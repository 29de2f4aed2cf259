package org.entitlementledger.core.catalogue;

import java.util.Locale;

/**
 * What sort of promise an entitlement is (CATALOGUE.md). Those that are {@link #counted} have
 * windows and quota.
 */
public enum Kind {
  PROGRAM(true),
  SESSION(true),
  VOUCHER(true),
  UNITS(true),
  DISCOUNT(false),
  SUPPORT(false),
  ROLE(false),
  ACTIVITY(false);

  private final boolean counted;

  Kind(boolean counted) {
    this.counted = counted;
  }

  public boolean counted() {
    return counted;
  }

  /** As the catalogue and answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
