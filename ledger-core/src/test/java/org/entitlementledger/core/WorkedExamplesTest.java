package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.ase;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.start;
import static org.entitlementledger.core.Commands.startOn;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.team.Team;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** DOMAIN.md, "Worked examples" 1, 5 and 6, and the figures of 2 and 3. */
class WorkedExamplesTest {

  /** A V R C = accelerators, vouchers, reviews, calls available. */
  private static String left(AccountFixture account, String time) {
    return "A%s V%s R%s C%s"
        .formatted(
            account.available("accelerator", time),
            account.available("certification-voucher", time),
            account.available("roi-review", time),
            account.available("progress-call", time));
  }

  /** 1. Month boundary. */
  @Test
  void aMonthHasFourCallsAndTheNextHasFourAgain() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"));
    assertThat(left(account, "2025-03-15T00:00:00Z")).isEqualTo("A2 V40 R4 C4");
    for (String day : List.of("2025-03-17", "2025-03-20", "2025-03-24", "2025-03-31")) {
      account.now(day + "T10:00:00Z").given(call(null));
    }
    assertThat(account.available("progress-call")).isEqualTo("0");
    assertThat(account.when(call("fifth")).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("entitlement", "progress-call")
        .containsEntry("requested", Quantity.ONE)
        .containsEntry("available", Quantity.ZERO)
        .containsEntry(
            "window",
            new Window(
                Instant.parse("2025-03-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z")))
        .containsEntry("resetsAt", Instant.parse("2025-04-01T00:00:00Z"));
    account.now("2025-03-31T23:59:59.999999Z").when(call("fifth")).refused(Problem.QUOTA_EXHAUSTED);
    account.now("2025-04-01T00:00:00Z");
    assertThat(left(account, "2025-04-01T00:00:00Z")).isEqualTo("A2 V40 R4 C4");
    account.given(call("fifth"));
    assertThat(account.available("progress-call")).isEqualTo("3");
  }

  /** 2. May 2025: what the two tiers promise on each side of the change. */
  @Test
  void severityTwoIsCoveredAroundTheClockFromMayOn() {
    AccountFixture advanced =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"));
    assertThat(Support.at(advanced, "2025-04-30T23:59:59Z")).isEqualTo("24x5 PT4H");
    assertThat(Support.at(advanced, "2025-05-01T00:00:00Z")).isEqualTo("24x7 PT4H");
    AccountFixture signature =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "signature", "2025-03-15"));
    assertThat(Support.at(signature, "2025-03-15T00:00:00Z")).isEqualTo("24x7 PT2H");
    assertThat(Support.at(signature, "2025-05-03T10:00:00Z")).isEqualTo("24x7 PT2H");
  }

  /** 3. Cancelled accelerator: its start. */
  @Test
  void anAcceleratorRunsForTwelveWeeks() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"), csa("casey"))
            .now("2025-04-07T09:00:00Z");
    var started = (AcceleratorStarted) account.when(startOn("a1", "2025-04-07")).accepted().get(0);
    assertThat(started.plannedEnd()).isEqualTo(LocalDate.of(2025, 6, 30));
    assertThat(account.available("accelerator")).isEqualTo("1");
  }

  /** 5. Downgrade at renewal. */
  @Test
  void aDowngradeWaitsForTheRenewal() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-05-01T00:00:00Z")
            .given(purchase("c1", "signature", "2025-05-01"), csa("casey"), ase("alex"));
    account.given(start(null), start(null), start(null), issue(45));
    for (String id : List.of("r1", "r2", "r3", "r4")) {
      account.given(new DeliverRoiReview(ACCOUNT, id, null, null, null, List.of(), List.of()));
    }
    account.now("2025-11-01T00:00:00Z").given(new ChangeTier(ACCOUNT, "c1", "advanced", null));
    assertThat(left(account, "2025-11-01T00:00:00Z")).isEqualTo("A1 V15 R0 Cunlimited");
    account.given(new RenewContract(ACCOUNT, "c1", "c2", null, null, 12, null));
    assertThat(left(account, "2026-04-30T23:59:59.999999Z")).isEqualTo("A1 V15 R0 Cunlimited");
    assertThat(left(account, "2026-05-01T00:00:00Z")).isEqualTo("A2 V40 R4 C4");
    assertThat(aseAt(account, "2026-04-30T23:59:59.999999Z")).isEqualTo("alex");
    assertThat(aseAt(account, "2026-05-01T00:00:00Z")).isNull();
  }

  private static @Nullable String aseAt(AccountFixture account, String time) {
    var now = account.account();
    return now.team().assignee(Team.ASE, Instant.parse(time), now.contracts());
  }

  /** 6. Integrity: of two starts with one left, one is refused. */
  @Test
  void theLastOneIsGivenOnce() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"), csa("casey"), start("a1"));
    account.given(start("a2"));
    account.when(start("a3")).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(account.available("accelerator")).isEqualTo("0");
  }
}
