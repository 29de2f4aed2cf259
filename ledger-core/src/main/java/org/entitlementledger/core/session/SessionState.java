package org.entitlementledger.core.session;

import java.util.Locale;

/** Where a session is in its life cycle (DOMAIN.md, "Life cycles"). */
public enum SessionState {
  /** It is meant to be held; nobody has said when. */
  PLANNED,
  /** It has a time. */
  SCHEDULED,
  /** It was held: the word for a progress call. */
  LOGGED,
  /** It was held: the word for a review and a workshop. */
  DELIVERED,
  /** It was not held, because somebody did not come. */
  NO_SHOW,
  /** It will not be held. */
  CANCELLED,
  /** It did not happen as it was recorded. */
  VOIDED;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
