package org.entitlementledger.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.purchase;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTierChange;
import org.entitlementledger.core.contract.ContractEvent.ContractWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.DowngradeWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TerminationWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TierChangeWithdrawn;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.When;
import org.junit.jupiter.api.Test;

/** What is planned can be taken back until it is there (DOMAIN.md, "Life cycles"). */
class WithdrawalsTest {
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final WithdrawTierChange WITHDRAW_CHANGE = new WithdrawTierChange(ACCOUNT, "c1");
  private static final WithdrawTermination WITHDRAW_TERMINATION =
      new WithdrawTermination(ACCOUNT, "c1");

  private static AccountFixture bought(String tier) {
    return AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
        .given(purchase("c1", tier, "2025-06-01"))
        .now(NOW);
  }

  private static ChangeTier change(String tier, String on) {
    return new ChangeTier(ACCOUNT, "c1", tier, LocalDate.parse(on));
  }

  private static RenewContract renew(String of, String id) {
    return new RenewContract(ACCOUNT, of, id, null, null, 12, null);
  }

  private static TerminateContract end(String on) {
    return new TerminateContract(ACCOUNT, "c1", LocalDate.parse(on));
  }

  private static WithdrawContract withdraw(String id) {
    return new WithdrawContract(ACCOUNT, id);
  }

  private static void because(AccountFixture account, AccountCommand... commands) {
    for (AccountCommand command : commands) {
      account.when(command).because("a change of plans").accepted();
    }
  }

  private static void sameAs(AccountFixture account, AccountFixture other) {
    Contracts contracts = account.account().contracts();
    assertThat(contracts).isEqualTo(other.account().contracts());
    assertThat(account.account().team()).isEqualTo(other.account().team());
  }

  @Test
  void aContractThatHasNotBegunIsAsIfItHadNeverBeen() {
    AccountFixture account = bought("advanced").given(purchase("c2", "signature", "2026-06-01"));
    account
        .when(withdraw("c2"))
        .because("signed too early")
        .then(new ContractWithdrawn(AT, "c2", null));
    sameAs(account, bought("advanced"));
    account.when(withdraw("c2")).because("again").refused(Problem.NOT_FOUND);
    account.given(purchase("c2", "advanced", "2026-06-01"));
  }

  @Test
  void aContractThatHasBegunIsTerminatedInstead() {
    AccountFixture account =
        AccountFixture.opened("UTC", NOW).given(purchase("c1", "advanced", "2025-06-16"));
    account.now("2025-06-16T00:00:00Z");
    assertThat(
            account.when(withdraw("c1")).because("no").refused(Problem.INVALID_TRANSITION).facts())
        .containsEntry("state", "begun");
    because(account.now("2025-06-15T23:59:59.999999Z"), withdraw("c1"));
  }

  @Test
  void aRenewalIsWithdrawnWithItsOwnRenewals() {
    AccountFixture account = bought("advanced").given(renew("c1", "c2"), renew("c2", "c3"));
    because(account, withdraw("c2"));
    sameAs(account, bought("advanced"));
    account.given(renew("c1", "c3"));
  }

  @Test
  void aGrantForItsTermIsRevokedFirst() {
    AccountFixture account = bought("advanced").given(renew("c1", "c2"));
    account.given(
        new GrantTopUp(
            ACCOUNT,
            "g1",
            "certification-voucher",
            BigDecimal.TEN,
            "PO-1",
            new When.On(LocalDate.of(2026, 7, 1)),
            null,
            null,
            null,
            null));
    account.when(withdraw("c2")).because("no").refused(Problem.INVALID_TRANSITION);
    account.when(end("2025-09-01")).because("no").refused(Problem.INVALID_TRANSITION);
    because(account, new RevokeGrant(ACCOUNT, "g1"), withdraw("c2"));
  }

