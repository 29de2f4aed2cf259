package org.entitlementledger.api;

import java.util.List;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.EntitlementTerms;

/**
 * Finds entitlements whose quantities clients may round: a client that reads JSON numbers as 64-bit
 * floating point keeps 15 decimal digits, and a quantity has up to 12 before the point.
 */
final class ClientDigits {
  private static final int MOST_DECIMALS = 3;

  private ClientDigits() {}

  /** The keys of entitlements with more decimals than that leaves, in alphabetical order. */
  static List<String> exceeding(Catalogue catalogue) {
    return catalogue.versions().stream()
        .flatMap(version -> version.tiers().values().stream())
        .flatMap(tier -> tier.entitlements().values().stream())
        .filter(ClientDigits::isFiner)
        .map(EntitlementTerms::key)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isFiner(EntitlementTerms terms) {
    var metering = terms.metering();
    return metering != null && metering.scale() > MOST_DECIMALS;
  }
}
