package org.entitlementledger.core.reconciliation;

import java.util.Locale;
import org.entitlementledger.core.kernel.Refusal;

/** How finance settles a difference. */
public enum ResolutionAction {
  /** The difference is explained, and stands. */
  ACCEPT,
  /** The difference is borne as a loss, once another person approves. */
  WRITE_OFF,
  /** The ledger records the redemption that the provider reports. */
  RECORD_REDEMPTION;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one with this key. */
  public static ResolutionAction of(String key) {
    return valueOf(key.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** Whether the difference stays open until another person approves. */
  public boolean needsApproval() {
    return this == WRITE_OFF;
  }

  /**
   * Requires a finding that the action can settle.
   *
   * @throws Refusal {@code validation} for what is matched, and for the record of a redemption that
   *     the ledger does not lack
   */
  public void requireFor(Finding finding) {
    if (!finding.isDifference()) {
      throw Refusal.invalid("line", "is matched: there is nothing to settle")
          .with("finding", finding.key());
    }
    if (this == RECORD_REDEMPTION && finding != Finding.NOT_REDEEMED) {
      throw Refusal.invalid("action", "record-redemption settles not-redeemed alone")
          .with("finding", finding.key());
    }
  }
}
