package org.entitlementledger.projections.history;

import org.entitlementledger.core.AccountBasis;

/**
 * An account as it was.
 *
 * @param account with what had taken effect and was known
 * @param version how many of its events were known
 * @param position the last event of the log when it was read
 */
public record AccountAsOf(AccountBasis account, long version, long position) {}
