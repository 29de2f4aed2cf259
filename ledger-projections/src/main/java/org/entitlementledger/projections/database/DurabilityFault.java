package org.entitlementledger.projections.database;

/**
 * Why a database may lose what it has committed.
 *
 * @param description what is wrong, in sentences for an operator
 * @param action what to change
 */
public record DurabilityFault(String description, String action) {}
