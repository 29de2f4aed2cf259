package org.entitlementledger.core.contract;

import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.Refusal;

/** Finds the terms that the catalogue sells on a day. */
final class SoldTerms {
  private SoldTerms() {}

  /**
   * The tier in the version in force on {@code day}, for a term that begins on {@code startsOn}.
   *
   * @throws Refusal {@code validation} for an unknown tier, and for a term before the first version
   *     takes effect
   */
  static Terms of(String tier, LocalDate day, LocalDate startsOn, Catalogue catalogue) {
    Catalogue.Version first = catalogue.first();
    if (startsOn.isBefore(first.effectiveFrom())) {
      throw Refusal.invalid(
              "startsOn", "nothing is sold before the catalogue's first version takes effect")
          .with("effectiveFrom", first.effectiveFrom());
    }
    return of(tier, day, catalogue);
  }

  /**
   * The tier in the version in force on {@code day}.
   *
   * @throws Refusal {@code validation} for an unknown tier
   */
  static Terms of(String tier, LocalDate day, Catalogue catalogue) {
    Catalogue.Version version = catalogue.versionOn(day);
    Catalogue.Version sold = version == null ? catalogue.first() : version;
    Terms terms = sold.tiers().get(tier);
    if (terms == null) {
      throw Refusal.invalid("tier", "is not a tier of the catalogue")
          .with("allowed", List.copyOf(sold.tiers().keySet()));
    }
    return terms;
  }
}
