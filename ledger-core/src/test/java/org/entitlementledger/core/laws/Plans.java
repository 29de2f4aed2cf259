package org.entitlementledger.core.laws;

import java.util.List;
import java.util.Random;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;

/** Catalogues with policies of any kind, for two tiers that count hours and vouchers. */
final class Plans {
  static final String HOURS = "hours";
  static final String VOUCHERS = "certification-voucher";
  static final List<String> TIERS = List.of("small", "large");

  private Plans() {}

  static Catalogue any(Random random) {
    return any(random, "");
  }

  /** The same, with percents of consumption at which a notice is raised. */
  static Catalogue withThresholds(Random random) {
    return any(random, ", thresholds: [30, 50, 80, 100]");
  }

  private static Catalogue any(Random random, String more) {
    return CatalogueFile.parse(anyText(random, more));
  }

  /** The same, whose windows have all of their allowance however much of them is in force. */
  static Catalogue withFullPeriods(Random random) {
    return CatalogueFile.parse(
        anyText(random, "").replace("partialPeriod: prorate", "partialPeriod: full"));
  }

  private static String anyText(Random random, String more) {
    return """
    catalogue: any
    versions:
      - version: "1"
        effectiveFrom: 2024-01-01
        policies: { downgrade: %s, adjustments: %s }
        entitlements:
          hours: { kind: units, unit: hour, scale: 1, %s%s }
          certification-voucher: { kind: voucher, %s%s, voucher: { validFor: P3M, notAfter: contract-end } }
          csa: { kind: role%s }
        tiers:
          small:
            rank: 1
            entitlements: { hours: { limit: %s }, certification-voucher: { limit: %s }, csa: {} }
          large:
            rank: 2
            entitlements: { hours: { limit: %s }, certification-voucher: { limit: %s }, csa: {} }
    """
        .formatted(
            one(random, "at-renewal", "immediate-approved"),
            one(random, "one-person", "two-persons"),
            policies(random),
            more,
            policies(random),
            more,
            one(random, "", "", "", ", required: [certification-voucher]"),
            limit(random),
            limit(random),
            limit(random),
            limit(random));
  }

  private static String limit(Random random) {
    return random.nextInt(10) == 0 ? "unlimited" : String.valueOf(random.nextInt(13));
  }

  private static String policies(Random random) {
    return "period: %s, overage: %s, overageAtReset: %s, rollover: %s, tierChange: %s, partialPeriod: %s, drawOrder: %s"
        .formatted(
            one(
                random,
                "contract",
                "contract-year",
                "contract-month",
                "calendar-month",
                "calendar-week",
                "{ every: P10D, anchor: \"2025-01-03T00:00\" }"),
            one(random, "reject", "reject", "allow", "approve"),
            one(random, "forgive", "carry"),
            one(
                random,
                "none",
                "none",
                "{ max: 5 }",
                "{ max: 6, min: 2, periods: 3 }",
                "{ periods: 2, maxTotal: 4, priority: 20 }"),
            one(random, "new-limit-minus-used", "fresh", "prorate"),
            one(random, "full", "prorate"),
            one(
                random,
                "[priority, ends, promotional, starts, recorded]",
                "[ends, priority]",
                "[recorded]"));
  }

  private static String one(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
