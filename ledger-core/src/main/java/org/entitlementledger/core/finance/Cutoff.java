package org.entitlementledger.core.finance;

import java.time.LocalDate;

/**
 * What closed books know.
 *
 * @param through their last day, in each account's zone
 * @param position of the last event that they know; whatever is recorded later belongs to the books
 *     that were open
 */
public record Cutoff(LocalDate through, long position) {}
