package org.entitlementledger.projections.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A void or reversal, and the event that it corrected. */
public record CorrectionLine(
    long position,
    String accountId,
    String type,
    String actor,
    @Nullable String reason,
    Instant occurredAt,
    Instant recordedAt,
    long correctedPosition,
    String correctedType,
    String correctedActor,
    Instant correctedOccurredAt,
    Instant correctedRecordedAt) {}
