package org.entitlementledger.core.session;

import java.util.Locale;

/** Who did not come to a session. */
public enum Party {
  CUSTOMER,
  VENDOR;

  /** As requests and answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
