package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * A tier bought for a term.
 *
 * @param occurredAt when the purchase took effect
 * @param term {@code startsOn} to {@code until} in the account's zone
 */
public record Contract(
    String contractId,
    LocalDate startsOn,
    LocalDate until,
    @Nullable String orderReference,
    @Nullable Money price,
    Instant occurredAt,
    Terms terms,
    Window term)
    implements Allowance.Grantor {}
