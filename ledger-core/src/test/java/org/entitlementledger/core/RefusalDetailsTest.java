package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.startOn;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CheckAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.accelerator.WeeklyCheck.Health;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a refusal says is true of the account as it is, and tells what to do. */
class RefusalDetailsTest {
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final String VOUCHERS = "certification-voucher";

  /** Advanced from 2025-06-01 for a year, with a CSA. */
  private static AccountFixture advanced() {
    return AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
        .given(purchase("c1", "advanced", "2025-06-01"), csa("casey"))
        .now(NOW);
  }

  private static PlaceHold hold(String id, String key, String quantity, @Nullable String until) {
    return new PlaceHold(
        ACCOUNT,
        id,
        key,
        new BigDecimal(quantity),
        until == null ? null : AccountFixture.parse(until));
  }

  private static GrantTopUp grant(String key) {
    return new GrantTopUp(ACCOUNT, "g1", key, BigDecimal.ONE, "o", null, null, null, null, null);
  }

  private static TerminateContract end(String day) {
    return new TerminateContract(ACCOUNT, "c1", LocalDate.parse(day));
  }

  @Test
  void whatTheTierIncludesIsNotSaidToBeMissing() {
    AccountFixture account = advanced();
    for (AccountCommand command :
        List.of(grant("education-discount"), hold("h1", "education-discount", "1", null))) {
      Refusal refusal = account.when(command).refused(Problem.NOT_ENTITLED);
      assertThat(refusal.detail())
          .isEqualTo(
              "the tier advanced includes education-discount as the kind discount: it is not"
                  + " counted, so there is no quantity to change");
      assertThat(refusal.facts()).containsEntry("kind", "discount");
    }
    Refusal use =
        account
            .when(new RecordUsage(ACCOUNT, "u1", "progress-call", BigDecimal.ONE))
            .refused(Problem.NOT_ENTITLED);
    assertThat(use.detail())
        .isEqualTo(
            "the tier advanced includes progress-call as the kind session: this command is for the"
                + " kind units");
    assertThat(use.facts()).containsEntry("kind", "session");
    assertThat(account.when(grant("storage")).refused(Problem.NOT_ENTITLED).detail())
        .isEqualTo("the tier advanced does not include storage");
  }

