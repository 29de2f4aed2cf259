package org.entitlementledger.api.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.audit.AuditEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.util.RawValue;

/**
 * An event as auditors read it.
 *
 * @param payload the stored JSON, byte for byte; where it was damaged and is none any more, an
 *     object with the text as {@code damaged}
 */
public record EventAnswer(
    long position,
    UUID eventId,
    long sequence,
    Instant recordedAt,
    Instant occurredAt,
    String type,
    int revision,
    String accountId,
    String actor,
    @Nullable String reason,
    @Nullable String correlationId,
    RawValue payload) {

  /** The event in the words of the API. */
  public static EventAnswer of(AuditEvent event) {
    return new EventAnswer(
        event.position(),
        event.eventId(),
        event.sequence(),
        event.recordedAt(),
        event.occurredAt(),
        event.type(),
        event.revision(),
        event.accountId(),
        event.actor(),
        event.metadata().reason(),
        event.metadata().correlationId(),
        new RawValue(json(event.payload())));
  }

  private static String json(String payload) {
    try {
      if (LedgerJson.mapper().readTree(payload).isObject()) {
        return payload;
      }
    } catch (JacksonException damaged) {
      // shown as what it is now
    }
    return LedgerJson.mapper().writeValueAsString(Map.of("damaged", payload));
  }
}
