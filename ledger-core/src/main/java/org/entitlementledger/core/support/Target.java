package org.entitlementledger.core.support;

import java.time.Duration;
import java.time.Instant;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;

/**
 * What was promised for a first response, pinned when a ticket became one of severity 2.
 *
 * @param firstResponse how much covered time may go by
 * @param firstResponseDue a response at this very instant is still in time
 */
public record Target(Coverage coverage, Duration firstResponse, Instant firstResponseDue) {
  boolean metAt(Instant respondedAt) {
    return !respondedAt.isAfter(firstResponseDue);
  }
}
