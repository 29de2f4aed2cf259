package org.entitlementledger.projections.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was recorded after a closing and concerns its days.
 *
 * @param accountId whose it is
 * @param occurredAt when it took effect
 * @param reason why, in the words of the actor
 * @param corrects the position of the event that it corrects, which took effect in those days;
 *     absent where it took effect in them itself
 */
public record ChangedEvent(
    long position,
    String type,
    String accountId,
    Instant occurredAt,
    Instant recordedAt,
    String actor,
    @Nullable String reason,
    @Nullable Long corrects) {}
