package org.entitlementledger.core.reconciliation;

import java.time.Instant;
import java.time.ZoneId;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A voucher as the ledger knows it.
 *
 * @param zone the account's
 * @param revoked whether it was taken back, or another stands for it
 * @param expiresAt at this instant it is expired
 * @param unitValue of what it was drawn from: the fee that is expected; absent where it has none
 */
public record Redeemable(
    String accountId,
    ZoneId zone,
    boolean revoked,
    boolean redeemed,
    Instant expiresAt,
    @Nullable Money unitValue) {}
