package org.entitlementledger.core.catalogue.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.catalogue.EntitlementTerms.ProgramRules;
import org.entitlementledger.core.catalogue.EntitlementTerms.SessionRules;
import org.entitlementledger.core.catalogue.EntitlementTerms.VoucherRules;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in catalogue says what the table of DOMAIN.md, "What an account buys", says. */
class BuiltInCatalogueTest {
  private static final Catalogue CATALOGUE = CatalogueFile.builtIn();
  private static final Terms ADVANCED = tier("advanced");
  private static final Terms SIGNATURE = tier("signature");

  private static Terms tier(String key) {
    Terms terms = CATALOGUE.first().tiers().get(key);
    if (terms == null) {
      throw new AssertionError("no tier " + key);
    }
    return terms;
  }

  private static EntitlementTerms of(Terms terms, String key) {
    EntitlementTerms found = terms.entitlement(key);
    if (found == null) {
      throw new AssertionError(terms.tier() + " has no " + key);
    }
    return found;
  }

  @Test
  void isOneVersionOfTwoTiers() {
    assertThat(CATALOGUE.name()).isEqualTo("success-tiers");
    assertThat(CATALOGUE.versions()).hasSize(1);
    assertThat(CATALOGUE.first().version()).isEqualTo("2025-02");
    assertThat(CATALOGUE.first().effectiveFrom()).isEqualTo(LocalDate.of(2025, 2, 1));
    assertThat(CATALOGUE.first().tiers().keySet()).containsExactly("advanced", "signature");
    assertThat(ADVANCED.tierName()).isEqualTo("Advanced");
    assertThat(ADVANCED.rank()).isLessThan(SIGNATURE.rank());
    assertThat(ADVANCED.version()).isEqualTo("2025-02");
    assertThat(ADVANCED.backdating()).isEqualTo(Period.ofDays(30));
  }

  @ParameterizedTest
  @CsvSource({
    "accelerator,           PROGRAM, 2,  4,  contract-year,  12000.00 USD",
    "progress-call,         SESSION, 4,  ,   calendar-month,",
    "roi-review,            SESSION, 4,  4,  contract-year,",
    "certification-voucher, VOUCHER, 40, 60, contract-year,  150.00 USD",
    "workshop,              SESSION, ,   ,   contract-year,",
  })
  void countsThese(
      String key, Kind kind, Integer advanced, Integer signature, String period, String unitValue) {
    counts(of(ADVANCED, key), kind, advanced, period, unitValue);
    counts(of(SIGNATURE, key), kind, signature, period, unitValue);
  }

  private static void counts(
      EntitlementTerms terms, Kind kind, Integer limit, String period, String unitValue) {
    Metering metering = terms.counted();
    assertThat(terms.kind()).isEqualTo(kind);
    assertThat(metering.limit()).isEqualTo(limit == null ? null : Quantity.of(limit));
    assertThat(metering.unlimited()).isEqualTo(limit == null);
    assertThat(metering.period().text()).isEqualTo(period);
    assertThat(metering.scale()).isZero();
    assertThat(metering.unitValue() == null ? null : metering.unitValue().toString())
        .isEqualTo(unitValue);
    assertThat(terms.backdating()).isEqualTo(Period.ofDays(30));
  }

  @Test
  void givesTenAndTwentyPercent() {
    assertThat(of(ADVANCED, "education-discount").percent()).isEqualTo(BigDecimal.valueOf(10));
    assertThat(of(SIGNATURE, "education-discount").percent()).isEqualTo(BigDecimal.valueOf(20));
  }

  @Test
  void supportsSeverityTwoAroundTheClock() {
    assertThat(of(ADVANCED, "sev2-support").support())
        .containsExactly(
            new SupportLevel(null, Coverage.WEEKDAYS, Duration.ofHours(4)),
            new SupportLevel(LocalDate.of(2025, 5, 1), Coverage.ALWAYS, Duration.ofHours(4)));
    assertThat(of(SIGNATURE, "sev2-support").support())
        .containsExactly(new SupportLevel(null, Coverage.ALWAYS, Duration.ofHours(2)));
  }

  @Test
  void hasTheRolesAndActivities() {
    assertThat(of(ADVANCED, "csa").kind()).isEqualTo(Kind.ROLE);
    assertThat(of(SIGNATURE, "csa").required()).containsExactly("accelerator");
    assertThat(ADVANCED.entitlement("ase")).isNull();
    assertThat(of(SIGNATURE, "ase").kind()).isEqualTo(Kind.ROLE);
    for (Terms tier : List.of(ADVANCED, SIGNATURE)) {
      assertThat(of(tier, "risk-assessment").kind()).isEqualTo(Kind.ACTIVITY);
      assertThat(of(tier, "advisory").kind()).isEqualTo(Kind.ACTIVITY);
    }
  }

  @Test
  void followsTheLifeCyclesOfTheDomain() {
    assertThat(of(ADVANCED, "accelerator").program())
        .isEqualTo(new ProgramRules(Period.ofDays(84), Period.ofDays(14)));
    assertThat(of(ADVANCED, "certification-voucher").voucher())
        .isEqualTo(new VoucherRules(Period.ofMonths(12), true));
    for (String session : List.of("progress-call", "roi-review", "workshop")) {
      assertThat(of(SIGNATURE, session).session()).isEqualTo(new SessionRules(true, false));
    }
  }

  @Test
  void listsNothingElse() {
    List<String> advanced =
        List.of(
            "accelerator",
            "progress-call",
            "roi-review",
            "certification-voucher",
            "education-discount",
            "sev2-support",
            "csa",
            "workshop",
            "risk-assessment",
            "advisory");
    assertThat(ADVANCED.entitlements().keySet()).containsExactlyElementsOf(advanced);
    assertThat(SIGNATURE.entitlements().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(advanced.stream(), Stream.of("ase")).toList());
  }
}
