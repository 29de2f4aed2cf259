package org.entitlementledger.core.approval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalCommand.RejectPending;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalGranted;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRejected;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.junit.jupiter.api.Test;

class ApprovalTest {
  private static final String CATALOGUE =
      """
      catalogue: approving
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          policies: { downgrade: immediate-approved }
          entitlements:
            hours: { kind: units, unit: hour, scale: 1, period: contract-year, overage: approve }
            progress-call: { kind: session, period: calendar-month, overage: approve }
          tiers:
            small: { rank: 1, entitlements: { hours: { limit: 10 }, progress-call: { limit: 0 } } }
            large: { rank: 2, entitlements: { hours: { limit: 60 }, progress-call: { limit: 4 } } }
      """;
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final Person GRACE = new Person("p-1", "Grace Hopper", "grace@navy.example");

  private static AccountFixture account(String tier) {
    return AccountFixture.opened("UTC", "2025-06-01T00:00:00Z", CatalogueFile.parse(CATALOGUE))
        .given(Commands.purchase("c1", tier, "2025-06-01"))
        .now(NOW);
  }

  private static RecordUsage use(String quantity) {
    return new RecordUsage(ACCOUNT, "u1", "hours", new BigDecimal(quantity));
  }

  private static LogProgressCall call(Person... attendees) {
    return new LogProgressCall(ACCOUNT, "call", 30, List.of(attendees), "Went well");
  }

  private static ApprovalRequested asked(List<AccountEvent> events) {
    assertThat(events).hasSize(1);
    return (ApprovalRequested) events.getFirst();
  }

  @Test
  void anOverageWaitsAndIsDoneAtItsOwnTime() {
    AccountFixture account = account("small");
    ApprovalRequested asked =
        asked(account.when(use("12.5")).effective("2025-06-10").because("a rush").accepted());
    assertThat(asked.requestedBy()).isEqualTo("operator");
    assertThat(asked.effectiveAt()).isEqualTo(Instant.parse("2025-06-10T00:00:00Z"));
    assertThat(asked.why()).isEqualTo("a rush");
    assertThat(account.available("hours")).isEqualTo("10");

    account.now("2025-09-01T00:00:00Z");
    List<AccountEvent> done =
        account.when(new ApprovePending(ACCOUNT, asked.approvalId())).by("boss").accepted();
    assertThat(done.getFirst())
        .isEqualTo(
            new ApprovalGranted(
                Instant.parse("2025-09-01T00:00:00Z"), asked.approvalId(), "operator", "boss"));
    assertThat(done.get(1))
        .isInstanceOfSatisfying(
            UsageRecorded.class,
            used -> assertThat(used.occurredAt()).isEqualTo(asked.effectiveAt()));
    assertThat(account.balance("hours", "2025-09-01T00:00:00Z").overage()).hasToString("2.5");
  }

  @Test
  void aCommandThatWaitsKeepsItsId() {
    AccountFixture account = account("small");
    String id = asked(account.when(use("11")).accepted()).approvalId();
    for (RecordUsage again : List.of(use("11"), use("12"), use("1"))) {
      assertThat(account.when(again).refused(Problem.DUPLICATE).facts())
          .containsEntry("approvalId", id);
    }
    account.when(use("1.55")).refused(Problem.VALIDATION);
    account.when(call()).accepted();
    account
        .when(new ScheduleProgressCall(ACCOUNT, "call", null, null, null))
        .refused(Problem.DUPLICATE);
    account.when(new RecordUsage(ACCOUNT, null, "hours", BigDecimal.ONE)).accepted();
    account.when(new RejectPending(ACCOUNT, id)).by("boss").accepted();
    account.when(use("1")).accepted();
  }

  @Test
  void theSameDowngradeWaitsOnce() {
    AccountFixture account = account("large");
    var change = new ChangeTier(ACCOUNT, "c1", "small", LocalDate.parse("2025-07-01"));
    String id = asked(account.when(change).accepted()).approvalId();
    assertThat(account.when(change).refused(Problem.DUPLICATE).facts())
        .containsEntry("approvalId", id);
  }

  @Test
  void anImmediateDowngradeWaits() {
    AccountFixture account = account("large");
    ApprovalRequested asked =
        asked(
            account
                .when(new ChangeTier(ACCOUNT, "c1", "small", LocalDate.parse("2025-07-01")))
                .accepted());
    List<AccountEvent> done =
        account.when(new ApprovePending(ACCOUNT, asked.approvalId())).by("boss").accepted();
    assertThat(done)
        .last()
        .isInstanceOfSatisfying(
            TierChanged.class, changed -> assertThat(changed.approvedBy()).isEqualTo("boss"));
    assertThat(account.available("hours", "2025-06-30T00:00:00Z")).isEqualTo("60");
    assertThat(account.available("hours", "2025-07-01T00:00:00Z")).isEqualTo("10");
  }

