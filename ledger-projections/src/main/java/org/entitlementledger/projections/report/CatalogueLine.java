package org.entitlementledger.projections.report;

import java.time.Instant;

/**
 * The version of a catalogue whose terms a contract pins, from a purchase, renewal or tier change
 * on.
 *
 * @param position of the event that pins them
 * @param from when they come into force: a day in the account's zone, or an instant of a tier
 *     change
 */
public record CatalogueLine(
    long position,
    String accountId,
    String contractId,
    String type,
    String catalogue,
    String version,
    String tier,
    String from,
    Instant recordedAt) {}
