package org.entitlementledger.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.grantFrom;
import static org.entitlementledger.core.Hours.hold;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.grant.GrantEvent.GrantRevoked;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.junit.jupiter.api.Test;

/** What is told late takes only what was there, and what it changes takes nothing back. */
class LateEntriesTest {
  private static final ReleaseHold RELEASE = new ReleaseHold(AccountFixture.ACCOUNT, "h");

  private static Quantity availableAt(AccountFixture fixture, String time, AccountEvent... more) {
    Instant at = Instant.parse(time);
    Account then = Account.unopened(AccountFixture.ACCOUNT);
    for (AccountEvent event : fixture.events()) {
      then = then.applyAsOf(event, at);
    }
    for (AccountEvent event : more) {
      then = then.applyAsOf(event, at);
    }
    var found = requireNonNull(Entitlements.one(then.state(), KEY, at));
    var balance = ((Entitlement.Counted) found).balance();
    Laws.figuresClose(balance);
    return requireNonNull(balance.available());
  }

  @Test
  void doNotTakeWhatWasHeldMeanwhile() {
    AccountFixture fixture = account("contract-year", "", "10");
    fixture.given(hold("h", "8"));
    fixture.now("2025-01-10T00:00:00Z").given(RELEASE);
    fixture.when(use("3")).effective("2025-01-09T23:59:59Z").refused(Problem.QUOTA_EXHAUSTED);
    fixture.when(use("2")).effective("2025-01-09T23:59:59Z").accepted();
    fixture.when(use("8")).effective("2025-01-10T00:00:00Z").accepted();
    assertThat(availableAt(fixture, "2025-01-09T23:59:59Z")).isEqualTo(Quantity.ZERO);
  }

  @Test
  void doNotTakeWhatWasHeldUntilTheHoldWasOver() {
    AccountFixture fixture = account("contract-year", "", "10");
    fixture
        .when(
            new PlaceHold(
                AccountFixture.ACCOUNT,
                "h",
                KEY,
                new BigDecimal("8"),
                AccountFixture.parse("2025-01-10T00:00:00Z")))
        .accepted();
    fixture.now("2025-01-20T00:00:00Z");
    fixture.when(use("3")).effective("2025-01-09T23:59:59Z").refused(Problem.QUOTA_EXHAUSTED);
    fixture.when(use("10")).effective("2025-01-10T00:00:00Z").accepted();
  }

  @Test
  void doNotTakeWhatWasRevoked() {
    AccountFixture fixture = account("contract-year", "", "0").given(grant("g", "5", null));
    fixture.now("2025-01-10T00:00:00Z");
    fixture.when(new RevokeGrant(AccountFixture.ACCOUNT, "g")).because("unpaid").accepted();
    fixture.when(use("1")).effective("2025-01-05").refused(Problem.QUOTA_EXHAUSTED);
    assertThat(figures(fixture, "2025-01-10T00:00:00Z"))
        .isEqualTo("granted 5 adjusted 0 consumed 0 held 0 lapsed 5 overage 0 available 0");
  }

  @Test
  void doNotTakeWhatAHoldThatWasReleasedAfterARevocationKept() {
    AccountFixture fixture =
        account("contract-year", "", "0").given(grant("g", "5", null), hold("h", "4"));
    fixture.now("2025-01-10T00:00:00Z").given(RELEASE);
    fixture
        .when(new RevokeGrant(AccountFixture.ACCOUNT, "g"))
        .because("unpaid")
        .effective("2025-01-05")
        .accepted();
    assertThat(availableAt(fixture, "2025-01-07T00:00:00Z")).isEqualTo(Quantity.ZERO);
    assertThat(figures(fixture, "2025-01-10T00:00:00Z"))
        .isEqualTo("granted 5 adjusted 0 consumed 0 held 0 lapsed 5 overage 0 available 0");
  }

  @Test
  void doNotTakeAwayWhatRolledOverAndIsUsed() {
    AccountFixture fixture = account("calendar-month", "rollover: { max: 2 }", "10");
    fixture.given(use("8"));
    fixture.now("2025-02-01T00:00:00Z").given(use("1"));
    fixture.when(use("2")).effective("2025-01-31").refused(Problem.QUOTA_EXHAUSTED);
    fixture.when(use("1")).effective("2025-01-31").accepted();
    assertThat(figures(fixture, "2025-02-01T00:00:00Z"))
        .isEqualTo("granted 11 adjusted 0 consumed 1 held 0 lapsed 0 overage 0 available 10");
  }

