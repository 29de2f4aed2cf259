package org.entitlementledger.core.quota;

import java.time.Instant;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * How long a grant or an upward adjustment lives, and when it is drawn.
 *
 * @param ends exclusive, as known when it was recorded
 * @param untilContractEnd whether it has no end of its own but that of its contract, which may
 *     change; absent in older events
 * @param priority 0–100, lower is drawn first
 * @param promotional drawn before paid at a tie
 * @param unitValue what one is worth to finance
 */
public record Lot(
    Instant starts,
    Instant ends,
    int priority,
    boolean promotional,
    @Nullable Money unitValue,
    @Nullable Boolean untilContractEnd) {
  /** The priority of whatever was given none (CATALOGUE.md, "Policies"). */
  public static final int PRIORITY = 50;
}
