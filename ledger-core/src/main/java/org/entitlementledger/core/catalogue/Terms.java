package org.entitlementledger.core.catalogue;

import java.time.Period;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tier as it was sold: the contract's event pins it, so that replaying history never needs the
 * catalogue (DOMAIN.md, "What an account buys").
 *
 * @param backdating how late an entry about the contract itself may be
 */
public record Terms(
    String catalogue,
    String version,
    String tier,
    String tierName,
    int rank,
    Period backdating,
    Map<String, EntitlementTerms> entitlements) {
  /** The terms under {@code key}, or null where the tier does not list it. */
  public @Nullable EntitlementTerms entitlement(String key) {
    return entitlements.get(key);
  }
}
