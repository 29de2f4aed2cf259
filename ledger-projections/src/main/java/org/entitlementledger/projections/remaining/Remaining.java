package org.entitlementledger.projections.remaining;

import java.time.Instant;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.projections.account.AccountRow;

/**
 * What an answer about what is left is computed from.
 *
 * @param standing with what was drawn in the windows that were asked for
 * @param position where the view stood
 * @param now the ledger's, when it was read
 * @param whole whether the rows say all that the figures follow from; otherwise they follow from
 *     the account's events alone
 */
public record Remaining(
    AccountRow account, AccountState standing, long position, Instant now, boolean whole) {

  Remaining partial() {
    return new Remaining(account, standing, position, now, false);
  }
}
