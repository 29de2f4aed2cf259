package org.entitlementledger.core.contract;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What an account still uses: draws that were neither voided, reversed, returned nor released, and
 * the starts of grants that were not revoked.
 *
 * @param draws when each took effect
 * @param grants when each begins
 */
public record StandingUses(List<Instant> draws, List<Instant> grants) {

  /** The latest draw in a span of time; null where there is none. */
  @Nullable Instant lastIn(Window span) {
    Instant last = null;
    for (Instant draw : draws) {
      last = span.contains(draw) && (last == null || draw.isAfter(last)) ? draw : last;
    }
    return last;
  }

  /**
   * A contract is not taken back from under a grant that was made for its term.
   *
   * @throws Refusal {@code invalid-transition}
   */
  void refuseGrantsIn(Window term, String contractId) {
    for (Instant grant : grants) {
      if (term.contains(grant)) {
        throw Refusal.of(
                Problem.INVALID_TRANSITION,
                "a grant begins in the term of the contract: revoke it first")
            .with("contractId", contractId)
            .with("state", "used")
            .with("validFrom", grant)
            .with("allowed", List.of());
      }
    }
  }
}