  @Test
  void aTerminationWithdrawsRenewalsAndItsWithdrawalBringsThemBack() {
    AccountFixture account = bought("advanced").given(renew("c1", "c2"), renew("c2", "c3"));
    AccountFixture never = bought("advanced").given(renew("c1", "c2"), renew("c2", "c3"));
    because(account, end("2025-09-01"));
    assertThat(account.account().contracts().byId()).containsOnlyKeys("c1");
    because(account, end("2025-08-01"));
    account
        .when(WITHDRAW_TERMINATION)
        .because("they stay")
        .then(new TerminationWithdrawn(AT, "c1", List.of("c3", "c2")));
    sameAs(account, never);
    account.when(WITHDRAW_TERMINATION).because("again").refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void aTerminationIsFinalFromItsDayOn() {
    AccountFixture account = bought("advanced");
    because(account, end("2025-06-20"));
    account
        .now("2025-06-20T00:00:00Z")
        .when(WITHDRAW_TERMINATION)
        .because("no")
        .refused(Problem.INVALID_TRANSITION);
    because(account.now("2025-06-19T23:59:59.999999Z"), WITHDRAW_TERMINATION);
  }

  @Test
  void aTerminationStaysWhereItsPlaceOrAnIdIsTaken() {
    AccountFixture place = bought("advanced");
    because(place, end("2025-09-01"));
    place.given(purchase("c5", "advanced", "2025-09-01"));
    place.when(WITHDRAW_TERMINATION).because("no").refused(Problem.CONTRACT_OVERLAP);
    AccountFixture id = bought("advanced").given(renew("c1", "c2"));
    because(id, end("2025-09-01"));
    id.given(purchase("c2", "advanced", "2030-01-01"));
    id.when(WITHDRAW_TERMINATION).because("no").refused(Problem.DUPLICATE);
  }

  @Test
  void aTierChangeIsReplacedByOneBeforeItAndWithdrawn() {
    AccountFixture account = bought("advanced");
    account.given(change("signature", "2025-09-10"), change("signature", "2025-08-10"));
    assertThat(account.account().contracts().get("c1").tiers()).hasSize(2);
    account.given(change("signature", "2025-08-10"));
    account
        .when(WITHDRAW_CHANGE)
        .because("too dear")
        .then(
            new TierChangeWithdrawn(AT, "c1", Instant.parse("2025-08-10T00:00:00Z"), "signature"));
    sameAs(account, bought("advanced"));
    account.when(WITHDRAW_CHANGE).because("again").refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void aTierChangeThatIsThereStays() {
    AccountFixture account = bought("advanced").given(change("signature", "2025-06-20"));
    account
        .now("2025-06-20T00:00:00Z")
        .when(WITHDRAW_CHANGE)
        .because("no")
        .refused(Problem.INVALID_TRANSITION);
    because(account.now("2025-06-19T23:59:59.999999Z"), WITHDRAW_CHANGE);
  }

  @Test
  void aDowngradeThatWasAskedForIsWithdrawn() {
    AccountFixture account = bought("signature");
    account.given(new ChangeTier(ACCOUNT, "c1", "advanced", null));
    account
        .when(WITHDRAW_CHANGE)
        .because("they grow")
        .then(new DowngradeWithdrawn(AT, "c1", "advanced"));
    sameAs(account, bought("signature"));
    account.given(renew("c1", "c2"));
    assertThat(account.account().contracts().get("c2").lastTerms().tier()).isEqualTo("signature");
  }

  @Test
  void aWithdrawalSaysWhyAndTakesEffectNow() {
    AccountFixture account = bought("advanced").given(renew("c1", "c2"));
    for (AccountCommand command : List.of(withdraw("c2"), WITHDRAW_TERMINATION, WITHDRAW_CHANGE)) {
      assertThat(account.when(command).refused(Problem.VALIDATION).facts())
          .containsEntry("field", "reason");
      assertThat(
              account
                  .when(command)
                  .because("x")
                  .effective("2025-06-15")
                  .refused(Problem.VALIDATION)
                  .facts())
          .containsEntry("field", "occurredAt");
    }
    account.when(withdraw("c9")).because("x").refused(Problem.NOT_FOUND);
  }
}
