package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.quota.Balance;
import org.jspecify.annotations.Nullable;

/**
 * The result of an accepted command.
 *
 * @param after the account after {@code events}; its version is the number of the last one
 * @param now the recorded time
 * @param position the position of the last event, or the ledger's size if there are no events; null
 *     in a dry run
 * @param balance the balance of the last window that {@code events} moved, if the decision computed
 *     it
 */
public record CommandResult(
    Account after,
    List<AccountEvent> events,
    Instant now,
    @Nullable Long position,
    @Nullable Balance balance) {}
