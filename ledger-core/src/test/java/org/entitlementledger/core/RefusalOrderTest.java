package org.entitlementledger.core;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Commands.ase;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.start;
import static org.entitlementledger.core.Commands.startOn;
import static org.entitlementledger.core.Commands.voided;

import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.PauseAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ReachMilestone;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ResumeAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ScheduleAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.accelerator.Outcome;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.support.SupportCommand.ChangeTicketSeverity;
import org.entitlementledger.core.support.SupportCommand.CloseTicket;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportCommand.RespondToTicket;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.ReplaceVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.junit.jupiter.api.Test;

/** Where several refusals fit, the first of API.md's list is given ("Errors"), pair by pair. */
class RefusalOrderTest {
  private static final String NOW = "2025-05-20T12:00:00Z";
  private static final String AHEAD = "2025-05-20T12:00:00.000001Z";
  private static final String TOO_LATE = "2025-04-20T11:59:59.999999Z";
  private static final String AFTER_THE_TERM = "2026-04-01T00:00:00Z";
  private static final LocalDate MAY_1 = LocalDate.of(2025, 5, 1);
  private static final LocalDate MAY_20 = LocalDate.of(2025, 5, 20);
  private static final Outcome OUTCOME = new Outcome("lead time", TEN, ONE, ONE);
  private static final long STALE = 99;

  private static final Catalogue CALLS_ONLY =
      CatalogueFile.parse(
          """
          catalogue: calls
          versions:
            - version: "1"
              effectiveFrom: 2025-01-01
              entitlements: { progress-call: { kind: session, period: day } }
              tiers: { t: { rank: 1, entitlements: { progress-call: { limit: 1 } } } }
          """);

  /** Advanced since 2025-04-01, with a CSA. */
  private static AccountFixture advanced() {
    return AccountFixture.opened("UTC", "2025-04-01T00:00:00Z")
        .given(purchase("c1", "advanced", "2025-04-01"), csa("casey"))
        .now(NOW);
  }

  private static AccountFixture nobody() {
    return AccountFixture.nobody(NOW);
  }

  @Test
  void validationBeforeNotFound() {
    nobody().when(voided("p1")).refused(Problem.VALIDATION);
    nobody().when(purchase("c1", "platinum", "2025-05-01")).refused(Problem.VALIDATION);
    nobody().when(purchase("c1", "advanced", "2024-05-01")).refused(Problem.VALIDATION);
    nobody().when(startOn("a1", "2025-05-01")).effective("2025-05-02").refused(Problem.VALIDATION);
    nobody().when(csa("casey", "2025-05-01")).effective("2025-05-02").refused(Problem.VALIDATION);
    advanced().when(voided("p1")).refused(Problem.VALIDATION);
    advanced().when(new ChangeTier(ACCOUNT, "cx", "platinum", null)).refused(Problem.VALIDATION);
    for (AccountCommand unknown :
        List.of(
            new TerminateContract(ACCOUNT, "cx", MAY_1),
            new StartRequestedAccelerator(ACCOUNT, "ax", MAY_1),
            new ScheduleAccelerator(ACCOUNT, "ax", MAY_1),
            new ReachMilestone(ACCOUNT, "ax", "Half-way", MAY_1, null),
            new CompleteAccelerator(ACCOUNT, "ax", MAY_1, List.of(OUTCOME)),
            new CancelAccelerator(ACCOUNT, "ax", MAY_1, Cause.VENDOR),
            new RedeemVoucher(ACCOUNT, "vx", parse("2025-05-01"), null, null),
            new RespondToTicket(ACCOUNT, "tx", parse("2025-05-01")))) {
      advanced().when(unknown).because("why").refused(Problem.NOT_FOUND);
      advanced().when(unknown).because("why").effective("2025-05-02").refused(Problem.VALIDATION);
    }
  }

