package org.entitlementledger.projections.log;

import java.time.Instant;
import java.util.UUID;
import org.entitlementledger.core.AccountEvent;

/**
 * An event as it stands in the log.
 *
 * @param position its place in the ledger, from 1, without gaps
 * @param sequence its place in its account, from 0, without gaps
 * @param type its logical name
 * @param occurredAt when it took effect
 * @param recordedAt when the ledger accepted it; never goes back along positions
 */
public record LoggedEvent(
    long position,
    String accountId,
    long sequence,
    UUID eventId,
    String type,
    int revision,
    Instant occurredAt,
    Instant recordedAt,
    String actor,
    Metadata metadata,
    AccountEvent event) {}
