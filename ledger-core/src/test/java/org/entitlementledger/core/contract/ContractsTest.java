package org.entitlementledger.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.until;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {
  private static final String NOW = "2025-03-15T10:00:00Z";

  private static AccountFixture opened() {
    return AccountFixture.opened("UTC", NOW);
  }

  private static String inForce(AccountFixture account, String time) {
    Contract contract = account.account().contracts().inForce(Instant.parse(time));
    return contract == null ? "none" : contract.contractId();
  }

  @Test
  void aPurchasePinsTheTermsOfTheTier() {
    var price = new Money(new BigDecimal("50000"), "USD");
    var startsOn = LocalDate.of(2025, 3, 10);
    opened()
        .when(new PurchaseContract(ACCOUNT, "c1", "advanced", startsOn, null, 12, "PO-1", price))
        .then(
            new ContractPurchased(
                Instant.parse("2025-03-10T00:00:00Z"),
                "c1",
                startsOn,
                LocalDate.of(2026, 3, 10),
                "PO-1",
                price,
                Objects.requireNonNull(CatalogueFile.builtIn().first().tiers().get("advanced"))));
  }

  @Test
  void anIdIsMadeWhereNoneIsGiven() {
    var event =
        (ContractPurchased)
            opened()
                .when(
                    new PurchaseContract(
                        ACCOUNT, null, "signature", LocalDate.of(2025, 3, 15), null, 1, null, null))
                .accepted()
                .getFirst();
    assertThat(event.contractId()).isEqualTo("made-1");
    assertThat(event.itemIds()).containsExactly("made-1");
  }

  @Test
  void whatStartsAheadTakesEffectNow() {
    var event =
        (ContractPurchased)
            opened().when(purchase("c1", "advanced", "2025-06-01")).accepted().getFirst();
    assertThat(event.occurredAt()).isEqualTo(Instant.parse(NOW));
    assertThat(event.startsOn()).isEqualTo(LocalDate.of(2025, 6, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                2025-03-15T00:00:00Z, 2026-03-15T00:00:00Z",
    "Pacific/Auckland,   2025-03-14T11:00:00Z, 2026-03-14T11:00:00Z",
    "America/New_York,   2025-03-15T04:00:00Z, 2026-03-15T04:00:00Z",
    "Asia/Kathmandu,     2025-03-14T18:15:00Z, 2026-03-14T18:15:00Z",
    "Australia/Lord_Howe,2025-03-14T13:00:00Z, 2026-03-14T13:00:00Z",
    "Pacific/Kiritimati, 2025-03-14T10:00:00Z, 2026-03-14T10:00:00Z",
  })
  void aTermIsHalfOpenInTheAccountsZone(String zone, String start, String end) {
    AccountFixture account =
        AccountFixture.opened(zone, NOW).given(purchase("c1", "advanced", "2025-03-15"));
    Instant first = Instant.parse(start);
    Instant after = Instant.parse(end);
    assertThat(inForce(account, first.minusNanos(1_000).toString())).isEqualTo("none");
    assertThat(inForce(account, start)).isEqualTo("c1");
    assertThat(inForce(account, after.minusNanos(1_000).toString())).isEqualTo("c1");
    assertThat(inForce(account, end)).isEqualTo("none");
  }

  @Test
  void termsTouchAndNeverOverlap() {
    AccountFixture account = opened().given(until("c2", "advanced", "2025-05-01", "2025-06-01"));
    account.given(until("c1", "advanced", "2025-04-01", "2025-05-01"));
    account.given(until("c3", "signature", "2025-06-01", "2025-07-01"));
    assertThat(inForce(account, "2025-04-30T23:59:59.999999Z")).isEqualTo("c1");
    assertThat(inForce(account, "2025-05-01T00:00:00Z")).isEqualTo("c2");
    assertThat(inForce(account, "2025-06-01T00:00:00Z")).isEqualTo("c3");
    for (String[] term :
        List.of(
            new String[] {"2025-03-20", "2025-04-02"},
            new String[] {"2025-06-30", "2025-07-01"},
            new String[] {"2025-05-10", "2025-05-11"},
            new String[] {"2025-05-01", "2025-06-01"},
            new String[] {"2025-03-20", "2026-01-01"})) {
      account.when(until("c4", "advanced", term[0], term[1])).refused(Problem.CONTRACT_OVERLAP);
    }
    assertThat(
            account
                .when(until("c4", "advanced", "2025-05-31", "2025-06-01"))
                .refused(Problem.CONTRACT_OVERLAP)
                .facts())
        .containsEntry("contractId", "c2")
        .containsEntry("startsOn", LocalDate.of(2025, 5, 1))
        .containsEntry("until", LocalDate.of(2025, 6, 1));
    account.when(until("c4", "advanced", "2025-07-01", "2025-07-02")).accepted();
  }

  @Test
  void anIdIsGivenOnce() {
    AccountFixture account = opened().given(purchase("c1", "advanced", "2025-03-15"));
    assertThat(
            account
                .when(purchase("c1", "advanced", "2027-03-15"))
                .refused(Problem.DUPLICATE)
                .facts())
        .containsEntry("contractId", "c1");
    account.when(purchase("C1", "advanced", "2027-03-15")).accepted();
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,              2025-03-15T00:00:00Z, 2025-02-13",
    "UTC,              2025-03-15T23:59:59Z, 2025-02-14",
    "Pacific/Auckland, 2025-03-14T11:00:00Z, 2025-02-13",
  })
  void aPurchaseIsLateAtMostThirtyDays(String zone, String now, String first) {
    LocalDate earliest = LocalDate.parse(first);
    AccountFixture account = AccountFixture.opened(zone, now);
    Refusal refusal =
        account
            .when(purchase("c1", "advanced", earliest.minusDays(1).toString()))
            .refused(Problem.BACKDATING_LIMIT);
    assertThat(refusal.facts())
        .containsKeys("occurredAt", "earliest")
        .containsEntry("backdating", "P30D");
    account.when(purchase("c1", "advanced", first)).accepted();
  }

  @Test
  void nothingIsSoldBeforeTheFirstVersion() {
    AccountFixture account = AccountFixture.opened("UTC", "2025-02-10T00:00:00Z");
    assertThat(
            account
                .when(purchase("c1", "advanced", "2025-01-31"))
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "startsOn")
        .containsEntry("effectiveFrom", LocalDate.of(2025, 2, 1));
    account.when(purchase("c1", "advanced", "2025-02-01")).accepted();
  }

  @Test
  void whatIsSoldEarlyHasTheFirstVersion() {
    AccountFixture.opened("UTC", "2025-01-10T00:00:00Z")
        .when(purchase("c1", "advanced", "2025-02-01"))
        .accepted();
  }

  @Test
  void theVersionOfTheDayOfThePurchaseCounts() {
    var two =
        CatalogueFile.parse(
            """
            catalogue: two
            versions:
              - version: old
                effectiveFrom: 2025-01-01
                entitlements: { a: { kind: units } }
                tiers: { t: { rank: 1, entitlements: {} }, gone: { rank: 2, entitlements: {} } }
              - version: new
                effectiveFrom: 2025-03-15
                entitlements: { a: { kind: units } }
                tiers: { t: { rank: 1, entitlements: { a: {} } } }
            """);
    // in Auckland it is the 15th already
    String last = "2025-03-14T10:59:59.999999Z";
    assertThat(version(AccountFixture.opened("Pacific/Auckland", last, two), "2025-05-01"))
        .isEqualTo("old");
    String first = "2025-03-14T11:00:00Z";
    assertThat(version(AccountFixture.opened("Pacific/Auckland", first, two), "2025-05-01"))
        .isEqualTo("new");
    assertThat(version(AccountFixture.opened("Pacific/Auckland", first, two), "2025-03-14"))
        .isEqualTo("old");
    assertThat(
            AccountFixture.opened("UTC", NOW, two)
                .when(purchase("c1", "gone", "2025-05-01"))
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "tier")
        .containsEntry("allowed", List.of("t"));
    AccountFixture.opened("UTC", NOW, two).when(purchase("c1", "gone", "2025-03-14")).accepted();
  }

  private static String version(AccountFixture account, String startsOn) {
    return ((ContractPurchased) account.when(purchase("c1", "t", startsOn)).accepted().getFirst())
        .terms()
        .version();
  }

  @Test
  void theTierMustBeSold() {
    assertThat(
            opened()
                .when(purchase("c1", "Advanced", "2025-03-15"))
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "tier")
        .containsEntry("allowed", List.of("advanced", "signature"));
  }

  @Test
  void startsOnIsTheEffectiveTime() {
    opened()
        .when(purchase("c1", "advanced", "2025-03-15"))
        .effective("2025-03-14")
        .refused(Problem.VALIDATION);
    opened().when(purchase("c1", "advanced", "2025-03-15")).effective("2025-03-15").accepted();
    opened()
        .when(purchase("c1", "advanced", "2025-03-15"))
        .effective("2025-03-15T00:00:00Z")
        .accepted();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 12, 2025-02-28",
    "2025-01-31, 1,  2025-02-28",
    "2025-08-31, 1,  2025-09-30",
    "2028-02-29, 48, 2032-02-29",
  })
  void aTermOfMonthsEndsOnTheSameDayOrTheLast(String startsOn, int months, LocalDate until) {
    assertThat(purchase("c1", "advanced", startsOn, months).end()).isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({
    ",           ,     until: give either until or termMonths",
    "2026-03-15, 12,   until: give either until or termMonths",
    "2025-03-15, ,     until: must be after startsOn",
    "2025-03-14, ,     until: must be after startsOn",
    "2125-03-16, ,     until: a term has at most 100 years",
    "+10000-01-01, ,   until: must lie in the years 1970 to 9999",
    ",           0,    termMonths: must be 1 to 1200",
    ",           -1,   termMonths: must be 1 to 1200",
    ",           1201, termMonths: must be 1 to 1200",
  })
  void aTermHasAnEnd(LocalDate until, Integer months, String said) {
    try {
      var made =
          new PurchaseContract(
              ACCOUNT, "c1", "advanced", LocalDate.of(2025, 3, 15), until, months, null, null);
      throw new AssertionError("it was accepted: " + made);
    } catch (Refusal refusal) {
      assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION);
      assertThat(refusal).hasMessageStartingWith(said);
    }
  }

  @Test
  void theFormIsChecked() {
    LocalDate day = LocalDate.of(2025, 3, 15);
    Form.refused("contractId", () -> purchase("c/1", "advanced", "2025-03-15"));
    Form.refused("startsOn", () -> purchase("c1", "advanced", "1969-12-31"));
    Form.refused("until", () -> purchase("c1", "advanced", "9999-12-31", 1));
    Form.refused(
        "orderReference",
        () -> new PurchaseContract(ACCOUNT, "c1", "advanced", day, null, 12, " ", null));
    Form.refused(
        "effectiveOn",
        () -> new ContractCommand.ChangeTier(ACCOUNT, "c1", "x", LocalDate.of(1969, 12, 31)));
    Form.refused(
        "effectiveOn",
        () -> new ContractCommand.TerminateContract(ACCOUNT, "c1", LocalDate.of(10_000, 1, 1)));
  }

  @Test
  void aHundredYearsAreATerm() {
    assertThat(purchase("c1", "advanced", "2025-03-15", 1200).end())
        .isEqualTo(LocalDate.of(2125, 3, 15));
    assertThat(until("c1", "advanced", "2025-03-15", "2125-03-15").end())
        .isEqualTo(LocalDate.of(2125, 3, 15));
  }

  /** Apia left 2011-12-30 out. */
  @Test
  void aTermHasTime() {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: old
            versions:
              - version: "1"
                effectiveFrom: 2000-01-01
                entitlements: {}
                tiers: { t: { rank: 1, entitlements: {} } }
            """);
    AccountFixture account =
        AccountFixture.opened("Pacific/Apia", "2011-12-01T00:00:00Z", catalogue);
    assertThat(
            account
                .when(until("c1", "t", "2011-12-30", "2011-12-31"))
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "until");
    account.when(until("c1", "t", "2011-12-29", "2011-12-31")).accepted();
  }
}