  @Test
  void validationBeforeAllElse() {
    AccountFixture account = advanced().given(call("p1"));
    account.when(voided("p1")).ifVersion(STALE).refused(Problem.VALIDATION);
    account.when(purchase("c1", "platinum", "2025-05-01")).refused(Problem.VALIDATION);
    account.when(purchase("c2", "platinum", "2025-05-01")).refused(Problem.VALIDATION);
    account.when(startOn("a1", "2025-05-21")).effective("2025-05-01").refused(Problem.VALIDATION);
    account.when(new OpenAccount(ACCOUNT, "Acme", "Nowhere")).refused(Problem.VALIDATION);
    account.when(voided("p1")).because("never held").accepted();
    account.when(voided("p1")).refused(Problem.VALIDATION);
    account
        .when(voided("p1"))
        .because("never held")
        .effective("2025-05-01")
        .refused(Problem.VALIDATION);
  }

  @Test
  void validationBeforeInvalidTransition() {
    String before = "2025-05-19T12:00:00Z";
    AccountFixture account =
        advanced()
            .given(
                issue("V-1"),
                new OpenTicket(ACCOUNT, "t1", 2, parse(NOW)),
                new CloseTicket(ACCOUNT, "t1"),
                start("a1"),
                new GrantTopUp(
                    ACCOUNT, "g1", "accelerator", ONE, "PO-1", null, null, null, null, null));
    var revoked = new RevokeGrant(ACCOUNT, "g1");
    account.when(new RevokeVoucher(ACCOUNT, "V-1")).because("lost").accepted();
    account.when(revoked).because("unpaid").accepted();
    account.given(new CompleteAccelerator(ACCOUNT, "a1", MAY_20, List.of(OUTCOME)));
    for (AccountCommand late :
        List.of(
            new AssignVoucher(ACCOUNT, "V-1", new Person("sam", null, null)),
            new ReplaceVoucher(ACCOUNT, "V-1"),
            new ChangeTicketSeverity(ACCOUNT, "t1", 3),
            new CloseTicket(ACCOUNT, "t1"),
            new PauseAccelerator(ACCOUNT, "a1"),
            new ResumeAccelerator(ACCOUNT, "a1"),
            revoked)) {
      account.when(late).because("why").refused(Problem.INVALID_TRANSITION);
      account.when(late).because("why").effective(before).refused(Problem.VALIDATION);
    }
    for (AccountCommand late :
        List.of(
            new BookVoucher(ACCOUNT, "V-1", parse(before), null),
            new RedeemVoucher(ACCOUNT, "V-1", parse(before), null, null),
            new RespondToTicket(ACCOUNT, "t1", parse(before)),
            new CompleteAccelerator(ACCOUNT, "a1", MAY_1, List.of(OUTCOME)),
            new CancelAccelerator(ACCOUNT, "a1", MAY_1, Cause.VENDOR),
            new ScheduleAccelerator(ACCOUNT, "a1", MAY_1),
            new StartRequestedAccelerator(ACCOUNT, "a1", MAY_1))) {
      account.when(late).because("why").refused(Problem.VALIDATION);
    }
  }

