package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.buy;
import static org.entitlementledger.core.Hours.catalogue;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.grantFrom;
import static org.entitlementledger.core.Hours.hold;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.notice.NoticeEvent.ThresholdReached;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every policy of CATALOGUE.md where it matters. */
class QuotaEngineTest {
  @Test
  void grantsAreDrawnByTheirOrder() {
    AccountFixture fixture =
        account("calendar-month", "", "10")
            .given(
                grant("late", "5", "2025-03-01"),
                grant("soon", "5", "2025-01-20"),
                grant("first", "2", "2025-06-01", 10, null),
                use("3"));
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 22 adjusted 0 consumed 3 held 0 lapsed 0 overage 0 available 19");
    assertThat(fixture.balance(KEY, "2025-01-01T00:00:00Z").sources())
        .extracting(s -> s.source().id() + ":" + s.consumed())
        .contains("first:2", "soon:1", "late:0", "c1/2025-01-01T00:00:00Z:0");
    fixture.now("2025-01-25T00:00:00Z");
    assertThat(figures(fixture, "2025-01-25T00:00:00Z"))
        .isEqualTo("granted 22 adjusted 0 consumed 3 held 0 lapsed 4 overage 0 available 15");
    fixture.now("2025-02-01T00:00:00Z").given(use("11"));
    assertThat(figures(fixture, "2025-02-01T00:00:00Z"))
        .isEqualTo("granted 15 adjusted 0 consumed 11 held 0 lapsed 0 overage 0 available 4");
  }

