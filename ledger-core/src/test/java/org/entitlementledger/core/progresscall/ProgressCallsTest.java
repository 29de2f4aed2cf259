package org.entitlementledger.core.progresscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.until;
import static org.entitlementledger.core.Commands.voided;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressCallsTest {
  private static final String KEY = "progress-call";
  private static final String NOW = "2025-03-20T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final Window MARCH =
      new Window(Instant.parse("2025-03-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z"));
  private static final Source OF_MARCH =
      new Source(Source.Kind.ALLOWANCE, "c1/2025-03-15T00:00:00Z");

  private static AccountFixture advanced() {
    return AccountFixture.opened("UTC", NOW).given(purchase("c1", "advanced", "2025-03-15"));
  }

  private static Movement moved(Movement.Kind kind, Instant at) {
    return Movement.of(kind, KEY, OF_MARCH, MARCH, Quantity.ONE, at);
  }

  @Test
  void aCallConsumesOneOfItsMonth() {
    var pat = new Person("pat", "Pat Doe", "pat@example.com");
    AccountFixture account =
        advanced()
            .when(
                new LogProgressCall(
                    ACCOUNT, "p1", 45, List.of(pat, new Person("sam", null, null)), "went well"))
            .then(
                new ProgressCallLogged(
                    AT,
                    "p1",
                    45,
                    List.of("pat", "sam"),
                    "went well",
                    List.of(moved(Movement.Kind.CONSUMED, AT))));
    assertThat(account.available(KEY)).isEqualTo("3");
    ProgressCall one = AccountFixture.there(account.account().progressCalls().byId().get("p1"));
    assertThat(one.status(AT, account.account().contracts())).isEqualTo("logged");
    assertThat(one.id()).isEqualTo("p1");
  }

  @Test
  void anIdIsMadeWhereNoneIsGivenAndGivenOnce() {
    AccountFixture account = advanced().given(call(null));
    assertThat(account.when(call("made-1")).refused(Problem.DUPLICATE).facts())
        .containsEntry("callId", "made-1");
  }

  /** The last moment of March and the first of April are those of the account's zone. */
  @ParameterizedTest
  @CsvSource({
    "UTC,                2025-03-31T23:59:59.999999Z, 2025-04-01T00:00:00Z",
    "Pacific/Auckland,   2025-03-31T10:59:59.999999Z, 2025-03-31T11:00:00Z",
    "America/New_York,   2025-04-01T03:59:59.999999Z, 2025-04-01T04:00:00Z",
    "Asia/Kathmandu,     2025-03-31T18:14:59.999999Z, 2025-03-31T18:15:00Z",
    "Australia/Lord_Howe,2025-03-31T12:59:59.999999Z, 2025-03-31T13:00:00Z",
    "Pacific/Kiritimati, 2025-03-31T09:59:59.999999Z, 2025-03-31T10:00:00Z",
  })
  void aMonthEndsInTheAccountsZone(String zone, String last, String first) {
    AccountFixture account =
        AccountFixture.opened(zone, "2025-04-02T12:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"));
    for (int n = 0; n < 4; n++) {
      account.when(call(null)).effective(last).accepted();
    }
    assertThat(account.when(call("fifth")).effective(last).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("resetsAt", Instant.parse(first));
    account.when(call("fifth")).effective(first).accepted();
    assertThat(account.available(KEY, first)).isEqualTo("3");
  }

  @Test
  void aPartialMonthHasTheFullLimit() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-31T00:00:00Z")
            .given(until("c1", "advanced", "2025-03-31", "2025-04-02"));
    assertThat(account.available(KEY, "2025-03-31T00:00:00Z")).isEqualTo("4");
    assertThat(account.available(KEY, "2025-04-01T23:59:59.999999Z")).isEqualTo("4");
    var balance = account.balance(KEY, "2025-04-01T00:00:00Z");
    assertThat(balance.window())
        .isEqualTo(
            new Window(
                Instant.parse("2025-04-01T00:00:00Z"), Instant.parse("2025-05-01T00:00:00Z")));
    assertThat(balance.inForce())
        .isEqualTo(
            new Window(
                Instant.parse("2025-04-01T00:00:00Z"), Instant.parse("2025-04-02T00:00:00Z")));
  }

  @Test
  void twoContractsInOneMonthHaveALimitEach() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-04-15T00:00:00Z")
            .given(
                until("c1", "advanced", "2025-04-01", "2025-04-15"),
                until("c2", "advanced", "2025-04-15", "2025-05-01"));
    for (int n = 0; n < 4; n++) {
      account.when(call(null)).effective("2025-04-14").accepted();
    }
    account.when(call("x")).effective("2025-04-14").refused(Problem.QUOTA_EXHAUSTED);
    assertThat(account.available(KEY)).isEqualTo("4");
    account.when(call("x")).accepted();
  }

  @Test
  void signatureCallsAreCountedWithoutLimit() {
    AccountFixture account =
        AccountFixture.opened("UTC", NOW).given(purchase("c1", "signature", "2025-03-15"));
    for (int n = 0; n < 20; n++) {
      account.given(call(null));
    }
    var balance = account.balance(KEY, NOW);
    assertThat(balance.unlimited()).isTrue();
    assertThat(balance.consumed()).isEqualTo(Quantity.of(20));
    assertThat(balance.granted()).isNull();
    assertThat(account.balance(KEY, "2025-04-01T00:00:00Z").consumed()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void itIsBoundByContractFutureAndBackdating() {
    AccountFixture account = advanced();
    account.when(call("p1")).effective("2025-03-14").refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(call("p1")).effective("2025-03-21").refused(Problem.FUTURE_DATED);
    account.now("2025-04-20T12:00:00Z");
    account
        .when(call("p1"))
        .effective("2025-03-21T11:59:59.999999Z")
        .refused(Problem.BACKDATING_LIMIT);
    account.when(call("p1")).effective("2025-03-21T12:00:00Z").accepted();
  }

  @Test
  void aVoidGivesBackToTheVeryMonth() {
    AccountFixture account = advanced().given(call("p1")).now("2025-06-01T00:00:00Z");
    account
        .when(voided("p1"))
        .because("it was another customer")
        .then(new ProgressCallVoided(AT, "p1", List.of(moved(Movement.Kind.RETURNED, AT))));
    assertThat(account.available(KEY, "2025-03-20T12:00:00Z")).isEqualTo("4");
    assertThat(account.available(KEY)).isEqualTo("4");
    assertThat(
            AccountFixture.there(account.account().progressCalls().byId().get("p1"))
                .status(AT, account.account().contracts()))
        .isEqualTo("voided");
  }

  @Test
  void aVoidIsNotBoundByTheBackdatingLimit() {
    AccountFixture account = advanced().given(call("p1")).now("2026-06-01T00:00:00Z");
    account.when(voided("p1")).because("never held").accepted();
  }

  @Test
  void aVoidMayBeDatedLaterNeverBeforeAndNeverAhead() {
    AccountFixture account = advanced().given(call("p1"), call("p2")).now("2025-03-25T00:00:00Z");
    assertThat(
            account
                .when(voided("p1"))
                .because("never held")
                .effective("2025-03-20T11:59:59.999999Z")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "occurredAt")
        .containsEntry("earliest", AT);
    account
        .when(voided("p1"))
        .because("never held")
        .effective("2025-03-26")
        .refused(Problem.FUTURE_DATED);
    account.when(voided("p1")).because("never held").effective(NOW).accepted();
    account.when(voided("p2")).because("never held").effective("2025-03-25").accepted();
    assertThat(account.events().getLast().occurredAt())
        .isEqualTo(Instant.parse("2025-03-25T00:00:00Z"));
  }

  @Test
  void aCallIsVoidedOnceAndWithAReason() {
    AccountFixture account = advanced().given(call("p1"));
    assertThat(account.when(voided("p1")).refused(Problem.VALIDATION).facts())
        .containsEntry("field", "reason");
    account.when(voided("p1")).because(" \n").refused(Problem.VALIDATION);
    account.when(voided("p2")).because("never held").refused(Problem.NOT_FOUND);
    account.when(voided("p1")).because("never held").accepted();
    account.when(voided("p1")).because("never held").refused(Problem.ALREADY_CORRECTED);
    account.when(call("p1")).refused(Problem.DUPLICATE);
  }

  @Test
  void durationAndAttendeesAreBounded() {
    assertThat(refused(0, List.of())).isEqualTo("durationMinutes");
    assertThat(refused(1_441, List.of())).isEqualTo("durationMinutes");
    var pat = new Person("pat", null, null);
    assertThat(refused(1, Collections.nCopies(1_001, pat))).isEqualTo("attendees");
    assertThat(
            new LogProgressCall(ACCOUNT, null, 1_440, Collections.nCopies(1_000, pat), null)
                .people())
        .hasSize(1_000);
  }

  private static Object refused(int minutes, List<Person> attendees) {
    try {
      var made = new LogProgressCall(ACCOUNT, null, minutes, attendees, null);
      throw new AssertionError("it was accepted: " + made);
    } catch (Refusal refusal) {
      return refusal.facts().getOrDefault("field", "");
    }
  }
}
