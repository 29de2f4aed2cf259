package org.entitlementledger.core.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When grants and holds end that have no end of their own: with the contract that they belong to.
 */
@FunctionalInterface
public interface ContractEnds {
  /** Everything ends as it was recorded. */
  ContractEnds AS_RECORDED = (start, recorded, untilContractEnd) -> recorded;

  /**
   * When a grant or hold ends.
   *
   * @param start when it begins: it belongs to the contract in force then
   * @param recorded the end in its event
   * @param untilContractEnd whether that end was the contract's; null in events that do not tell
   */
  Instant endOf(Instant start, Instant recorded, @Nullable Boolean untilContractEnd);
}
