package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Leaf;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/**
 * A line of an export: the fields of {@code audit/events}, and the leaf. They are fixed by the
 * format, whatever {@code audit/events} will show beside them.
 *
 * @param payload the stored JSON, byte for byte
 * @param leaf the base64 of its bytes
 */
record ExportLine(
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
    RawValue payload,
    String leaf) {
  private static final RawValue UNREADABLE = new RawValue("null");

  /**
   * The line of a row. One that was tampered with so that its JSON cannot be read has a line all
   * the same, which says null there: its leaf tells what is stored.
   */
  static ExportLine of(StoredEvent event) {
    JsonNode metadata = object(event.metadata());
    return new ExportLine(
        event.position(),
        event.eventId(),
        event.sequence(),
        event.recordedAt(),
        event.occurredAt(),
        event.type(),
        event.revision(),
        event.accountId(),
        event.actor(),
        text(metadata, "reason"),
        text(metadata, "correlationId"),
        payload(event.payload()),
        Base64.getEncoder().encodeToString(Leaf.of(event)));
  }

  /** An object that is stored; an empty one where it cannot be read. */
  static JsonNode object(byte[] stored) {
    try {
      JsonNode read = LedgerJson.mapper().readTree(stored);
      return read.isObject() ? read : LedgerJson.mapper().createObjectNode();
    } catch (JacksonException unreadable) {
      return LedgerJson.mapper().createObjectNode();
    }
  }

  /** A text in it, or null. */
  static @Nullable String text(JsonNode object, String field) {
    return object.path(field).isString() ? object.path(field).asString() : null;
  }

  /** The stored bytes, where they are JSON in one line. */
  private static RawValue payload(byte[] stored) {
    String text = new String(stored, UTF_8);
    boolean line = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    boolean utf8 = Arrays.equals(text.getBytes(UTF_8), stored);
    return line && utf8 && !object(stored).isEmpty() ? new RawValue(text) : UNREADABLE;
  }
}