  @Test
  void aRevokedGrantLapsesWhatIsUnused() {
    AccountFixture fixture =
        account("calendar-month", "", "0").given(grant("g", "5", null), use("2"));
    fixture.now("2025-01-02T00:00:00Z");
    fixture.when(new RevokeGrant(AccountFixture.ACCOUNT, "g")).refused(Problem.VALIDATION);
    fixture.when(new RevokeGrant(AccountFixture.ACCOUNT, "g")).because("error").accepted();
    assertThat(figures(fixture, "2025-01-02T00:00:00Z"))
        .isEqualTo("granted 5 adjusted 0 consumed 2 held 0 lapsed 3 overage 0 available 0");
    fixture
        .when(new RevokeGrant(AccountFixture.ACCOUNT, "g"))
        .because("again")
        .refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void aHoldIsConfirmedInPart() {
    AccountFixture fixture = account("calendar-month", "", "10");
    fixture.given(
        new PlaceHold(AccountFixture.ACCOUNT, "h", KEY, new BigDecimal("8"), null), use("2"));
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 2 held 8 lapsed 0 overage 0 available 0");
    fixture.when(use("0.5")).refused(Problem.QUOTA_EXHAUSTED);
    fixture
        .when(new ConfirmHold(AccountFixture.ACCOUNT, "h", new BigDecimal("8.1")))
        .refused(Problem.VALIDATION);
    fixture.given(new ConfirmHold(AccountFixture.ACCOUNT, "h", new BigDecimal("3")));
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 5 held 0 lapsed 0 overage 0 available 5");
    fixture.when(new ReleaseHold(AccountFixture.ACCOUNT, "h")).refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void aHoldReleasedAfterItsWindowLapsesAtOnce() {
    AccountFixture fixture = account("calendar-month", "", "10");
    fixture.given(new PlaceHold(AccountFixture.ACCOUNT, "h", KEY, new BigDecimal("8"), null));
    fixture.now("2025-02-03T00:00:00Z");
    assertThat(figures(fixture, "2025-02-03T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 0 held 0 lapsed 0 overage 0 available 10");
    fixture.given(new ReleaseHold(AccountFixture.ACCOUNT, "h"));
    assertThat(fixture.events().getLast().toString()).contains("LAPSED");
  }

  @Test
  void whatIsLeftRollsOver() {
    AccountFixture fixture = account("calendar-month", "rollover: { max: 4, periods: 2 }", "10");
    fixture.given(use("7"));
    fixture.now("2025-02-01T00:00:00Z");
    assertThat(figures(fixture, "2025-02-01T00:00:00Z"))
        .isEqualTo("granted 13 adjusted 0 consumed 0 held 0 lapsed 0 overage 0 available 13");
    fixture.given(use("1"));
    assertThat(fixture.balance(KEY, "2025-02-01T00:00:00Z").sources())
        .extracting(s -> s.source().kind().key() + ":" + s.consumed())
        .containsExactly("allowance:1", "rollover:0");
    // a late entry that February has drawn on nothing of takes from January's allowance
    fixture.when(use("1")).effective("2025-01-20T00:00:00Z").accepted();
    assertThat(figures(fixture, "2025-02-01T00:00:00Z"))
        .isEqualTo("granted 12 adjusted 0 consumed 1 held 0 lapsed 0 overage 0 available 11");
    fixture.given(use("11"));
    fixture.when(use("1")).effective("2025-01-20T00:00:00Z").refused(Problem.QUOTA_EXHAUSTED);
  }

  @Test
  void overageIsCarried() {
    AccountFixture fixture =
        account("calendar-month", "overage: allow, overageAtReset: carry", "10");
    fixture.given(use("23"));
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 23 held 0 lapsed 0 overage 13 available 0");
    assertThat(figures(fixture, "2025-02-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 13 held 0 lapsed 0 overage 3 available 0");
    assertThat(figures(fixture, "2025-03-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 3 held 0 lapsed 0 overage 0 available 7");
  }

  @Test
  void overageIsApprovedByAnother() {
    AccountFixture fixture = account("calendar-month", "overage: approve", "10");
    List<AccountEvent> asked = fixture.when(use("12")).accepted();
    String approvalId = ((ApprovalRequested) asked.getFirst()).approvalId();
    assertThat(fixture.available(KEY)).isEqualTo("10");
    fixture
        .when(new ApprovePending(AccountFixture.ACCOUNT, approvalId))
        .refused(Problem.SELF_APPROVAL);
    fixture.when(new ApprovePending(AccountFixture.ACCOUNT, approvalId)).by("boss").accepted();
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 12 held 0 lapsed 0 overage 2 available 0");
    fixture
        .when(new ApprovePending(AccountFixture.ACCOUNT, approvalId))
        .by("boss")
        .refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void aGrantThatIsRevokedAtTheInstantItWasDrawnKeepsWhatWasDrawn() {
    AccountFixture fixture =
        account("contract-year", "", "10").given(grant("g", "6", null, 1, null), use("2"));
    fixture.when(new RevokeGrant(AccountFixture.ACCOUNT, "g")).because("unpaid").accepted();
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 16 adjusted 0 consumed 2 held 0 lapsed 4 overage 0 available 10");
    fixture.now("2025-02-01T00:00:00Z");
    assertThat(figures(fixture, "2025-02-01T00:00:00Z"))
        .isEqualTo("granted 16 adjusted 0 consumed 2 held 0 lapsed 4 overage 0 available 10");
  }

  @Test
  void aGrantThatIsRevokedBeforeItBeginsIsNoSource() {
    AccountFixture fixture = account("contract-year", "", "10");
    fixture.given(grantFrom("g", "6", "2025-03-01"));
    fixture.when(new RevokeGrant(AccountFixture.ACCOUNT, "g")).because("unpaid").accepted();
    fixture.now("2025-04-01T00:00:00Z");
    assertThat(fixture.balance(KEY, "2025-04-01T00:00:00Z").sources()).hasSize(1);
  }

  @Test
  void aGrantIsNotRevokedBeforeItWasUsed() {
    AccountFixture fixture =
        account("calendar-month", "", "10").given(grant("g", "6", null, 1, null));
    fixture.now("2025-02-10T00:00:00Z").given(use("2"));
    var revoke = new RevokeGrant(AccountFixture.ACCOUNT, "g");
    assertThat(
            fixture
                .when(revoke)
                .because("unpaid")
                .effective("2025-02-09T23:59:59.999999Z")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("earliest", Instant.parse("2025-02-10T00:00:00Z"));
    fixture.when(revoke).because("unpaid").effective("2025-02-10").accepted();
    assertThat(figures(fixture, "2025-02-10T00:00:00Z"))
        .isEqualTo("granted 16 adjusted 0 consumed 2 held 0 lapsed 4 overage 0 available 10");
  }

  @Test
  void aGrantIsNotRevokedBeforeItWasHeld() {
    AccountFixture fixture =
        account("calendar-month", "", "10").given(grant("g", "6", null, 1, null));
    fixture.now("2025-02-10T00:00:00Z").given(hold("h", "5"));
    var revoke = new RevokeGrant(AccountFixture.ACCOUNT, "g");
    fixture.when(revoke).because("unpaid").effective("2025-02-09").refused(Problem.VALIDATION);
    fixture.when(revoke).because("unpaid").effective("2025-02-10").accepted();
    assertThat(figures(fixture, "2025-02-10T00:00:00Z"))
        .isEqualTo("granted 16 adjusted 0 consumed 0 held 5 lapsed 1 overage 0 available 10");
  }

  @Test
  void aHoldIsConfirmedInTheScaleOfItsEntitlement() {
    AccountFixture fixture = account("contract-year", "", "10").given(hold("h", "5"));
    fixture
        .when(new ConfirmHold(AccountFixture.ACCOUNT, "h", new BigDecimal("0.25")))
        .refused(Problem.VALIDATION);
    fixture.when(new ConfirmHold(AccountFixture.ACCOUNT, "h", new BigDecimal("0.5"))).accepted();
    assertThat(fixture.available(KEY)).isEqualTo("9.5");
  }

  /** API.md, "Errors": validation comes before all else. */
  @Test
  void nothingEndsBeforeItStartsWhateverElseIsWrong() {
    var start = new When.On(LocalDate.parse("2025-01-01"));
    for (AccountFixture fixture :
        List.of(
            AccountFixture.nobody("2025-01-01T00:00:00Z"),
            AccountFixture.opened("UTC", "2025-01-01T00:00:00Z"),
            account("contract-year", "", "10").given(grant("g", "1", null), hold("g", "1")))) {
      fixture.when(grant("g", "1", "2025-01-01")).refused(Problem.VALIDATION);
      fixture
          .when(new PlaceHold(AccountFixture.ACCOUNT, "g", KEY, BigDecimal.ONE, start))
          .refused(Problem.VALIDATION);
      fixture
          .when(
              new RequestAdjustment(
                  AccountFixture.ACCOUNT, "g", KEY, BigDecimal.ONE, null, start, null, null, null))
          .because("error")
          .refused(Problem.VALIDATION);
    }
  }

  @Test
  void quantitiesHaveAFormWhateverTheTermsSay() {
    Form.refused("quantity", () -> use("-1"));
    Form.refused("quantity", () -> use("0"));
    Form.refused("quantity", () -> use("1000000000000"));
    Form.refused("quantity", () -> grant("g", "-1", null));
    Form.refused("quantity", () -> hold("h", "-1"));
    Form.refused("quantity", () -> adjust("a", "0"));
    Form.refused("quantity", () -> adjust("a", "-1000000000000"));
    Form.refused("quantity", () -> new ConfirmHold(AccountFixture.ACCOUNT, "h", BigDecimal.ZERO));
  }

  @Test
  void adjustmentsNeedTwo() {
    AccountFixture fixture = account("calendar-month", "", "10").given(use("9"));
    fixture.when(adjust("a", "3")).because("error").accepted();
    assertThat(fixture.available(KEY)).isEqualTo("1");
    fixture.when(new ApproveAdjustment(AccountFixture.ACCOUNT, "a")).refused(Problem.SELF_APPROVAL);
    fixture.when(new ApproveAdjustment(AccountFixture.ACCOUNT, "a")).by("boss").accepted();
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 3 consumed 9 held 0 lapsed 0 overage 0 available 4");
    fixture.when(adjust("b", "-5")).because("error").refused(Problem.QUOTA_EXHAUSTED);
    fixture.when(adjust("b", "-2")).because("error").accepted();
    fixture.when(new ApproveAdjustment(AccountFixture.ACCOUNT, "b")).by("boss").accepted();
    assertThat(figures(fixture, "2025-01-01T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 1 consumed 9 held 0 lapsed 0 overage 0 available 2");
  }

  private static RequestAdjustment adjust(String id, String quantity) {
    return new RequestAdjustment(
        AccountFixture.ACCOUNT, id, KEY, new BigDecimal(quantity), null, null, null, null, null);
  }

  @Test
  void anUpgradeGivesTheNewLimitLessWhatWasUsed() {
    AccountFixture fixture = account("contract-year", "", "40").given(use("u", "25"));
    fixture.now("2025-03-01T00:00:00Z").given(upgrade("large", null));
    assertThat(figures(fixture, "2025-03-01T00:00:00Z"))
        .isEqualTo("granted 60 adjusted 0 consumed 25 held 0 lapsed 0 overage 0 available 35");
    fixture.when(new ReverseUsage(AccountFixture.ACCOUNT, "u")).accepted();
    assertThat(figures(fixture, "2025-03-01T00:00:00Z"))
        .isEqualTo("granted 60 adjusted 0 consumed 0 held 0 lapsed 0 overage 0 available 60");
  }

  @Test
  void anImmediateDowngradeLeavesNothingWhereMoreWasUsed() {
    AccountFixture fixture =
        AccountFixture.opened("UTC", "2025-01-01T00:00:00Z", catalogue("contract-year", "", "2"))
            .given(buy("c1", "large", "2025-01-01"), use("3"));
    fixture.now("2025-03-01T00:00:00Z");
    List<AccountEvent> asked = fixture.when(upgrade("small", "2025-03-01")).accepted();
    String id = ((ApprovalRequested) asked.getFirst()).approvalId();
    fixture.when(new ApprovePending(AccountFixture.ACCOUNT, id)).by("boss").accepted();
    assertThat(figures(fixture, "2025-03-01T00:00:00Z"))
        .isEqualTo("granted 3 adjusted 0 consumed 3 held 0 lapsed 0 overage 0 available 0");
  }

  @Test
  void aTierChangeMayProrateOrStartAfresh() {
    AccountFixture prorated =
        account("contract-year", "tierChange: prorate", "40").given(use("10"));
    prorated.now("2025-07-02T00:00:00Z").given(upgrade("large", null));
    // 40 × 182/365 + 60 × 183/365 − 10
    assertThat(prorated.available(KEY)).isEqualTo("40");
    AccountFixture fresh = account("contract-year", "tierChange: fresh", "40").given(use("10"));
    fresh.now("2025-07-02T00:00:00Z").given(upgrade("large", null));
    assertThat(fresh.available(KEY)).isEqualTo("60");
  }

  private static ChangeTier upgrade(String tier, @Nullable String on) {
    return new ChangeTier(
        AccountFixture.ACCOUNT, "c1", tier, on == null ? null : LocalDate.parse(on));
  }

  @Test
  void partialPeriodsMayBeProrated() {
    AccountFixture fixture =
        AccountFixture.opened(
                "UTC",
                "2025-01-01T00:00:00Z",
                catalogue("calendar-month", "partialPeriod: prorate", "10"))
            .given(buy("c1", "small", "2025-01-16"));
    fixture.now("2025-01-16T00:00:00Z");
    // 10 × 16/31 rounded down to one decimal
    assertThat(fixture.available(KEY)).isEqualTo("5.1");
    fixture
        .when(new TerminateContract(AccountFixture.ACCOUNT, "c1", LocalDate.parse("2025-01-20")))
        .because("insolvent")
        .accepted();
    assertThat(fixture.available(KEY)).isEqualTo("1.2");
  }

  @Test
  void thresholdsAreNoticed() {
    AccountFixture fixture = account("calendar-month", "thresholds: [80, 100]", "10");
    List<AccountEvent> none = fixture.when(use("7.9")).accepted();
    assertThat(none).hasSize(1);
    List<AccountEvent> two = fixture.when(use("2.1")).accepted();
    assertThat(two).hasSize(3).last().isInstanceOf(ThresholdReached.class);
    assertThat(fixture.balance(KEY, "2025-01-01T00:00:00Z").thresholds()).containsExactly(80, 100);
  }

  @Test
  void aRenewalBeginsAfresh() {
    AccountFixture fixture = account("contract-year", "", "40").given(use("25"));
    fixture.now("2025-12-01T00:00:00Z");
    fixture.given(new RenewContract(AccountFixture.ACCOUNT, "c1", "c2", null, null, 12, null));
    fixture.now("2026-01-01T00:00:00Z");
    assertThat(fixture.balance(KEY, "2026-01-01T00:00:00Z").available()).isEqualTo(Quantity.of(40));
  }
}