  @Test
  void anotherPersonDecidesAndOnce() {
    AccountFixture account = account("small");
    String id = asked(account.when(use("11")).accepted()).approvalId();
    account.when(new ApprovePending(ACCOUNT, id)).refused(Problem.SELF_APPROVAL);
    account.when(new RejectPending(ACCOUNT, id)).refused(Problem.SELF_APPROVAL);
    account.when(new ApprovePending(ACCOUNT, "none")).by("boss").refused(Problem.NOT_FOUND);
    account
        .when(new RejectPending(ACCOUNT, id))
        .by("boss")
        .then(new ApprovalRejected(Instant.parse(NOW), id, "operator", "boss"));
    assertThat(account.available("hours")).isEqualTo("10");
    assertThat(
            account
                .when(new ApprovePending(ACCOUNT, id))
                .by("boss")
                .refused(Problem.INVALID_TRANSITION)
                .facts())
        .containsEntry("state", "rejected")
        .containsEntry("allowed", List.of());
  }

  @Test
  void whatIsApprovedIsFinal() {
    AccountFixture account = account("small");
    String id = asked(account.when(use("11")).accepted()).approvalId();
    account.when(new RejectPending(ACCOUNT, "none")).by("boss").refused(Problem.NOT_FOUND);
    account.when(new ApprovePending(ACCOUNT, id)).by("boss").accepted();
    for (ApprovalCommand again :
        List.of(new ApprovePending(ACCOUNT, id), new RejectPending(ACCOUNT, id))) {
      assertThat(account.when(again).by("boss").refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("state", "approved")
          .containsEntry("allowed", List.of());
    }
  }

  @Test
  void anApprovalThatFindsThingsChangedIsRefusedAndWaitsOn() {
    AccountFixture account = account("small");
    String id = asked(account.when(use("11")).accepted()).approvalId();
    account
        .when(new TerminateContract(ACCOUNT, "c1", LocalDate.parse("2025-06-10")))
        .because("sold")
        .accepted();
    account.when(new ApprovePending(ACCOUNT, id)).by("boss").refused(Problem.NO_CONTRACT_IN_FORCE);
    assertThat(AccountFixture.there(account.account().approvals().byId().get(id)).state())
        .isEqualTo(Pending.State.AWAITING);
    account.when(new RejectPending(ACCOUNT, id)).by("boss").accepted();
  }

  @Test
  void anApprovalTakesEffectWhenItsCommandDoesAndARejectionWhenItHappens() {
    AccountFixture account = account("small");
    String id = asked(account.when(use("11")).effective("2025-06-10").accepted()).approvalId();
    account.now("2025-06-20T00:00:00Z");
    var approval = new ApprovePending(ACCOUNT, id);
    account.when(approval).by("boss").effective("2025-06-11").refused(Problem.VALIDATION);
    var rejection = new RejectPending(ACCOUNT, id);
    account
        .when(rejection)
        .by("boss")
        .effective("2025-06-15T11:59:59.999999Z")
        .refused(Problem.VALIDATION);
    account
        .when(rejection)
        .by("boss")
        .effective("2025-06-20T00:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    account
        .when(rejection)
        .by("boss")
        .effective(NOW)
        .then(new ApprovalRejected(Instant.parse(NOW), id, "operator", "boss"));
  }

  /** DESIGN.md, decision 8: what stands in an event can never be erased. */
  @Test
  void whatWaitsNamesPeopleByTheirIdsAlone() {
    AccountFixture account = account("small");
    ApprovalRequested asked =
        asked(account.when(call(GRACE, new Person("p-2", "Ada", null))).accepted());
    assertThat(new String(LedgerJson.write(asked), UTF_8))
        .contains("p-1", "p-2", "Went well")
        .doesNotContain("Grace")
        .doesNotContain("Ada")
        .doesNotContain("navy.example");

    List<AccountEvent> done =
        account.when(new ApprovePending(ACCOUNT, asked.approvalId())).by("boss").accepted();
    assertThat(done.get(1))
        .isInstanceOfSatisfying(
            ProgressCallLogged.class,
            call -> {
              assertThat(call.callId()).isEqualTo("call");
              assertThat(call.attendeeIds()).containsExactly("p-1", "p-2");
              assertThat(call.summary()).isEqualTo("Went well");
              assertThat(call.occurredAt()).isEqualTo(Instant.parse(NOW));
            });
  }
}
