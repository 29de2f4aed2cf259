package org.entitlementledger.core.reconciliation;

/**
 * Identifies a line of any reconciliation.
 *
 * @param reconciliation its number
 * @param ordinal of the line in it, from 0
 */
public record LineId(long reconciliation, long ordinal) {}