  @Test
  void thatGoPastTheLimitCarryOverOnlyWhatNobodyUsed() {
    AccountFixture fixture =
        account("calendar-month", "rollover: {}, overage: allow, overageAtReset: carry", "10");
    fixture.given(use("10"));
    fixture.now("2025-03-01T00:00:00Z").given(use("8"));
    fixture.now("2025-03-01T12:00:00Z").when(use("5")).effective("2025-01-31").accepted();
    // 2 of February are free; the 8 that rolled into March are used, whose own 10 have room
    assertThat(figures(fixture, "2025-02-28T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 5 held 0 lapsed 0 overage 3 available 8");
    assertThat(figures(fixture, "2025-03-01T12:00:00Z"))
        .isEqualTo("granted 18 adjusted 0 consumed 11 held 0 lapsed 0 overage 0 available 7");
  }

  @Test
  void trimWhatRolledOverNeverBelowWhatIsUsed() {
    AccountFixture fixture =
        account("calendar-month", "rollover: { periods: 2, maxTotal: 4 }", "10");
    fixture.given(use("7"));
    fixture.now("2025-02-01T00:00:00Z").given(use("u", "10"));
    fixture.now("2025-03-01T00:00:00Z").given(use("3"));
    // seven of February's ten are there again and would push out the three of January
    fixture.now("2025-03-02T00:00:00Z");
    fixture.given(new ReverseUsage(AccountFixture.ACCOUNT, "u"));
    assertThat(figures(fixture, "2025-03-02T00:00:00Z"))
        .isEqualTo("granted 14 adjusted 0 consumed 3 held 0 lapsed 0 overage 0 available 11");
  }

  @Test
  void ofATierChangeTakeNothingBack() {
    AccountFixture fixture = account("calendar-month", "", "80").given(use("70"));
    fixture.now("2025-02-01T00:00:00Z").given(use("75"), hold("h", "5"));
    fixture.now("2025-02-02T00:00:00Z");
    fixture
        .when(new ChangeTier(AccountFixture.ACCOUNT, "c1", "large", LocalDate.parse("2025-01-20")))
        .accepted();
    assertThat(figures(fixture, "2025-02-02T00:00:00Z"))
        .isEqualTo("granted 80 adjusted 0 consumed 75 held 5 lapsed 0 overage 0 available 0");
    fixture.given(RELEASE);
    fixture.when(use("1")).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(figures(fixture, "2025-02-02T00:00:00Z"))
        .isEqualTo("granted 75 adjusted 0 consumed 75 held 0 lapsed 0 overage 0 available 0");
  }

  @Test
  void ofAGrantThatAnOlderEventEndsBeforeItBeginsAreReadAtEveryTime() {
    AccountFixture fixture = account("contract-year", "", "10");
    fixture.given(grantFrom("g", "6", "2025-03-01"));
    Instant before = Instant.parse("2025-01-02T00:00:00Z");
    Movement granted = ((TopUpGranted) fixture.events().getLast()).movements().getFirst();
    var revoked =
        new GrantRevoked(
            before, "g", granted.quantity(), List.of(granted.as(Movement.Kind.REVOKED, before)));
    for (String time : List.of("2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z")) {
      assertThat(availableAt(fixture, time, revoked)).isEqualTo(Quantity.of(10));
    }
  }

  @Test
  void ofAGrantThatWasRevokedBeforeItBeganAreReadAtEveryTime() {
    AccountFixture fixture = account("contract-year", "", "10");
    fixture.given(grantFrom("g", "6", "2025-03-01"));
    fixture.now("2025-01-02T00:00:00Z");
    fixture.when(new RevokeGrant(AccountFixture.ACCOUNT, "g")).because("unpaid").accepted();
    assertThat(availableAt(fixture, "2025-02-01T00:00:00Z")).isEqualTo(Quantity.of(10));
    assertThat(availableAt(fixture, "2025-03-01T00:00:00Z")).isEqualTo(Quantity.of(10));
  }
}