  @Test
  void supportWithoutCoverageYetIsNotSaidToBeMissing() {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: later
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { sev2-support: { kind: support } }
                tiers:
                  t:
                    rank: 1
                    entitlements:
                      sev2-support:
                        - { from: 2025-07-01, coverage: 24x7, firstResponse: PT4H }
            """);
    AccountFixture account =
        AccountFixture.opened("UTC", NOW, catalogue).given(purchase("c1", "t", "2025-06-15"));
    Refusal refusal =
        account
            .when(new OpenTicket(ACCOUNT, "t1", 2, AccountFixture.parse(NOW)))
            .refused(Problem.NOT_ENTITLED);
    assertThat(refusal.detail())
        .isEqualTo(
            "the tier t includes sev2-support as the kind support: it has no coverage for severity"
                + " 2 at that time");
  }

  @Test
  void aVoucherIsCalledExpiredOnlyOnceItIs() {
    AccountFixture account =
        advanced()
            .given(issue("V-1"), new AssignVoucher(ACCOUNT, "V-1", new Person("sam", null, null)));
    Refusal alive =
        account
            .when(new BookVoucher(ACCOUNT, "V-1", AccountFixture.parse("2026-06-15"), null))
            .refused(Problem.INVALID_TRANSITION);
    assertThat(alive.detail())
        .isEqualTo("the voucher expires at 2026-06-01T00:00:00Z: the exam must be before that");
    assertThat(alive.facts()).containsEntry("state", "assigned");
    assertThat(alive.facts())
        .containsEntry(
            "allowed", List.of("assignment", "booking", "redemption", "revocation", "replacement"));
    var late = new RedeemVoucher(ACCOUNT, "V-1", AccountFixture.parse("2026-06-15"), null, null);
    account.now("2026-05-31T23:00:00Z");
    account.when(late).refused(Problem.FUTURE_DATED);
    account.now("2026-06-15T00:00:00Z");
    Refusal expired = account.when(late).refused(Problem.INVALID_TRANSITION);
    assertThat(expired.detail())
        .isEqualTo("the voucher expired at 2026-06-01T00:00:00Z: the exam must be before that");
    assertThat(expired.facts()).containsEntry("state", "expired");
  }

  @Test
  void aContractIsCalledTerminatedOnlyFromItsDayOn() {
    AccountFixture account = advanced();
    account.when(end("2025-09-01")).because("sold").accepted();
    var renewal = new RenewContract(ACCOUNT, "c1", "c2", null, null, 12, null);
    Refusal planned = account.when(renewal).refused(Problem.INVALID_TRANSITION);
    assertThat(planned.detail())
        .isEqualTo(
            "the contract ends by a termination on 2025-09-01: withdraw that, or buy a new"
                + " contract");
    assertThat(planned.facts())
        .containsEntry("state", "active")
        .containsEntry("terminatedOn", LocalDate.of(2025, 9, 1))
        .containsEntry("allowed", List.of("termination/withdrawal"));
    account.now("2025-09-01T00:00:00Z");
    assertThat(account.when(renewal).refused(Problem.INVALID_TRANSITION).facts())
        .containsEntry("state", "terminated");
    Refusal over =
        account
            .when(new ChangeTier(ACCOUNT, "c1", "signature", LocalDate.of(2025, 9, 2)))
            .refused(Problem.VALIDATION);
    assertThat(over.facts()).containsEntry("until", LocalDate.of(2025, 9, 1));
  }

  @Test
  void aWithdrawalNamesTheStateOfTheContract() {
    AccountFixture account = advanced().given(purchase("c2", "advanced", "2026-06-01"));
    Refusal ahead =
        account
            .when(new WithdrawTermination(ACCOUNT, "c2"))
            .because("why")
            .refused(Problem.INVALID_TRANSITION);
    assertThat(ahead.facts()).containsEntry("state", "purchased");
    account.now("2026-06-01T00:00:00Z");
    Refusal over =
        account
            .when(new WithdrawContract(ACCOUNT, "c1"))
            .because("why")
            .refused(Problem.INVALID_TRANSITION);
    assertThat(over.detail()).isEqualTo("the contract is over");
    assertThat(over.facts()).containsEntry("state", "expired");
  }

  @Test
  void aTierChangeIsRefusedForOneReasonAtATime() {
    AccountFixture account = advanced();
    Refusal same =
        account
            .when(new ChangeTier(ACCOUNT, "c1", "advanced", LocalDate.of(2025, 7, 1)))
            .refused(Problem.INVALID_TRANSITION);
    assertThat(same.detail()).isEqualTo("the tier advanced is in force then already");
    assertThat(same.facts()).containsEntry("state", "advanced");
    account.given(new ChangeTier(ACCOUNT, "c1", "signature", LocalDate.of(2025, 6, 10)));
    Refusal before =
        account
            .when(new ChangeTier(ACCOUNT, "c1", "signature", LocalDate.of(2025, 6, 5)))
            .refused(Problem.INVALID_TRANSITION);
    assertThat(before.detail())
        .isEqualTo("the tier changed at 2025-06-10T00:00:00Z: another change must be later");
  }

  @Test
  void aHoldOrGrantSaysWhatBecameOfIt() {
    AccountFixture account =
        advanced()
            .given(
                hold("released", VOUCHERS, "1", null),
                hold("confirmed", VOUCHERS, "1", null),
                hold("expired", VOUCHERS, "1", "2025-06-16"),
                new ReleaseHold(ACCOUNT, "released"),
                new ConfirmHold(ACCOUNT, "confirmed", null),
                grant(VOUCHERS));
    account.when(new RevokeGrant(ACCOUNT, "g1")).because("error").accepted();
    account.now("2025-06-17T00:00:00Z");
    for (String state : List.of("released", "confirmed", "expired")) {
      Refusal refusal =
          account.when(new ReleaseHold(ACCOUNT, state)).refused(Problem.INVALID_TRANSITION);
      assertThat(refusal.detail()).isEqualTo("the hold is " + state + " already");
    }
    Refusal revoked =
        account
            .when(new RevokeGrant(ACCOUNT, "g1"))
            .because("error")
            .refused(Problem.INVALID_TRANSITION);
    assertThat(revoked.detail()).isEqualTo("the grant is revoked already");
  }

  @Test
  void aProgramsStateIsThatOfTheTimeThatIsTold() {
    AccountFixture account =
        advanced()
            .given(
                new RequestAccelerator(
                    ACCOUNT, "a1", "Pipelines", "Deploy daily", LocalDate.of(2025, 6, 10)))
            .now("2025-06-16T12:00:00Z")
            .given(new StartRequestedAccelerator(ACCOUNT, "a1", LocalDate.of(2025, 6, 16)));
    Refusal early =
        account
            .when(new CheckAccelerator(ACCOUNT, "a1", 1, Health.ON_TRACK, null))
            .effective("2025-06-12")
            .refused(Problem.INVALID_TRANSITION);
    assertThat(early.detail())
        .isEqualTo("the accelerator's state at that time, requested, allows no checks");
  }

  @Test
  void whatIsExhaustedSaysWhatIsHeldAndWhatWouldFreeIt() {
    AccountFixture account =
        advanced()
            .given(
                startOn("a1", "2025-06-02"),
                new RequestAccelerator(ACCOUNT, "a2", "Tests", "Fast", null));
    Refusal refusal = account.when(startOn("a3", "2025-06-15")).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(refusal.detail())
        .isEqualTo(
            "only 0 of accelerator is available in this window; 1 more is held, until it is"
                + " released");
    assertThat(refusal.facts())
        .containsEntry("available", Quantity.ZERO)
        .containsEntry("held", Quantity.ONE)
        .containsEntry(
            "holds",
            List.of(
                Map.of(
                    "acceleratorId",
                    "a2",
                    "quantity",
                    Quantity.ONE,
                    "expiresAt",
                    Instant.parse("2026-06-01T00:00:00Z"))));
  }

  @Test
  void holdsThatWouldFreeNothingAreNotNamed() {
    AccountFixture account =
        advanced()
            .given(
                hold("long", VOUCHERS, "3", "2025-12-01"),
                hold("over", VOUCHERS, "2", "2025-06-16"),
                hold("other", "roi-review", "1", null),
                hold("soon", VOUCHERS, "5", "2025-07-01"))
            .now("2025-06-16T00:00:00Z");
    Refusal refusal = account.when(issue(33)).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(refusal.facts())
        .containsEntry("available", Quantity.of(32))
        .containsEntry("held", Quantity.of(8));
    assertThat(String.valueOf(refusal.facts().get("holds")))
        .contains("soon", "long")
        .doesNotContain("over", "other");
    Refusal none = advanced().when(issue(41)).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(none.facts()).containsEntry("held", Quantity.ZERO).doesNotContainKey("holds");
    assertThat(none.detail())
        .isEqualTo("only 40 of certification-voucher is available in this window");
  }

  @Test
  void holdsAreNamedUpToABound() {
    AccountFixture account = advanced();
    for (int i = 0; i < 40; i++) {
      account.given(hold("h" + i, VOUCHERS, "1", null));
    }
    Refusal refusal = account.when(issue(1)).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(refusal.facts()).containsEntry("held", Quantity.of(40));
    assertThat((List<?>) refusal.facts().get("holds")).hasSize(20);
  }
}
