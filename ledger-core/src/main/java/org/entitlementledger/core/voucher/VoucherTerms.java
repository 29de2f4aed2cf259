package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/**
 * What a voucher was issued with.
 *
 * @param contractId the contract that it was drawn under
 * @param issuedAt when the issue took effect
 * @param replaces the code that it stands for
 * @param draws what it drew of what its batch drew, for its revocation
 */
public record VoucherTerms(
    @Nullable String certification,
    Validity validity,
    String contractId,
    Instant issuedAt,
    @Nullable String replaces,
    List<Movement> draws) {}
