package org.entitlementledger.core.voucher;

import java.time.Instant;
import org.entitlementledger.core.contract.Contract;

/**
 * The time for which a voucher can be used.
 *
 * @param expiresAt the midnight after its last day, exclusive
 * @param untilContractEnd whether a termination of the contract brings the expiry forward
 */
public record Validity(Instant expiresAt, boolean untilContractEnd) {
  /** Adapts the expiry to a termination; renewals and new zone rules do not move it. */
  Validity under(Contract contract) {
    Instant end = contract.term().end();
    boolean forward =
        untilContractEnd && contract.terminatedOn() != null && end.isBefore(expiresAt);
    return forward ? new Validity(end, true) : this;
  }
}
