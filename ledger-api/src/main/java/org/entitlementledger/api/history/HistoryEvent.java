package org.entitlementledger.api.history;

import java.time.Instant;
import java.util.UUID;
import org.entitlementledger.api.security.Caller;
import org.entitlementledger.projections.audit.AuditEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * An event of an account's history. To a customer, who else was at work and why is not told: what
 * it is shown of an event is what movements show.
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
    boolean all = Caller.present().onlyAccounts() == null;
    return new HistoryEvent(
        event.position(),
        counted,
        all ? event.eventId() : null,
        event.sequence(),
        event.recordedAt(),
        event.occurredAt(),
        event.type(),
        all ? event.revision() : null,
        all ? event.actor() : null,
        all ? event.metadata().reason() : null,
        all ? event.metadata().correlationId() : null,
        all ? new RawValue(event.payload()) : null);
  }
}
