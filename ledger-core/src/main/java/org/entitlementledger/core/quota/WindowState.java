package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * One window of a promise, with the sources that follow from the contract and the date.
 *
 * @param window the whole window of the period
 * @param span the part of it that the promise is in force
 * @param allocations what rolled over into it, the oldest first, then its allowances in the order
 *     of their lives
 * @param excess overage that was carried into it and found nothing to draw from
 */
record WindowState(
    ContractEntitlement promise,
    Window window,
    Window span,
    List<Allocation> allocations,
    Quantity excess) {

  /** Where what goes past the limit in this window is counted. */
  Source overage() {
    return new Source(Source.Kind.OVERAGE, promise.contractId() + "/" + span.start());
  }

  /** Whether a source that follows from the contract is alive at {@code time}. */
  boolean isAlive(Source source, Instant time) {
    return allocations.stream()
        .anyMatch(
            allocation -> allocation.source().equals(source) && allocation.life().contains(time));
  }

  /** All that went past the limit in this window. */
  Quantity overageIn(QuotaState state) {
    return state.in(overage(), window.start()).consumed().plus(excess);
  }

  /** The part of the window that is in force, where that is not all of it. */
  @Nullable Window inForce() {
    return span.equals(window) ? null : span;
  }

  /** The terms at {@code time}, or those of the span's end where it lies after it. */
  EntitlementTerms termsAt(Instant time) {
    EntitlementTerms terms = allocations.getLast().terms();
    for (Allocation allocation : allocations) {
      boolean allowance = allocation.source().kind() == Source.Kind.ALLOWANCE;
      if (allowance && allocation.life().contains(time)) {
        terms = allocation.terms();
      }
    }
    return terms;
  }
}
