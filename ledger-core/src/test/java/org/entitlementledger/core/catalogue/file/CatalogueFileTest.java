package org.entitlementledger.core.catalogue.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.catalogue.EntitlementTerms.ProgramRules;
import org.entitlementledger.core.catalogue.EntitlementTerms.SessionRules;
import org.entitlementledger.core.catalogue.EntitlementTerms.VoucherRules;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.json.Resources;
import org.entitlementledger.core.kernel.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a good catalogue file means: CATALOGUE.md, key by key. */
class CatalogueFileTest {
  private static final String YAML = Resources.text("/catalogue/two-versions.yaml");

  /** A key that commands use, of each kind that has fixed ones. */
  private static final Map<String, String> KEYS =
      Map.of(
          "program", "accelerator",
          "session", "workshop",
          "voucher", "certification-voucher",
          "support", "sev2-support");

  private static Terms onlyTier(String entitlements, String promises, String policies) {
    String yaml =
        """
        catalogue: one
        versions:
          - version: one
            effectiveFrom: 2025-01-01
            policies: { %s }
            entitlements: { %s }
            tiers: { only: { rank: 1, entitlements: { %s } } }
        """
            .formatted(policies, entitlements, promises);
    return tier(CatalogueFile.parse(yaml).first(), "only");
  }

  private static Terms tier(Catalogue.Version version, String key) {
    Terms terms = version.tiers().get(key);
    if (terms == null) {
      throw new AssertionError("no tier " + key);
    }
    return terms;
  }

  private static EntitlementTerms thing(String entitlement, String promise, String policies) {
    String kind = entitlement.substring("kind: ".length()).split(",", 2)[0];
    String key = KEYS.getOrDefault(kind, "thing");
    EntitlementTerms found =
        onlyTier(key + ": { " + entitlement + " }", key + ": " + promise, policies)
            .entitlement(key);
    if (found == null) {
      throw new AssertionError("the tier has no " + key);
    }
    return found;
  }

