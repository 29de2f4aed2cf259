package org.entitlementledger.core.finance;

import java.time.LocalDate;

/**
 * Books that were closed.
 *
 * @param through the last day, in each account's zone
 * @param position of the last event that they know
 */
public record Closing(LocalDate through, long position) {}
