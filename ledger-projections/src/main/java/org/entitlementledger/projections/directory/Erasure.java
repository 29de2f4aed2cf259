package org.entitlementledger.projections.directory;

import java.time.Instant;

/**
 * That a person was forgotten.
 *
 * @param at by the ledger's clock
 * @param actor who said so
 */
public record Erasure(String personId, Instant at, String actor, String reason) {}