  @Test
  void validationBeforeNoContractInForceAndBackdatingLimit() {
    AccountFixture account =
        advanced().given(start("a1"), new PauseAccelerator(ACCOUNT, "a1")).now(AFTER_THE_TERM);
    var resume = new ResumeAccelerator(ACCOUNT, "a1");
    account.when(resume).refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(resume).effective("2025-05-19").refused(Problem.VALIDATION);
    account.when(resume).effective("2025-03-19").refused(Problem.VALIDATION);
    AccountFixture asked =
        advanced()
            .given(new RequestAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null))
            .now(AFTER_THE_TERM);
    asked.when(new StartRequestedAccelerator(ACCOUNT, "a1", MAY_1)).refused(Problem.VALIDATION);
    asked
        .when(new StartRequestedAccelerator(ACCOUNT, "a1", MAY_20))
        .refused(Problem.BACKDATING_LIMIT);
  }

  /** API.md, "Conventions": what is planned may lie ahead by its own field alone. */
  @Test
  void whatIsNotPlannedLiesNotAhead() {
    var request = new RequestAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null);
    var grant =
        new GrantTopUp(ACCOUNT, "g1", "accelerator", ONE, "PO-1", null, null, null, null, null);
    var upgrade = new ChangeTier(ACCOUNT, "c1", "signature", null);
    for (AccountCommand command : List.of(request, grant, upgrade)) {
      advanced().when(command).effective(AHEAD).refused(Problem.FUTURE_DATED);
      advanced().when(command).effective(NOW).accepted();
    }
    var downgrade = new ChangeTier(ACCOUNT, "c1", "advanced", null);
    var signature =
        AccountFixture.opened("UTC", NOW).given(purchase("c1", "signature", "2025-05-01"));
    signature.when(downgrade).effective(AHEAD).refused(Problem.FUTURE_DATED);
    signature.when(downgrade).effective(NOW).accepted();
  }

  @Test
  void notFoundBeforeVersionConflict() {
    nobody().when(new RenameAccount(ACCOUNT, "A")).ifVersion(STALE).refused(Problem.NOT_FOUND);
    advanced().when(voided("p1")).because("why").ifVersion(STALE).refused(Problem.NOT_FOUND);
  }

  @Test
  void versionConflictBeforeTheRest() {
    AccountFixture account = advanced().given(start("a1"), call("p1"));
    assertThat(account.when(start("a2")).ifVersion(4).refused(Problem.VERSION_CONFLICT).facts())
        .containsEntry("version", 5L);
    var again = new OpenAccount(ACCOUNT, "Acme", null);
    account.when(again).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account.when(start("a1")).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account
        .when(purchase("c2", "advanced", "2025-05-01"))
        .ifVersion(STALE)
        .refused(Problem.VERSION_CONFLICT);
    account.when(start("a2")).effective(AHEAD).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account
        .when(call("p2"))
        .effective("2025-03-31")
        .ifVersion(STALE)
        .refused(Problem.VERSION_CONFLICT);
    account.when(ase("alex")).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account.when(call("p2")).effective(TOO_LATE).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account.given(start("a2"), new EndCsa(ACCOUNT));
    account.when(new EndCsa(ACCOUNT)).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account.when(issue(41)).ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
    account.when(voided("p1")).because("why").accepted();
    account.when(voided("p1")).because("why").ifVersion(STALE).refused(Problem.VERSION_CONFLICT);
  }

  @Test
  void theVersionThatTheClientSawIsAccepted() {
    AccountFixture account = advanced();
    account.when(start("a1")).ifVersion(3).accepted();
    account.when(start("a2")).ifVersion(3).refused(Problem.VERSION_CONFLICT);
    account.when(start("a2")).ifVersion(4).accepted();
    nobody().when(new OpenAccount(ACCOUNT, "Acme", null)).ifVersion(0).accepted();
    nobody()
        .when(new OpenAccount(ACCOUNT, "Acme", null))
        .ifVersion(1)
        .refused(Problem.VERSION_CONFLICT);
  }

  @Test
  void duplicateBeforeTheRest() {
    AccountFixture account = advanced().given(start("a1"), call("p1"), issue("V-1"));
    account.when(purchase("c1", "advanced", "2025-05-01")).refused(Problem.DUPLICATE);
    account.when(purchase("c1", "advanced", "2025-02-01")).refused(Problem.DUPLICATE);
    account
        .when(new OpenAccount(ACCOUNT, "Acme", null))
        .effective(AHEAD)
        .refused(Problem.DUPLICATE);
    for (String time : new String[] {AHEAD, "2025-03-31", TOO_LATE}) {
      account.when(start("a1")).effective(time).refused(Problem.DUPLICATE);
      account.when(call("p1")).effective(time).refused(Problem.DUPLICATE);
      account.when(issue("V-1")).effective(time).refused(Problem.DUPLICATE);
    }
    account.given(start("a2"), call(null), call(null), call(null), issue(39));
    account.when(start("a1")).refused(Problem.DUPLICATE);
    account.when(call("p1")).refused(Problem.DUPLICATE);
    account.when(issue("V-1")).refused(Problem.DUPLICATE);
  }

  @Test
  void contractOverlapBeforeBackdatingLimit() {
    advanced().when(purchase("c2", "advanced", "2025-03-20")).refused(Problem.CONTRACT_OVERLAP);
  }

  @Test
  void futureDatedBeforeNoContractInForce() {
    AccountFixture account = advanced();
    account.when(call("p1")).effective("2026-04-01").refused(Problem.FUTURE_DATED);
    account.when(issue(1)).effective("2026-04-01").refused(Problem.FUTURE_DATED);
    account.when(startOn("a1", "2026-04-01")).refused(Problem.FUTURE_DATED);
  }

  @Test
  void futureDatedBeforeNotEntitledAndInvalidTransition() {
    AccountFixture account = advanced();
    account.when(ase("alex")).effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.given(new EndCsa(ACCOUNT));
    account.when(new EndCsa(ACCOUNT)).effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(start("a1")).effective(AHEAD).refused(Problem.FUTURE_DATED);
  }

  @Test
  void futureDatedBeforeAlreadyCorrectedAndQuotaExhausted() {
    AccountFixture account = advanced().given(call("p1"), issue(40));
    account.when(voided("p1")).because("why").accepted();
    account.when(voided("p1")).because("why").effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(issue(1)).effective(AHEAD).refused(Problem.FUTURE_DATED);
  }

  @Test
  void noContractInForceBeforeBackdatingLimitAndQuotaExhausted() {
    AccountFixture account = advanced();
    account.when(call("p1")).effective("2025-03-31").refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(issue(41)).effective("2025-03-31").refused(Problem.NO_CONTRACT_IN_FORCE);
    account.given(new EndCsa(ACCOUNT));
    account.when(startOn("a1", "2025-03-31")).refused(Problem.NO_CONTRACT_IN_FORCE);
  }

  @Test
  void notEntitledBeforeBackdatingLimitAndInvalidTransition() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-04-01T00:00:00Z", CALLS_ONLY)
            .given(purchase("c1", "t", "2025-04-01"))
            .now(NOW);
    account.when(start("a1")).effective(TOO_LATE).refused(Problem.NOT_ENTITLED);
    account.when(issue(1)).effective(TOO_LATE).refused(Problem.NOT_ENTITLED);
    assertThat(account.when(start("a1")).refused(Problem.NOT_ENTITLED).facts())
        .containsEntry("entitlement", "accelerator")
        .containsEntry("tier", "t");
  }

  @Test
  void backdatingLimitBeforeInvalidTransitionAndQuotaExhausted() {
    AccountFixture account = advanced().given(start("a1"), start("a2"), issue(40));
    account.when(start("a3")).effective(TOO_LATE).refused(Problem.BACKDATING_LIMIT);
    account.when(issue(1)).effective(TOO_LATE).refused(Problem.BACKDATING_LIMIT);
    AccountFixture without =
        AccountFixture.opened("UTC", "2025-04-01T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-04-01"))
            .now(NOW);
    without.when(start("a1")).effective(TOO_LATE).refused(Problem.BACKDATING_LIMIT);
  }

  @Test
  void invalidTransitionBeforeQuotaExhausted() {
    AccountFixture account = advanced().given(start("a1"), start("a2"), new EndCsa(ACCOUNT));
    account.now("2025-05-21T12:00:00Z").when(start("a3")).refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void theListIsThatOfTheContract() {
    assertThat(Problem.values())
        .extracting(Problem::slug)
        .containsExactly(
            "validation",
            "not-found",
            "version-conflict",
            "duplicate",
            "contract-overlap",
            "future-dated",
            "books-closed",
            "no-contract-in-force",
            "not-entitled",
            "backdating-limit",
            "self-approval",
            "already-corrected",
            "invalid-transition",
            "quota-exhausted",
            "closing-blocked");
  }
}
