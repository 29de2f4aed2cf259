package org.entitlementledger.core.quota;

import java.util.Locale;

/**
 * What a draw took from: the allowance of one window of one contract. The id is unique within the
 * account.
 */
public record Source(Kind kind, String id) {
  /** The sorts of sources. */
  public enum Kind {
    ALLOWANCE;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The contract whose allowance it is: ids of contracts have no slash. */
  public String contractId() {
    return id.substring(0, id.indexOf('/'));
  }
}
