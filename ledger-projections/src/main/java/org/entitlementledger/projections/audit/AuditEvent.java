package org.entitlementledger.projections.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.log.Metadata;
import tools.jackson.core.JacksonException;

/**
 * An event as auditors read it (API.md, {@code audit/events}): who, when on both axes, what and
 * why.
 *
 * @param payload the stored JSON, byte for byte
 */
public record AuditEvent(
    long position,
    UUID eventId,
    long sequence,
    Instant recordedAt,
    Instant occurredAt,
    String type,
    int revision,
    String accountId,
    String actor,
    Metadata metadata,
    String payload) {

  /** Reads a row of the table {@code log}. */
  public static AuditEvent read(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        row.getLong("position"),
        row.getObject("event_id", UUID.class),
        row.getLong("sequence"),
        Instants.of(row, "recorded_at"),
        Instants.of(row, "occurred_at"),
        row.getString("type"),
        row.getInt("revision"),
        row.getString("account_id"),
        row.getString("actor"),
        metadata(row.getBytes("metadata")),
        new String(row.getBytes("payload"), UTF_8));
  }

  /** A damaged event is shown as far as it can be: an auditor must see it. */
  private static Metadata metadata(byte[] stored) {
    try {
      return LedgerJson.mapper().readValue(stored, Metadata.class);
    } catch (JacksonException damaged) {
      return new Metadata("", null, null);
    }
  }
}
