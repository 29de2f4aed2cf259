package org.entitlementledger.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.start;
import static org.entitlementledger.core.Commands.until;
import static org.entitlementledger.core.Commands.voided;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.DetermineTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.ContractTerminated;
import org.entitlementledger.core.contract.ContractEvent.DowngradeRequested;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.contract.ContractEvent.TierDetermined;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a contract, command by command (DOMAIN.md, "Life cycles"). */
class ContractChangesTest {
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final String AHEAD = "2025-06-15T12:00:00.000001Z";

  private static final Catalogue TWO_VERSIONS =
      CatalogueFile.parse(
          """
          catalogue: two
          versions:
            - version: old
              effectiveFrom: 2025-01-01
              entitlements: { hours: { kind: units, period: contract-year } }
              tiers:
                small: { rank: 1, entitlements: { hours: { limit: 10 } } }
                large: { rank: 2, entitlements: { hours: { limit: 20 } } }
            - version: new
              effectiveFrom: 2025-07-01
              entitlements: { hours: { kind: units, period: contract-year } }
              tiers:
                small: { rank: 1, entitlements: { hours: { limit: 11 } } }
                large: { rank: 2, entitlements: { hours: { limit: 21 } } }
          """);

  private static AccountFixture bought(String tier) {
    return AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
        .given(purchase("c1", tier, "2025-06-01"))
        .now(NOW);
  }

  private static ChangeTier change(String tier, @Nullable String on) {
    return new ChangeTier(ACCOUNT, "c1", tier, on == null ? null : LocalDate.parse(on));
  }

  private static RenewContract renew(@Nullable String tier) {
    return new RenewContract(ACCOUNT, "c1", "c2", tier, null, 12, null);
  }

  private static TerminateContract end(String on) {
    return new TerminateContract(ACCOUNT, "c1", LocalDate.parse(on));
  }

  private static Contract contract(AccountFixture account, String id) {
    return account.account().contracts().get(id);
  }

  @Nested
  class Determining {
    @Test
    void notesTheTierBeforeThePurchase() {
      AccountFixture account = AccountFixture.opened("UTC", NOW);
      account
          .when(new DetermineTier(ACCOUNT, "signature"))
          .then(new TierDetermined(AT, "signature"));
      assertThat(account.account().contracts().determinedTier()).isEqualTo("signature");
      account.when(new DetermineTier(ACCOUNT, "advanced")).effective("2025-01-01").accepted();
    }

    @Test
    void needsATierThatIsSoldAndNoFuture() {
      AccountFixture account = AccountFixture.opened("UTC", NOW);
      assertThat(
              account.when(new DetermineTier(ACCOUNT, "gold")).refused(Problem.VALIDATION).facts())
          .containsEntry("field", "tier")
          .containsEntry("allowed", List.of("advanced", "signature"));
      account
          .when(new DetermineTier(ACCOUNT, "advanced"))
          .effective(AHEAD)
          .refused(Problem.FUTURE_DATED);
      AccountFixture.nobody(NOW)
          .when(new DetermineTier(ACCOUNT, "advanced"))
          .refused(Problem.NOT_FOUND);
    }
  }

  @Nested
  class Upgrading {
    @Test
    void takesEffectNowOrOnItsDay() {
      AccountFixture now = bought("advanced");
      var changed = (TierChanged) now.when(change("signature", null)).accepted().getFirst();
      assertThat(changed.effectiveAt()).isEqualTo(AT);
      assertThat(changed.terms().tier()).isEqualTo("signature");
      AccountFixture later = bought("advanced");
      var planned =
          (TierChanged) later.when(change("signature", "2025-08-01")).accepted().getFirst();
      assertThat(planned.occurredAt()).isEqualTo(AT);
      assertThat(planned.effectiveAt()).isEqualTo("2025-08-01T00:00:00Z");
      assertThat(contract(later, "c1").termsAt(Instant.parse("2025-07-31T23:59:59.999999Z")).tier())
          .isEqualTo("advanced");
      assertThat(contract(later, "c1").termsAt(Instant.parse("2025-08-01T00:00:00Z")).tier())
          .isEqualTo("signature");
    }

