package org.entitlementledger.projections.history;

import org.entitlementledger.core.AccountBasis;

/**
 * An account as of a pair of times.
 *
 * @param account the fold of what was known and had taken effect
 * @param version the number of its known events
 * @param position the last event of the log when it was read
 */
public record AccountAsOf(AccountBasis account, long version, long position) {}
