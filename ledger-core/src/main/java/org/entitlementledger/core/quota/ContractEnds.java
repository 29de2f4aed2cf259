package org.entitlementledger.core.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives the end of grants and holds that last as long as their contract. */
@FunctionalInterface
public interface ContractEnds {
  /** Keeps the recorded ends. */
  ContractEnds AS_RECORDED = (start, recorded, untilContractEnd) -> recorded;

  /**
   * The end of a grant or hold.
   *
   * @param start its start; it belongs to the contract in force at that time
   * @param recorded the end in its event
   * @param untilContractEnd whether that end was the contract's; null in older events
   */
  Instant endOf(Instant start, Instant recorded, @Nullable Boolean untilContractEnd);
}
