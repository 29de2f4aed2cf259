package org.entitlementledger.core.contract;

import java.util.Locale;

/**
 * The state of a contract (DOMAIN.md, "Life cycles"). It is computed from the time and from
 * purchases, terminations and renewals, and never recorded.
 */
public enum ContractState {
  /** Bought; the term has not begun. */
  PURCHASED,
  /** Within the term. */
  ACTIVE,
  /** Ended before the end of the purchased term. */
  TERMINATED,
  /** Over, with a renewal. */
  RENEWED,
  /** Over, without a renewal. */
  EXPIRED;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
