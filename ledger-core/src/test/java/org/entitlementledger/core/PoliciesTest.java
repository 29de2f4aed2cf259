package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.catalogue;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportEvent.TicketOpened;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value of CATALOGUE.md, "Policies", where it matters: none may be read and then ignored. */
class PoliciesTest {
  private static final String JANUARY = "2025-01-01T00:00:00Z";
  private static final String FEBRUARY = "2025-02-01T00:00:00Z";
  private static final String MARCH = "2025-03-01T00:00:00Z";

  private static SourceBalance rolled(AccountFixture account, String time) {
    return account.balance(KEY, time).sources().stream()
        .filter(source -> source.source().kind() == Source.Kind.ROLLOVER)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing has rolled over"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          contract         | 2027-01-14T23:59:59.999999Z |
          contract-year    | 2026-01-14T23:59:59.999999Z | 2026-01-15T00:00:00Z
          contract-quarter | 2025-04-14T23:59:59.999999Z | 2025-04-15T00:00:00Z
          contract-month   | 2025-02-14T23:59:59.999999Z | 2025-02-15T00:00:00Z
          calendar-year    | 2025-12-31T23:59:59.999999Z | 2026-01-01T00:00:00Z
          calendar-quarter | 2025-03-31T23:59:59.999999Z | 2025-04-01T00:00:00Z
          calendar-month   | 2025-01-31T23:59:59.999999Z | 2025-02-01T00:00:00Z
          calendar-week    | 2025-01-19T23:59:59.999999Z | 2025-01-20T00:00:00Z
          day              | 2025-01-15T23:59:59.999999Z | 2025-01-16T00:00:00Z
          { every: P10D, anchor: "2025-01-01T06:00" } | 2025-01-21T05:59:59.999999Z | 2025-01-21T06:00:00Z
          { every: PT8H, anchor: "2025-03-06T06:00" } | 2025-01-15T05:59:59.999999Z | 2025-01-15T06:00:00Z
          { every: PT1H, anchor: "2025-01-01T00:30" } | 2025-01-15T00:29:59.999999Z | 2025-01-15T00:30:00Z
          """)
  void aWindowHasItsAllowanceUntilItsEnd(String period, String last, String next) {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-01-15T00:00:00Z", catalogue(period, "", "10"))
            .given(purchase("c1", "small", "2025-01-15", 24), use("3"));
    assertThat(account.available(KEY, last)).isEqualTo("7");
    if (next != null) {
      assertThat(account.available(KEY, next)).isEqualTo("10");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',                     10,  10",
    "partialPeriod: full,    10,  10",
    "partialPeriod: prorate, 5.1, 4.8",
  })
  void aPartialPeriodIsWholeUnlessItIsProrated(String policy, String first, String last) {
    AccountFixture account =
        AccountFixture.opened(
                "UTC", "2025-01-16T00:00:00Z", catalogue("calendar-month", policy, "10"))
            .given(purchase("c1", "small", "2025-01-16", 12));
    assertThat(account.available(KEY)).isEqualTo(first);
    assertThat(account.available(KEY, FEBRUARY)).isEqualTo("10");
    assertThat(account.available(KEY, "2026-01-01T00:00:00Z")).isEqualTo(last);
  }

  @Test
  void whatGoesPastTheLimitIsRejectedAllowedOrAsked() {
    for (String policy : List.of("", "overage: reject")) {
      account("calendar-month", policy, "10").when(use("10.1")).refused(Problem.QUOTA_EXHAUSTED);
    }
    AccountFixture allowed = account("calendar-month", "overage: allow", "10").given(use("10.1"));
    assertThat(allowed.balance(KEY, JANUARY).overage()).hasToString("0.1");
    AccountFixture asked = account("calendar-month", "overage: approve", "10");
    assertThat(asked.when(use("10.1")).accepted())
        .hasExactlyElementsOfTypes(ApprovalRequested.class);
    assertThat(asked.when(use("10")).accepted()).hasSize(1);
  }

  @Test
  void aUnitOfOverageHasAValueThatTheContractPins() {
    AccountFixture account =
        AccountFixture.opened(
            "UTC",
            JANUARY,
            catalogue("calendar-month", "overage: allow, overageValue: \"180.00 EUR\"", "10"));
    var bought =
        (ContractPurchased)
            account.when(purchase("c1", "small", "2025-01-01")).accepted().getFirst();
    assertThat(AccountFixture.there(bought.terms().entitlement(KEY)).counted().policy())
        .satisfies(
            policy ->
                assertThat(policy.overageValue())
                    .isEqualTo(Money.parse("overageValue", "180.00", "EUR")));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                        10, 0",
    "', overageAtReset: forgive', 10, 0",
    "', overageAtReset: carry',   0,  3",
  })
  void overageIsForgivenUnlessItIsCarried(String policy, String available, String overage) {
    AccountFixture account =
        account("calendar-month", "overage: allow" + policy, "10").given(use("23"));
    assertThat(account.available(KEY, FEBRUARY)).isEqualTo(available);
    assertThat(account.balance(KEY, FEBRUARY).overage()).hasToString(overage);
  }

  @Test
  void carriedOverageIsTakenFromTheRolledGrantThenTheAllowance() {
    AccountFixture account =
        account(
                "calendar-month",
                "overage: allow, overageAtReset: carry, rollover: { min: 3 }",
                "10")
            .given(use("15"));
    assertThat(account.balance(KEY, FEBRUARY).sources())
        .extracting(source -> source.source().kind().key() + ":" + source.consumed())
        .containsExactlyInAnyOrder("rollover:3", "allowance:2");
    assertThat(account.available(KEY, FEBRUARY)).isEqualTo("8");
  }

  @Test
  void carriedOverageIsNeverTakenFromATopUp() {
    AccountFixture account =
        account("calendar-month", "overage: allow, overageAtReset: carry", "10")
            .given(use("23"), Hours.grantFrom("g", "100", "2025-02-01"));
    assertThat(figures(account, FEBRUARY))
        .isEqualTo("granted 110 adjusted 0 consumed 13 held 0 lapsed 0 overage 3 available 100");
  }

  @Test
  void overageIsNotCarriedIntoAnotherContract() {
    AccountFixture account =
        account("contract-year", "overage: allow, overageAtReset: carry", "10")
            .given(use("23"), new RenewContract(ACCOUNT, "c1", "c2", null, null, 12, null));
    assertThat(account.available(KEY, "2026-01-01T00:00:00Z")).isEqualTo("10");
  }

  /** Seven of January's ten are left, or none. */
  @ParameterizedTest
  @CsvSource({
    "'',                             10, 10",
    "'rollover: none',               10, 10",
    "'rollover: {}',                 17, 10",
    "'rollover: { max: 4 }',         14, 10",
    "'rollover: { max: 0 }',         10, 10",
    "'rollover: { max: 7.5 }',       17, 10",
    "'rollover: { min: 2 }',         17, 12",
    "'rollover: { min: 8 }',         18, 18",
    "'rollover: { min: 2, max: 4 }', 14, 12",
    "'rollover: { maxTotal: 5 }',    15, 10",
  })
  void theAllowanceRollsOverWithinItsBounds(String policy, String ofSeven, String ofNone) {
    assertThat(account("calendar-month", policy, "10").given(use("3")).available(KEY, FEBRUARY))
        .isEqualTo(ofSeven);
    assertThat(account("calendar-month", policy, "10").given(use("10")).available(KEY, FEBRUARY))
        .isEqualTo(ofNone);
  }

  @ParameterizedTest
  @CsvSource({
    "{},             2025-03-01T00:00:00Z, 50",
    "{ periods: 1 }, 2025-03-01T00:00:00Z, 50",
    "{ periods: 3 }, 2025-05-01T00:00:00Z, 50",
    "{ priority: 7 }, 2025-03-01T00:00:00Z, 7",
  })
  void whatRolledOverLivesItsPeriodsAndHasItsPriority(String rule, String ends, int priority) {
    AccountFixture account = account("calendar-month", "rollover: " + rule, "10");
    assertThat(rolled(account, FEBRUARY).ends()).isEqualTo(Instant.parse(ends));
    assertThat(rolled(account, FEBRUARY).priority()).isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource({
    // the allowance ends first
    "{ periods: 2 },               0",
    "'{ periods: 2, priority: 49 }', 4",
    "'{ periods: 2, priority: 51 }', 0",
    // both end together: what rolled over goes first
    "{ periods: 1 },               4",
    "'{ periods: 1, priority: 51 }', 0",
  })
  void thePriorityOfWhatRolledOverDecidesWhenItIsDrawn(String rule, String drawn) {
    AccountFixture account = account("calendar-month", "rollover: " + rule, "10");
    account.now(FEBRUARY).given(use("4"));
    assertThat(rolled(account, FEBRUARY).consumed()).hasToString(drawn);
  }

  @ParameterizedTest
  @CsvSource({"'', 18", "', maxTotal: 5', 15", "', maxTotal: 8', 18", "', maxTotal: 3', 13"})
  void allThatRolledOverHasABoundAndTheOldestIsTrimmed(String bound, String available) {
    AccountFixture account =
        account("calendar-month", "rollover: { periods: 3" + bound + " }", "10").given(use("6"));
    account.now(FEBRUARY).given(use("6"));
    assertThat(account.available(KEY, MARCH)).isEqualTo(available);
  }

  @Test
  void whatRolledOverNeverRollsAgainAndNeitherDoTopUps() {
    AccountFixture account =
        account("calendar-month", "rollover: {}", "10").given(grant("g", "5", "2025-02-01"));
    assertThat(account.available(KEY, JANUARY)).isEqualTo("15");
    assertThat(account.available(KEY, FEBRUARY)).isEqualTo("20");
    assertThat(account.available(KEY, MARCH)).isEqualTo("20");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                 50",
    "tierChange: new-limit-minus-used,   50",
    // 40 × 182/365 + 60 × 183/365 − 10
    "tierChange: prorate,                40",
    "tierChange: fresh,                  60",
  })
  void aTierChangeGivesWhatThePolicySays(String policy, String available) {
    AccountFixture account = account("contract-year", policy, "40").given(use("10"));
    account
        .now("2025-07-02T00:00:00Z")
        .given(new ChangeTier(ACCOUNT, "c1", "large", LocalDate.of(2025, 7, 2)));
    assertThat(account.available(KEY)).isEqualTo(available);
  }

  /** Five grants of one unit, each the first by one key and like the others by the rest. */
  private static AccountFixture fiveGrants(String policy) {
    AccountFixture account = account("contract-year", policy, "0").now("2025-01-06T00:00:00Z");
    return account.given(
        one("recorded", 50, "2025-11-01", false, "2025-01-05"),
        one("priority", 1, "2025-11-01", false, "2025-01-05"),
        one("ends", 50, "2025-06-01", false, "2025-01-05"),
        one("promotional", 50, "2025-11-01", true, "2025-01-05"),
        one("starts", 50, "2025-11-01", false, "2025-01-02"));
  }

  private static GrantTopUp one(
      String id, int priority, String ends, boolean promotional, String starts) {
    return new GrantTopUp(
        ACCOUNT,
        id,
        KEY,
        BigDecimal.ONE,
        "PO-1",
        parse(starts),
        parse(ends),
        priority,
        promotional,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                   | priority ends promotional starts recorded
          drawOrder: [priority]                | priority recorded ends promotional starts
          drawOrder: [ends]                    | ends recorded priority promotional starts
          drawOrder: [promotional]             | promotional recorded priority ends starts
          drawOrder: [starts]                  | starts recorded priority ends promotional
          drawOrder: [recorded]                | recorded priority ends promotional starts
          drawOrder: [starts, promotional]     | starts promotional recorded priority ends
          drawOrder: [recorded, priority]      | recorded priority ends promotional starts
          drawOrder: [promotional, starts, ends, priority, recorded] | promotional starts ends priority recorded
          """)
  void sourcesAreDrawnInTheOrderOfThePolicy(String policy, String order) {
    AccountFixture account = fiveGrants(policy);
    var drawn = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      var used = (UsageRecorded) account.when(use("1")).accepted().getFirst();
      drawn.add(used.movements().getFirst().source().id());
    }
    assertThat(String.join(" ", drawn)).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                 2024-12-15T00:00:00Z",
    "'backdating: P30D', 2024-12-15T00:00:00Z",
    "'backdating: P10D', 2025-01-04T00:00:00Z",
    "'backdating: P0D',  2025-01-14T00:00:00Z",
    "'backdating: P1M',  2024-12-14T00:00:00Z",
  })
  void contractsObeyTheVersionsBackdatingAndUsesTheirOwn(String policy, String earliest) {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: late
            versions:
              - version: "1"
                effectiveFrom: 2024-01-01
                policies: { %s }
                entitlements:
                  hours: { kind: units, period: contract-year }
                  own: { kind: units, period: contract-year, backdating: P2D }
                tiers:
                  t:
                    rank: 1
                    entitlements: { hours: { limit: 10 }, own: { limit: 10, backdating: P3D } }
            """
                .formatted(policy));
    String now = "2025-01-14T00:00:00Z";
    LocalDate first = LocalDate.parse(earliest.substring(0, 10));
    AccountFixture account = AccountFixture.opened("UTC", now, catalogue);
    account
        .when(purchase("c1", "t", first.minusDays(1).toString()))
        .refused(Problem.BACKDATING_LIMIT);
    account.given(purchase("c1", "t", first.toString()));
    account.when(use("1")).effective(earliest).accepted();
    AccountFixture older =
        AccountFixture.opened("UTC", "2024-06-01T00:00:00Z", catalogue)
            .given(purchase("c1", "t", "2024-06-01"))
            .now(now);
    Instant before = Instant.parse(earliest).minusNanos(1_000);
    older.when(use("1")).effective(before.toString()).refused(Problem.BACKDATING_LIMIT);
    var own = new RecordUsage(ACCOUNT, null, "own", BigDecimal.ONE);
    older.when(own).effective("2025-01-10T23:59:59.999999Z").refused(Problem.BACKDATING_LIMIT);
    older.when(own).effective("2025-01-11").accepted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          24x7 | 2025-06-06T22:00:00Z | 2025-06-07T02:00:00Z
          24x5 | 2025-06-06T22:00:00Z | 2025-06-09T02:00:00Z
          { days: [monday, tuesday, wednesday, thursday, friday], from: "09:00", to: "17:00", zone: Europe/Berlin, holidays: [2025-06-09] } | 2025-06-06T13:00:00Z | 2025-06-10T09:00:00Z
          { days: [monday, tuesday, wednesday, thursday, friday], from: "09:00", to: "17:00", zone: Europe/Berlin } | 2025-06-06T13:00:00Z | 2025-06-09T09:00:00Z
          { days: [monday, tuesday, wednesday, thursday, friday], from: "09:00", to: "17:00", zone: UTC, holidays: [2025-06-09] } | 2025-06-06T13:00:00Z | 2025-06-06T17:00:00Z
          { days: [friday], from: "09:00", to: "17:00", zone: Europe/Berlin, holidays: [2025-06-09] } | 2025-06-06T13:00:00Z | 2025-06-13T09:00:00Z
          { days: [monday, tuesday, wednesday, thursday, friday], from: "16:00", to: "17:00", zone: Europe/Berlin, holidays: [2025-06-09] } | 2025-06-06T13:00:00Z | 2025-06-12T15:00:00Z
          { days: [monday, tuesday, wednesday, thursday, friday], from: "09:00", to: "18:00", zone: Europe/Berlin, holidays: [2025-06-09] } | 2025-06-06T13:00:00Z | 2025-06-10T08:00:00Z
          { days: [monday, tuesday, wednesday, thursday, friday], from: "09:00", to: "24:00", zone: Europe/Berlin, holidays: [2025-06-09] } | 2025-06-06T13:00:00Z | 2025-06-06T17:00:00Z
          """)
  void coverageDecidesWhenATicketIsDue(String coverage, String openedAt, String due) {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: support
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { sev2-support: { kind: support } }
                tiers:
                  t:
                    rank: 1
                    entitlements: { sev2-support: { coverage: %s, firstResponse: PT4H } }
            """
                .formatted(coverage));
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-06-01T00:00:00Z", catalogue)
            .given(purchase("c1", "t", "2025-06-01"))
            .now("2025-07-01T00:00:00Z");
    var opened =
        (TicketOpened)
            account.when(new OpenTicket(ACCOUNT, "t1", 2, parse(openedAt))).accepted().getFirst();
    assertThat(AccountFixture.there(opened.target()).firstResponseDue())
        .isEqualTo(Instant.parse(due));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                            84, 14",
    "'program: { length: P10D }',                   10, 14",
    "'program: { returnWithin: P2D }',              84, 2",
    "'program: { length: P1W, returnWithin: P0D }', 7,  0",
  })
  void aProgramHasItsLengthAndItsDaysOfReturn(String rules, int length, int returnWithin) {
    for (int day : new int[] {returnWithin - 1, returnWithin}) {
      AccountFixture account = program(rules);
      var started = (AcceleratorStarted) account.when(Commands.start("a1")).accepted().getFirst();
      LocalDate start = started.startsOn();
      assertThat(started.plannedEnd()).isEqualTo(start.plusDays(length));
      if (day >= 0) {
        account.now("2025-06-01T00:00:00Z");
        var cancel = new CancelAccelerator(ACCOUNT, "a1", start.plusDays(day), Cause.CUSTOMER);
        account.when(cancel).because("other plans").accepted();
        assertThat(account.available("accelerator")).isEqualTo(day < returnWithin ? "1" : "0");
      }
    }
  }

  private static AccountFixture program(String rules) {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: programs
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { accelerator: { kind: program, period: contract%s } }
                tiers: { t: { rank: 1, entitlements: { accelerator: { limit: 1 } } } }
            """
                .formatted(rules.isEmpty() ? "" : ", " + rules));
    return AccountFixture.opened("UTC", JANUARY, catalogue)
        .given(purchase("c1", "t", "2025-01-01"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0.1", "1, 0.1, 0.01", "9, 0.000000001, 0.0000000001"})
  void aScaleIsTheDecimalsOfAQuantity(int scale, String finest, String finer) {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: scales
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { hours: { kind: units, period: contract, scale: %d } }
                tiers: { t: { rank: 1, entitlements: { hours: { limit: 1 } } } }
            """
                .formatted(scale));
    AccountFixture account =
        AccountFixture.opened("UTC", JANUARY, catalogue).given(purchase("c1", "t", "2025-01-01"));
    account.when(use(finer)).refused(Problem.VALIDATION);
    account.given(use(finest));
  }

  @Test
  void withoutALimitOnlyGrantsGiveAnything() {
    for (String promise : List.of("{}", "{ limit: 0, period: contract }")) {
      var catalogue =
          CatalogueFile.parse(
              """
              catalogue: prepaid
              versions:
                - version: "1"
                  effectiveFrom: 2025-01-01
                  entitlements: { hours: { kind: units, scale: 1 } }
                  tiers: { t: { rank: 1, entitlements: { hours: %s } } }
              """
                  .formatted(promise));
      AccountFixture account =
          AccountFixture.opened("UTC", JANUARY, catalogue).given(purchase("c1", "t", "2025-01-01"));
      account.when(use("1")).refused(Problem.QUOTA_EXHAUSTED);
      account.given(grant("g", "2", null), use("1"));
      assertThat(account.balance(KEY, JANUARY).available()).isEqualTo(Quantity.ONE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'[80]',       7.9, 8,  80",
    "'[100, 80]',  7.9, 10, 80 100",
    "'[1, 1000]',  0,   0.1, 1",
    "'[150]',      14.9, 15, 150",
  })
  void aThresholdIsReachedAtItsPercentAndNotBefore(
      String thresholds, String before, String then, String reached) {
    AccountFixture account =
        account("calendar-month", "overage: allow, thresholds: " + thresholds, "10");
    if (!before.equals("0")) {
      assertThat(account.when(use(before)).accepted()).hasSize(1);
    }
    var more = new BigDecimal(then).subtract(new BigDecimal(before)).toPlainString();
    account.given(use(more));
    List<Integer> percents = AccountFixture.there(account.balance(KEY, JANUARY).thresholds());
    assertThat(percents.stream().map(String::valueOf).toList()).containsExactly(reached.split(" "));
  }
}