    @Test
    void liesInsideTheTerm() {
      for (String outside : List.of("2025-05-31", "2026-06-01", "2030-01-01")) {
        assertThat(
                bought("advanced")
                    .when(change("signature", outside))
                    .refused(Problem.VALIDATION)
                    .facts())
            .containsEntry("field", "effectiveOn")
            .containsEntry("startsOn", LocalDate.of(2025, 6, 1))
            .containsEntry("until", LocalDate.of(2026, 6, 1));
      }
      bought("advanced").when(change("signature", "2025-06-01")).accepted();
      bought("advanced").when(change("signature", "2026-05-31")).accepted();
      AccountFixture before = bought("advanced");
      before
          .when(change("signature", null))
          .effective("2025-05-31T23:59:59Z")
          .refused(Problem.VALIDATION);
      before.when(change("signature", null)).effective("2025-06-01T00:00:00Z").accepted();
      AccountFixture after = bought("advanced").now("2026-06-01T00:00:00Z");
      after.when(change("signature", null)).refused(Problem.VALIDATION);
      after.when(change("signature", null)).effective("2026-05-31T23:59:59Z").accepted();
    }

    @Test
    void endsWithATermination() {
      AccountFixture account = bought("advanced");
      account.when(end("2025-09-01")).because("sold").accepted();
      account.when(change("signature", "2025-09-01")).refused(Problem.VALIDATION);
      account.when(change("signature", "2025-08-31")).accepted();
    }

    @Test
    void needsAContractAndATierThatIsSold() {
      bought("advanced")
          .when(new ChangeTier(ACCOUNT, "c9", "signature", null))
          .refused(Problem.NOT_FOUND);
      bought("advanced").when(change("gold", null)).refused(Problem.VALIDATION);
    }

    @Test
    void isLateAtMostThirtyDays() {
      AccountFixture account = bought("advanced").now("2025-08-01T00:00:00Z");
      account.when(change("signature", "2025-07-01")).refused(Problem.BACKDATING_LIMIT);
      account.when(change("signature", "2025-07-02")).accepted();
    }

    @Test
    void hasOneTime() {
      bought("advanced")
          .when(change("signature", "2025-06-10"))
          .effective("2025-06-11")
          .refused(Problem.VALIDATION);
      bought("advanced")
          .when(change("signature", null))
          .effective(AHEAD)
          .refused(Problem.FUTURE_DATED);
    }

    @Test
    void isToAnotherTierAfterTheLastChange() {
      AccountFixture account = bought("advanced");
      assertThat(account.when(change("advanced", null)).refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("state", "advanced")
          .containsEntry("allowed", List.of());
      account.given(change("signature", "2025-06-10"));
      for (String day : List.of("2025-06-09", "2025-06-10", "2025-06-11")) {
        assertThat(
                account.when(change("signature", day)).refused(Problem.INVALID_TRANSITION).facts())
            .containsEntry("state", "signature")
            .containsEntry("since", Instant.parse("2025-06-10T00:00:00Z"));
      }
    }

    @Test
    void bringsTheTermsOfTheVersionInForceOnItsDay() {
      for (String[] expected :
          new String[][] {{"2025-06-30", "20"}, {"2025-07-01", "21"}, {"2025-12-01", "21"}}) {
        AccountFixture account =
            AccountFixture.opened("UTC", "2025-06-01T00:00:00Z", TWO_VERSIONS)
                .given(purchase("c1", "small", "2025-06-01"))
                .given(change("large", expected[0]));
        assertThat(account.available("hours", expected[0] + "T00:00:00Z")).isEqualTo(expected[1]);
      }
    }
  }

  @Nested
  class Downgrading {
    @Test
    void waitsForTheRenewal() {
      AccountFixture account = bought("signature");
      account.when(change("advanced", null)).then(new DowngradeRequested(AT, "c1", "advanced"));
      assertThat(contract(account, "c1").nextTier()).isEqualTo("advanced");
      assertThat(account.available("accelerator")).isEqualTo("4");
      bought("signature").given(change("advanced", "2026-06-01"));
    }

    @Test
    void hasNoOtherDayThanTheTermsEnd() {
      for (String day : List.of("2025-06-15", "2026-05-31")) {
        assertThat(
                bought("signature")
                    .when(change("advanced", day))
                    .refused(Problem.VALIDATION)
                    .facts())
            .containsEntry("field", "effectiveOn")
            .containsEntry("until", LocalDate.of(2026, 6, 1));
      }
      bought("signature").when(change("advanced", "2026-06-02")).refused(Problem.VALIDATION);
    }

