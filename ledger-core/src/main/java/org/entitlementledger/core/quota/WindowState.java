package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * One window of an entitlement, with the sources that the contract and the date imply.
 *
 * @param window the whole window of the period
 * @param span the part of it in which the entitlement is in force
 * @param allocations the rollovers, oldest first, then the allowances in order of time
 * @param excess carried overage that no source could cover
 */
record WindowState(
    ContractEntitlement promise,
    Window window,
    Window span,
    List<Allocation> allocations,
    Quantity excess) {

  /** The source that counts this window's overage. */
  Source overage() {
    return new Source(Source.Kind.OVERAGE, promise.contractId() + "/" + span.start());
  }

  /** Whether the source is an allowance or rollover that is live at {@code time}. */
  boolean isAlive(Source source, Instant time) {
    return allocations.stream()
        .anyMatch(
            allocation -> allocation.source().equals(source) && allocation.life().contains(time));
  }

  /** The overage of this window, including carried overage that no source could cover. */
  Quantity overageIn(QuotaState state) {
    return state.in(overage(), window.start()).consumed().plus(excess);
  }

  /** The part of the window in which the entitlement is in force; null where that is all of it. */
  @Nullable Window inForce() {
    return span.equals(window) ? null : span;
  }

  /** The terms at {@code time}; those of the last phase where no allowance is live then. */
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
