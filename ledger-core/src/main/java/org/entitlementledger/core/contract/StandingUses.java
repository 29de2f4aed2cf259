package org.entitlementledger.core.contract;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * The times of draws that were neither voided, reversed, returned nor released, and the starts of
 * grants that were not revoked.
 *
 * @param draws the effective time of each draw
 * @param grants the start of each grant
 */
public record StandingUses(List<Instant> draws, List<Instant> grants) {

  /** The time of the latest draw in {@code span}; null without one. */
  @Nullable Instant lastIn(Window span) {
    Instant last = null;
    for (Instant draw : draws) {
      last = span.contains(draw) && (last == null || draw.isAfter(last)) ? draw : last;
    }
    return last;
  }

  /**
   * A contract cannot be withdrawn while a grant begins in its term.
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
