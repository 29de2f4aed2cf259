package org.entitlementledger.projections.audit;

import java.time.Instant;
import java.util.UUID;
import org.entitlementledger.projections.log.Metadata;

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
    String payload) {}
