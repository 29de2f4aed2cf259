package org.entitlementledger.projections.history;

import org.entitlementledger.core.Account;

/**
 * An account as it was.
 *
 * @param account with what had taken effect and was known
 * @param position the last event of the log when it was read
 */
public record AccountAsOf(Account account, long position) {}
