package org.entitlementledger.core.session;

import java.util.Locale;

/** The state of a session (DOMAIN.md, "Life cycles"). */
public enum SessionState {
  /** Planned without a time. */
  PLANNED,
  /** Planned for a time. */
  SCHEDULED,
  /** Held; of a progress call. */
  LOGGED,
  /** Held; of a review or workshop. */
  DELIVERED,
  /** Not held, because one party did not come. */
  NO_SHOW,
  /** Cancelled before it was held. */
  CANCELLED,
  /** Voided after it was recorded as held or missed. */
  VOIDED;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
