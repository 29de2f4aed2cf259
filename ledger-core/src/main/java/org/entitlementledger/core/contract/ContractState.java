package org.entitlementledger.core.contract;

import java.util.Locale;

/**
 * Where a contract is in its life cycle (DOMAIN.md, "Life cycles"). It follows from the time and
 * from what was bought, terminated and renewed, so nothing records it.
 */
public enum ContractState {
  /** Bought, and not begun yet. */
  PURCHASED,
  /** In its term. */
  ACTIVE,
  /** Ended before the term that was bought. */
  TERMINATED,
  /** Over, and another one follows. */
  RENEWED,
  /** Over. */
  EXPIRED;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