  @Test
  void aFileIsReadAsItsText(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("tiers.yaml"), YAML);
    assertThat(CatalogueFile.read(file)).isEqualTo(CatalogueFile.parse(YAML));
  }

  @Test
  void versionsStandByThemselves() {
    Catalogue catalogue = CatalogueFile.parse(YAML);
    assertThat(catalogue.name()).isEqualTo("tiers");
    assertThat(catalogue.versions())
        .extracting(Catalogue.Version::version)
        .containsExactly("1", "2");
    Terms second = tier(catalogue.versions().getLast(), "small");
    assertThat(second.entitlements().keySet()).containsExactly("advisory");
    assertThat(second.version()).isEqualTo("2");
    assertThat(second.backdating()).isEqualTo(Period.ofDays(30));
    assertThat(catalogue.versionOn(LocalDate.of(2024, 12, 31))).isNull();
    assertThat(catalogue.versionOn(LocalDate.of(2025, 1, 1))).isEqualTo(catalogue.first());
    assertThat(catalogue.versionOn(LocalDate.of(2025, 12, 31))).isEqualTo(catalogue.first());
    assertThat(catalogue.versionOn(LocalDate.of(2026, 1, 1)))
        .isEqualTo(catalogue.versions().getLast());
  }

  @Test
  void entitlementsKeepTheOrderOfTheTier() {
    Terms terms = onlyTier("a: { kind: units }, b: { kind: units }", "b: {}, a: {}", "");
    assertThat(terms.entitlements().keySet()).containsExactly("b", "a");
    assertThat(terms.tierName()).isEqualTo("only");
  }

  @Test
  void unitsHaveAnyUnitAndScale() {
    EntitlementTerms hours = tier(CatalogueFile.parse(YAML).first(), "small").entitlement("hours");
    assertThat(Objects.requireNonNull(hours).counted())
        .isEqualTo(
            new Metering(
                new Recurrence.EveryPeriod(Period.ofWeeks(1), LocalDateTime.of(2025, 1, 6, 0, 0)),
                new Quantity(new BigDecimal("1.5")),
                "hour",
                2,
                null,
                QuotaPolicy.USUAL));
  }

  @Test
  void aLimitMayBeNothing() {
    Metering zero = thing("kind: program, period: contract", "{ limit: 0 }", "").counted();
    assertThat(zero.limit()).isEqualTo(Quantity.ZERO);
    Metering leftOut = thing("kind: units", "{}", "").counted();
    assertThat(leftOut.limit()).isEqualTo(Quantity.ZERO);
    assertThat(leftOut.unlimited()).isFalse();
  }

  @Test
  void withoutLimitNoPeriodIsNeeded() {
    Metering counted = thing("kind: session", "{ limit: unlimited }", "").counted();
    assertThat(counted.unlimited()).isTrue();
    assertThat(counted.period()).isEqualTo(Recurrence.OfContract.CONTRACT_YEAR);
  }

  @Test
  void theNearestPolicyCounts() {
    String kind = "kind: program";
    String promise = "{ limit: 1 }";
    EntitlementTerms ofVersion = thing(kind, promise, "backdating: P1D, period: day");
    assertThat(ofVersion.backdating()).isEqualTo(Period.ofDays(1));
    assertThat(ofVersion.counted().period()).isEqualTo(Recurrence.OfCalendar.DAY);
    String nearer = kind + ", backdating: P2D, period: calendar-week";
    EntitlementTerms ofEntitlement = thing(nearer, promise, "backdating: P1D, period: day");
    assertThat(ofEntitlement.backdating()).isEqualTo(Period.ofDays(2));
    assertThat(ofEntitlement.counted().period()).isEqualTo(Recurrence.OfCalendar.CALENDAR_WEEK);
    EntitlementTerms ofTier =
        thing(nearer, "{ limit: 1, backdating: P3D, period: contract }", "backdating: P1D");
    assertThat(ofTier.backdating()).isEqualTo(Period.ofDays(3));
    assertThat(ofTier.counted().period()).isEqualTo(Recurrence.OfContract.CONTRACT);
    assertThat(thing(kind, "{ limit: 1, period: day }", "").backdating())
        .isEqualTo(Period.ofDays(30));
  }

  /** A policy, the one that is nearest, and another that stands further out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          period: contract-month         | period: calendar-week
          partialPeriod: prorate         | partialPeriod: full
          overage: allow                 | overage: approve
          overage: reject                | overage: allow
          overageValue: "1.00 USD"       | overageValue: "2.00 USD"
          overageAtReset: carry          | overageAtReset: forgive
          overageAtReset: forgive        | overageAtReset: carry
          rollover: { max: 1 }           | rollover: { max: 1, min: 1 }
          rollover: { max: 1 }           | rollover: { max: 1, periods: 2 }
          rollover: { max: 1 }           | rollover: { max: 1, maxTotal: 2 }
          rollover: { max: 1 }           | rollover: { max: 1, priority: 2 }
          rollover: none                 | rollover: {}
          tierChange: fresh              | tierChange: prorate
          tierChange: prorate            | tierChange: new-limit-minus-used
          downgrade: immediate-approved  | downgrade: at-renewal
          downgrade: at-renewal          | downgrade: immediate-approved
          drawOrder: [recorded]          | drawOrder: [ends, starts]
          backdating: P1D                | backdating: P2D
          adjustments: one-person        | adjustments: two-persons
          adjustments: two-persons       | adjustments: one-person
          thresholds: [50]               | thresholds: [80, 100]
          thresholds: []                 | thresholds: [80]
          """)
  void everyPolicyIsSetOnEachLevelAndTheNearestCounts(String nearest, String further) {
    String kind = "kind: units, " + (nearest.startsWith("period") ? "" : "period: day, ");
    EntitlementTerms alone = thing(kind + nearest, "{ limit: 1 }", "");
    assertThat(alone).isNotEqualTo(thing(kind + further, "{ limit: 1 }", ""));
    assertThat(thing(kind, "{ limit: 1 }", nearest)).isEqualTo(alone);
    assertThat(thing(kind, "{ limit: 1, " + nearest + " }", "")).isEqualTo(alone);
    assertThat(thing(kind + nearest, "{ limit: 1 }", further)).isEqualTo(alone);
    assertThat(thing(kind + further, "{ limit: 1, " + nearest + " }", "")).isEqualTo(alone);
    assertThat(thing(kind, "{ limit: 1, " + nearest + " }", further)).isEqualTo(alone);
    assertThat(thing(kind + further, "{ limit: 1, " + nearest + " }", further)).isEqualTo(alone);
  }

  @Test
  void aContractObeysTheVersionsBackdating() {
    Terms terms =
        onlyTier(
            "advisory: { kind: activity, backdating: P2D }", "advisory: {}", "backdating: P0D");
    assertThat(terms.backdating()).isEqualTo(Period.ZERO);
  }

  @Test
  void defaultsMayBeWritten() {
    String defaults =
        "partialPeriod: full, overage: reject, overageAtReset: forgive, rollover: none,"
            + " tierChange: new-limit-minus-used, downgrade: at-renewal, adjustments: two-persons,"
            + " drawOrder: [priority, ends, promotional, starts, recorded], backdating: P30D";
    assertThat(
            thing(
                "kind: program, period: day, " + defaults,
                "{ limit: 1, " + defaults + " }",
                defaults))
        .isEqualTo(thing("kind: program, period: day", "{ limit: 1 }", ""));
  }

  @Test
  void coverageMayBeSetFurtherOut() {
    EntitlementTerms support =
        thing(
            "kind: support, coverage: 24x7",
            "[ { firstResponse: PT2H }, { from: 2025-05-01, coverage: 24x5, firstResponse: PT1H }"
                + " ]",
            "coverage: 24x5");
    assertThat(support.support())
        .containsExactly(
            new SupportLevel(null, Coverage.ALWAYS, Duration.ofHours(2)),
            new SupportLevel(LocalDate.of(2025, 5, 1), Coverage.WEEKDAYS, Duration.ofHours(1)));
    assertThat(thing("kind: support", "{ firstResponse: PT2H }", "coverage: 24x5").support())
        .containsExactly(new SupportLevel(null, Coverage.WEEKDAYS, Duration.ofHours(2)));
  }

  @Test
  void lifeCyclesHaveTheRulesOfTheDomainUnlessSet() {
    assertThat(thing("kind: program, period: day", "{ limit: 1 }", "").program())
        .isEqualTo(new ProgramRules(Period.ofDays(84), Period.ofDays(14)));
    assertThat(
            thing(
                    "kind: program, period: day, program: { length: P6M, returnWithin: P0D }",
                    "{ limit: 1 }",
                    "")
                .program())
        .isEqualTo(new ProgramRules(Period.ofMonths(6), Period.ZERO));
    assertThat(thing("kind: session, period: day", "{ limit: 1 }", "").session())
        .isEqualTo(new SessionRules(true, false));
    assertThat(
            thing(
                    "kind: session, period: day, session: { customerNoShow: returns, vendorNoShow:"
                        + " consumes }",
                    "{ limit: 1 }",
                    "")
                .session())
        .isEqualTo(new SessionRules(false, true));
    assertThat(thing("kind: voucher, period: day", "{ limit: 1 }", "").voucher())
        .isEqualTo(new VoucherRules(Period.ofMonths(12), true));
    assertThat(
            thing(
                    "kind: voucher, period: day, voucher: { validFor: P90D, notAfter: contract-end"
                        + " }",
                    "{ limit: 1 }",
                    "")
                .voucher())
        .isEqualTo(new VoucherRules(Period.ofDays(90), true));
  }
}
