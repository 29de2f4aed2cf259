package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.quota.Balance;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted command did.
 *
 * @param after the account with {@code events}, the last of which has {@code account.version()} as
 *     its number
 * @param now the recorded time
 * @param position of the last event in the ledger; the ledger's size where the command made none;
 *     absent in a dry run
 * @param balance of the window that {@code events} moved last, where the decision computed it
 */
public record CommandResult(
    Account after,
    List<AccountEvent> events,
    Instant now,
    @Nullable Long position,
    @Nullable Balance balance) {}
