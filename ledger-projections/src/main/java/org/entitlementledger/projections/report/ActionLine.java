package org.entitlementledger.projections.report;

import java.time.Instant;

/**
 * What one person did of one type.
 *
 * @param person the actor's id
 * @param actions how many events
 */
public record ActionLine(
    String person,
    String type,
    long actions,
    long firstPosition,
    Instant firstAt,
    long lastPosition,
    Instant lastAt) {}
