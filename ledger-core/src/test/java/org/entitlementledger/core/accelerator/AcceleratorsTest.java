package org.entitlementledger.core.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.start;
import static org.entitlementledger.core.Commands.startOn;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceleratorsTest {
  private static final String NOW = "2025-04-07T09:30:00Z";
  private static final Instant AT = Instant.parse(NOW);

  /** Two accelerators from 2025-03-15 on, and a CSA. */
  private static AccountFixture advanced(String zone) {
    return AccountFixture.opened(zone, "2025-03-15T12:00:00Z")
        .given(purchase("c1", "advanced", "2025-03-15"), csa("casey", "2025-03-15"))
        .now(NOW);
  }

  @Test
  void aStartConsumesOneOfTheContractYear() {
    var term =
        new Window(Instant.parse("2025-03-15T00:00:00Z"), Instant.parse("2026-03-15T00:00:00Z"));
    advanced("UTC")
        .when(new StartAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null))
        .then(
            new AcceleratorStarted(
                AT,
                "a1",
                "Pipelines",
                "Deploy daily",
                LocalDate.of(2025, 4, 7),
                LocalDate.of(2025, 6, 30),
                LocalDate.of(2025, 4, 21),
                List.of(
                    Movement.of(
                        Movement.Kind.CONSUMED,
                        "accelerator",
                        new Source(Source.Kind.ALLOWANCE, "c1/2025-03-15T00:00:00Z"),
                        term,
                        Quantity.ONE,
                        AT))));
  }

  @Test
  void startsOnIsTheStartOfThatDayInTheAccountsZone() {
    var started =
        (AcceleratorStarted)
            advanced("Pacific/Auckland").when(startOn("a1", "2025-04-07")).accepted().getFirst();
    assertThat(started.occurredAt()).isEqualTo(Instant.parse("2025-04-06T12:00:00Z"));
    assertThat(started.startsOn()).isEqualTo(LocalDate.of(2025, 4, 7));
    // summer time has ended in between; the day counts, not 84 times 24 hours
    assertThat(started.plannedEnd()).isEqualTo(LocalDate.of(2025, 6, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                2025-04-07",
    "Pacific/Kiritimati, 2025-04-07",
    "Asia/Kathmandu,     2025-04-07",
    "Pacific/Pago_Pago,  2025-04-06",
  })
  void theDayOfAnInstantIsThatOfTheZone(String zone, LocalDate day) {
    var started = (AcceleratorStarted) advanced(zone).when(start("a1")).accepted().getFirst();
    assertThat(started.startsOn()).isEqualTo(day);
    assertThat(started.plannedEnd()).isEqualTo(day.plusDays(84));
  }

  @Test
  void itIsThereAfterwards() {
    AccountFixture account = advanced("UTC").given(start("a1"));
    Accelerator one = AccountFixture.there(account.account().accelerators().byId().get("a1"));
    assertThat(one.status(AT, account.account().contracts())).isEqualTo("started");
    assertThat(one.id()).isEqualTo("a1");
    assertThat(one.occurredAt()).isEqualTo(AT);
  }

  @Test
  void anIdIsMadeWhereNoneIsGivenAndGivenOnce() {
    AccountFixture account = advanced("UTC").given(start(null));
    assertThat(account.account().accelerators().byId()).containsOnlyKeys("made-1");
    assertThat(account.when(start("made-1")).refused(Problem.DUPLICATE).facts())
        .containsEntry("acceleratorId", "made-1");
  }

  @Test
  void aRefusedStartLeavesItsIdFree() {
    AccountFixture account = advanced("UTC").given(start("a1"), start("a2"));
    account.when(start("a3")).refused(Problem.QUOTA_EXHAUSTED);
    account.now("2026-03-15T00:00:00Z").given(purchase("c2", "advanced", "2026-03-15"));
    account.when(start("a3")).accepted();
  }

  @Test
  void theThirdIsRefusedUntilTheNextYear() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(
                purchase("c1", "advanced", "2025-03-15", 24),
                csa("casey"),
                start("a1"),
                start("a2"))
            .now("2026-03-14T23:59:59.999999Z");
    assertThat(account.when(start("a3")).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("entitlement", "accelerator")
        .containsEntry("requested", Quantity.ONE)
        .containsEntry("available", Quantity.ZERO)
        .containsEntry("resetsAt", Instant.parse("2026-03-15T00:00:00Z"));
    account.now("2026-03-15T00:00:00Z").when(start("a3")).accepted();
    assertThat(account.available("accelerator")).isEqualTo("1");
  }

  @Test
  void nothingResetsWhereNoContractFollows() {
    AccountFixture account = advanced("UTC").given(start("a1"), start("a2"));
    assertThat(account.when(start("a3")).refused(Problem.QUOTA_EXHAUSTED).facts())
        .doesNotContainKey("resetsAt");
    account.given(purchase("c2", "advanced", "2026-03-15"));
    assertThat(account.when(start("a3")).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("resetsAt", Instant.parse("2026-03-15T00:00:00Z"));
  }

  @Test
  void itLiesNotAhead() {
    AccountFixture account = advanced("UTC");
    account
        .when(start("a1"))
        .effective("2025-04-07T09:30:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    account.when(startOn("a1", "2025-04-08")).refused(Problem.FUTURE_DATED);
    account.when(start("a1")).effective(NOW).accepted();
    account.when(startOn("a2", "2025-04-07")).accepted();
  }

  @Test
  void itIsLateAtMostThirtyDaysInTheAccountsZone() {
    // New York has gone over to summer time on March 9: 30 days of local time, one hour less
    AccountFixture account =
        AccountFixture.opened("America/New_York", "2025-03-05T05:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-05"), csa("casey", "2025-03-01"))
            .now("2025-04-04T12:00:00Z");
    Refusal refusal =
        account
            .when(start("a1"))
            .effective("2025-03-05T12:59:59.999999Z")
            .refused(Problem.BACKDATING_LIMIT);
    assertThat(refusal.facts())
        .containsEntry("occurredAt", Instant.parse("2025-03-05T12:59:59.999999Z"))
        .containsEntry("earliest", Instant.parse("2025-03-05T13:00:00Z"))
        .containsEntry("backdating", "P30D");
    account.when(start("a1")).effective("2025-03-05T13:00:00Z").accepted();
  }

  @Test
  void itNeedsAContractInForce() {
    AccountFixture account = advanced("UTC");
    account.when(startOn("a1", "2025-03-14")).refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(startOn("a1", "2025-03-15")).accepted();
    account.now("2026-03-15T00:00:00Z").when(start("a2")).refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(start("a2")).effective("2026-03-14T23:59:59.999999Z").accepted();
  }

  @Test
  void itNeedsACsa() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"));
    assertThat(account.when(start("a1")).refused(Problem.INVALID_TRANSITION).facts())
        .containsEntry("missing", "csa")
        .containsEntry("entitlement", "accelerator");
    account.now("2025-03-16T12:00:00Z").given(csa("casey"));
    account.when(startOn("a1", "2025-03-15")).refused(Problem.INVALID_TRANSITION);
    account.when(startOn("a1", "2025-03-16")).accepted();
    account.now("2025-03-20T12:00:00Z").given(new EndCsa(ACCOUNT));
    account.now("2025-03-21T12:00:00Z");
    account.when(start("a2")).refused(Problem.INVALID_TRANSITION);
    account.when(startOn("a2", "2025-03-20")).accepted();
  }

  @Test
  void aCsaWhoComesLaterDoesNotCount() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"), csa("casey", "2025-03-15T00:00:01Z"));
    account.when(start("a1")).refused(Problem.INVALID_TRANSITION);
    account.now("2025-03-15T00:00:01Z").when(start("a1")).accepted();
  }

  @Test
  void startsOnAndAnotherOccurredAtContradict() {
    AccountFixture account = advanced("UTC");
    account.when(startOn("a1", "2025-04-07")).effective("2025-04-06").refused(Problem.VALIDATION);
    account.when(startOn("a1", "2025-04-07")).effective("2025-04-07T00:00:00Z").accepted();
  }
}