    @Test
    void isAskedForBeforeTheContractIsOver() {
      AccountFixture account = bought("signature").now("2026-06-01T00:00:00Z");
      assertThat(account.when(change("advanced", null)).refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("state", "expired")
          .containsEntry("allowed", List.of("renewal"));
      account.given(renew(null));
      assertThat(account.when(change("advanced", null)).refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("allowed", List.of());
      AccountFixture ended = bought("signature");
      ended.when(end("2025-09-01")).because("sold").accepted();
      assertThat(
              ended
                  .now("2025-09-01T00:00:00Z")
                  .when(change("advanced", null))
                  .refused(Problem.INVALID_TRANSITION)
                  .facts())
          .containsEntry("state", "terminated")
          .containsEntry("allowed", List.of());
      bought("signature").now("2026-05-31T23:59:59.999999Z").given(change("advanced", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-renewal", "immediate-approved"})
    void isImmediateWithApprovalWhereEveryPolicySaysSo(String policy) {
      var catalogue =
          CatalogueFile.parse(
              """
              catalogue: policy
              versions:
                - version: "1"
                  effectiveFrom: 2025-01-01
                  policies: { downgrade: %s }
                  entitlements: { hours: { kind: units, period: contract-year } }
                  tiers:
                    small: { rank: 1, entitlements: { hours: { limit: 10 } } }
                    large: { rank: 2, entitlements: { hours: { limit: 20 } } }
              """
                  .formatted(policy));
      AccountFixture account =
          AccountFixture.opened("UTC", "2025-06-01T00:00:00Z", catalogue)
              .given(purchase("c1", "large", "2025-06-01"));
      if (policy.equals("at-renewal")) {
        account.when(change("small", "2025-08-01")).refused(Problem.VALIDATION);
      } else {
        assertThat(account.when(change("small", "2025-08-01")).accepted())
            .hasExactlyElementsOfTypes(ApprovalRequested.class);
      }
      assertThat(account.when(change("small", null)).accepted())
          .hasExactlyElementsOfTypes(DowngradeRequested.class);
    }
  }

  @Nested
  class Renewing {
    @Test
    void makesTheNextTermFromTheOldEnd() {
      AccountFixture account = bought("advanced");
      var renewed =
          (ContractRenewed)
              account
                  .when(new RenewContract(ACCOUNT, "c1", null, null, null, 24, "PO-2"))
                  .accepted()
                  .getFirst();
      assertThat(renewed.occurredAt()).isEqualTo(AT);
      assertThat(renewed.predecessorId()).isEqualTo("c1");
      assertThat(renewed.contractId()).isEqualTo("made-1");
      assertThat(renewed.startsOn()).isEqualTo(LocalDate.of(2026, 6, 1));
      assertThat(renewed.until()).isEqualTo(LocalDate.of(2028, 6, 1));
      assertThat(renewed.orderReference()).isEqualTo("PO-2");
      assertThat(renewed.terms().tier()).isEqualTo("advanced");
    }

    @Test
    void takesTheDowngradeThatWasAskedForUnlessItNamesATier() {
      AccountFixture asked = bought("signature").given(change("advanced", null), renew(null));
      assertThat(contract(asked, "c2").lastTerms().tier()).isEqualTo("advanced");
      AccountFixture named = bought("signature").given(change("advanced", null));
      named.given(renew("signature"));
      assertThat(contract(named, "c2").lastTerms().tier()).isEqualTo("signature");
      AccountFixture upgraded = bought("advanced").given(change("signature", null), renew(null));
      assertThat(contract(upgraded, "c2").lastTerms().tier()).isEqualTo("signature");
    }

    @Test
    void isUnderTheVersionInForceOnItsFirstDay() {
      for (String[] expected : new String[][] {{"2025-06-30", "old"}, {"2025-07-01", "new"}}) {
        AccountFixture account =
            AccountFixture.opened("UTC", "2025-06-01T00:00:00Z", TWO_VERSIONS)
                .given(until("c1", "small", "2025-06-01", expected[0]), renew(null));
        assertThat(contract(account, "c2").lastTerms().version()).isEqualTo(expected[1]);
      }
    }

    @Test
    void needsAContractATierAndAnEnd() {
      bought("advanced")
          .when(new RenewContract(ACCOUNT, "c9", "c2", null, null, 12, null))
          .refused(Problem.NOT_FOUND);
      bought("advanced").when(renew("gold")).refused(Problem.VALIDATION);
      Form.refused("until", () -> new RenewContract(ACCOUNT, "c1", "c2", null, null, null, null));
      LocalDate day = LocalDate.of(2026, 6, 1);
      Form.refused("until", () -> new RenewContract(ACCOUNT, "c1", "c2", null, day, 12, null));
      bought("advanced")
          .when(new RenewContract(ACCOUNT, "c1", "c2", null, day, null, null))
          .refused(Problem.VALIDATION);
      bought("advanced")
          .when(new RenewContract(ACCOUNT, "c1", "c2", null, day.plusDays(1), null, null))
          .accepted();
    }

    @Test
    void overlapsNoOtherTermAndHasAnIdOfItsOwn() {
      AccountFixture account = bought("advanced");
      account
          .when(new RenewContract(ACCOUNT, "c1", "c1", null, null, 12, null))
          .refused(Problem.DUPLICATE);
      account.given(until("c3", "advanced", "2026-06-30", "2026-07-30"));
      account.when(renew(null)).refused(Problem.CONTRACT_OVERLAP);
      LocalDate before = LocalDate.of(2026, 6, 30);
      account
          .when(new RenewContract(ACCOUNT, "c1", "c2", null, before.plusDays(1), null, null))
          .refused(Problem.CONTRACT_OVERLAP);
      account.when(new RenewContract(ACCOUNT, "c1", "c2", null, before, null, null)).accepted();
      account.when(renew(null)).refused(Problem.DUPLICATE);
    }

    @Test
    void isNotAheadAndLateAtMostThirtyDays() {
      bought("advanced").when(renew(null)).effective(AHEAD).refused(Problem.FUTURE_DATED);
      bought("advanced").now("2026-07-01T00:00:00Z").when(renew(null)).accepted();
      bought("advanced")
          .now("2026-07-01T00:00:00.000001Z")
          .when(renew(null))
          .refused(Problem.BACKDATING_LIMIT);
    }

    @Test
    void isNotOfATerminatedContract() {
      AccountFixture account = bought("advanced");
      account.when(end("2025-09-01")).because("sold").accepted();
      assertThat(account.when(renew(null)).refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("state", "active")
          .containsEntry("terminatedOn", LocalDate.of(2025, 9, 1))
          .containsEntry("allowed", List.of("termination/withdrawal"));
      account.now("2025-09-01T00:00:00Z");
      assertThat(account.when(renew(null)).refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("state", "terminated")
          .containsEntry("allowed", List.of());
    }
  }

  @Nested
  class Terminating {
    @Test
    void endsTheTermOnItsDay() {
      AccountFixture account = bought("advanced");
      account
          .when(end("2025-09-01"))
          .because("sold")
          .then(new ContractTerminated(AT, "c1", LocalDate.of(2025, 9, 1)));
      account.now("2025-09-01T00:00:00Z").when(issue(1)).refused(Problem.NO_CONTRACT_IN_FORCE);
      account.when(issue(1)).effective("2025-08-31T23:59:59.999999Z").accepted();
      account
          .when(until("c2", "advanced", "2025-08-31", "2025-10-01"))
          .refused(Problem.CONTRACT_OVERLAP);
      account.when(until("c2", "advanced", "2025-09-01", "2025-10-01")).accepted();
    }

    @Test
    void saysWhyAndNeedsAContract() {
      assertThat(bought("advanced").when(end("2025-09-01")).refused(Problem.VALIDATION).facts())
          .containsEntry("field", "reason");
      bought("advanced")
          .when(new TerminateContract(ACCOUNT, "c9", LocalDate.of(2025, 9, 1)))
          .because("sold")
          .refused(Problem.NOT_FOUND);
    }

    @Test
    void liesInsideTheTermAfterItsFirstDay() {
      for (String day : List.of("2025-05-31", "2025-06-01", "2026-06-01", "2027-01-01")) {
        assertThat(
                bought("advanced")
                    .when(end(day))
                    .because("sold")
                    .refused(Problem.VALIDATION)
                    .facts())
            .containsEntry("field", "effectiveOn")
            .containsEntry("startsOn", LocalDate.of(2025, 6, 1))
            .containsEntry("until", LocalDate.of(2026, 6, 1));
      }
      bought("advanced").when(end("2025-06-02")).because("sold").accepted();
      bought("advanced").when(end("2026-05-31")).because("sold").accepted();
      bought("advanced")
          .when(end("2025-06-10"))
          .because("sold")
          .effective("2025-06-11")
          .refused(Problem.VALIDATION);
    }

    @Test
    void isLateAtMostThirtyDays() {
      AccountFixture account = bought("advanced").now("2025-08-01T00:00:00Z");
      account.when(end("2025-07-01")).because("sold").refused(Problem.BACKDATING_LIMIT);
      account.when(end("2025-07-02")).because("sold").accepted();
    }

    @Test
    void replacesAPlannedOneAndIsFinalOnceItsDayHasCome() {
      AccountFixture account = bought("advanced");
      for (String day : List.of("2025-09-01", "2025-08-01", "2025-10-01")) {
        account.when(end(day)).because("sold").accepted();
        assertThat(contract(account, "c1").terminatedOn()).isEqualTo(LocalDate.parse(day));
      }
      account.given(until("c2", "advanced", "2025-10-01", "2025-11-01"));
      account.when(end("2025-10-02")).because("sold").refused(Problem.CONTRACT_OVERLAP);
      account.now("2025-10-01T00:00:00Z");
      for (String day : List.of("2025-09-10", "2025-10-01")) {
        assertThat(
                account.when(end(day)).because("sold").refused(Problem.INVALID_TRANSITION).facts())
            .containsEntry("state", "terminated")
            .containsEntry("allowed", List.of());
      }
    }

    @Test
    void mayFollowTheCorrectionOfWhatWasUsedSince() {
      var account = bought("advanced");
      account.when(issue("V-1")).effective("2025-06-13T00:00:00Z").accepted();
      account.when(call("p1")).effective("2025-06-12T00:00:00Z").accepted();
      account.when(hold("h1")).effective("2025-06-12T00:00:00Z").accepted();
      account.given(Commands.csa("casey", "2025-06-01"));
      account.when(start("a1")).effective("2025-06-12T00:00:00Z").accepted();
      var terminate = end("2025-06-12");
      for (AccountCommand correction :
          List.of(
              new RevokeVoucher(ACCOUNT, "V-1"),
              voided("p1"),
              new ReleaseHold(ACCOUNT, "h1"),
              new CancelAccelerator(ACCOUNT, "a1", LocalDate.of(2025, 6, 15), Cause.VENDOR))) {
        account.when(terminate).because("sold").refused(Problem.INVALID_TRANSITION);
        account.when(correction).because("entered by mistake").accepted();
      }
      account.when(terminate).because("sold").accepted();
    }

    @Test
    void isRefusedForAUseInItsTermAlsoWhereAnotherTermHasLaterOnes() {
      var account =
          AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
              .given(until("c1", "advanced", "2025-06-01", "2025-06-14"))
              .given(until("c2", "advanced", "2025-06-14", "2025-07-01"))
              .now(NOW);
      account.when(issue(1)).effective("2025-06-13").accepted();
      account.when(issue(1)).effective("2025-06-14").accepted();
      account.when(end("2025-06-12")).because("sold").refused(Problem.INVALID_TRANSITION);
    }

    private static PlaceHold hold(String id) {
      return new PlaceHold(ACCOUNT, id, "roi-review", BigDecimal.ONE, null);
    }

    @Test
    void leavesNothingUsedBehindIt() {
      AccountFixture account = bought("advanced");
      account.when(issue(1)).effective("2025-06-12T00:00:00Z").accepted();
      assertThat(
              account
                  .when(end("2025-06-12"))
                  .because("sold")
                  .refused(Problem.INVALID_TRANSITION)
                  .facts())
          .containsEntry("state", "used")
          .containsEntry("lastUsed", Instant.parse("2025-06-12T00:00:00Z"));
      account.when(end("2025-06-13")).because("sold").accepted();
      AccountFixture before = bought("advanced");
      before.when(issue(1)).effective("2025-06-11T23:59:59.999999Z").accepted();
      before.when(end("2025-06-12")).because("sold").accepted();
    }
  }
}
