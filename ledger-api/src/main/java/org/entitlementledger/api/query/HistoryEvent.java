package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.UUID;
import org.entitlementledger.projections.audit.AuditEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * An event of an account's history. What a customer is not shown is optional here ({@link
 * org.entitlementledger.api.web.answer.CustomerView}).
 *
 * @param counted where a pair of times is held against another: {@code one} or {@code other}, the
 *     one that counts it, or more of its movements
 * @param payload the stored JSON, byte for byte
 */
record HistoryEvent(
    long position,
    @Nullable String counted,
    @Nullable UUID eventId,
    long sequence,
    Instant recordedAt,
    Instant occurredAt,
    String type,
    @Nullable Integer revision,
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String correlationId,
    @Nullable RawValue payload) {

  static HistoryEvent of(AuditEvent event, @Nullable String counted) {
    return new HistoryEvent(
        event.position(),
        counted,
        event.eventId(),
        event.sequence(),
        event.recordedAt(),
        event.occurredAt(),
        event.type(),
        event.revision(),
        event.actor(),
        event.metadata().reason(),
        event.metadata().correlationId(),
        new RawValue(event.payload()));
  }
}
