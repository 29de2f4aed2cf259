package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a voucher's issue.
 *
 * @param contractId the contract of the draw
 * @param issuedAt the effective time of the issue
 * @param replaces the code that it replaces; null without one
 * @param draws its share of the batch's draws, returned if it is revoked
 */
public record VoucherTerms(
    @Nullable String certification,
    Validity validity,
    String contractId,
    Instant issuedAt,
    @Nullable String replaces,
    List<Movement> draws) {}
