package org.entitlementledger.projections.log;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the log as it is stored: nothing of it has been read as JSON, so that what cannot be
 * read can be told too.
 *
 * @param accountId empty for an event of the ledger itself
 * @param metadata the stored bytes
 * @param payload the stored bytes
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares rows
public record StoredEvent(
    long position,
    String accountId,
    long sequence,
    UUID eventId,
    String type,
    int revision,
    Instant occurredAt,
    Instant recordedAt,
    String actor,
    byte[] metadata,
    byte[] payload) {}
