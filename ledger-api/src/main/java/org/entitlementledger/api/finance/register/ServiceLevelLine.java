package org.entitlementledger.api.finance.register;

import java.time.Duration;
import java.time.Instant;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stood at the time that is asked for.
 *
 * @param coverage of severity 2 alone, as are the target and its due time
 * @param met false without a response once it is overdue; absent while it is not yet, and where
 *     none was promised
 */
record ServiceLevelLine(
    String accountId,
    String ticketId,
    int severity,
    Instant openedAt,
    @Nullable Coverage coverage,
    @Nullable Duration firstResponse,
    @Nullable Instant firstResponseDue,
    @Nullable Instant respondedAt,
    @Nullable Boolean met) {}
