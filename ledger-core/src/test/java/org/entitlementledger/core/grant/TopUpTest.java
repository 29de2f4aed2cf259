package org.entitlementledger.core.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.buy;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.grantFrom;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.grant.GrantEvent.GrantRevoked;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Lot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Grants and their revocation. What is refused as for every limit: LimitedEntitlementsTest. */
class TopUpTest {
  private static final String NOW = "2025-03-01T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final Instant CONTRACT_END = Instant.parse("2026-01-01T00:00:00Z");
  private static final RevokeGrant REVOKE = new RevokeGrant(ACCOUNT, "g");

  private static AccountFixture hours() {
    return account("contract-year", "", "10").now(NOW);
  }

  private static GrantTopUp between(@Nullable When from, @Nullable When until) {
    return new GrantTopUp(
        ACCOUNT, "g", KEY, new BigDecimal("5"), "PO-1", from, until, null, null, null);
  }

  private static TopUpGranted granted(AccountFixture account, GrantTopUp command) {
    return (TopUpGranted) account.when(command).accepted().getFirst();
  }

  private static String status(AccountFixture account, String time) {
    TopUp topUp = AccountFixture.there(account.account().topUps().byId().get("g"));
    return topUp.status(Instant.parse(time), account.account().contracts());
  }

  @Test
  void oneIsThereFromNowUntilTheContractEnds() {
    TopUpGranted event = granted(hours(), between(null, null));
    assertThat(event.occurredAt()).isEqualTo(AT);
    assertThat(event.lot()).isEqualTo(new Lot(AT, CONTRACT_END, Lot.PRIORITY, false, null, true));
    assertThat(event.contractId()).isEqualTo("c1");
    assertThat(event.quantity()).isEqualTo(Quantity.of(5));
  }

  @Test
  void itHasTheLifePriorityAndValueThatItWasGiven() {
    Money value = Money.parse("unitValue", "99.50", "EUR");
    var command =
        new GrantTopUp(
            ACCOUNT,
            "g",
            KEY,
            BigDecimal.TWO,
            "PO-2",
            parse("2025-04-01"),
            parse("2027-01-01"),
            7,
            true,
            value);
    AccountFixture account = hours();
    TopUpGranted event = granted(account, command);
    assertThat(event.occurredAt()).as("what lies ahead takes effect now").isEqualTo(AT);
    assertThat(event.orderReference()).isEqualTo("PO-2");
    assertThat(event.lot())
        .isEqualTo(
            new Lot(
                Instant.parse("2025-04-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                7,
                true,
                value,
                false));
    assertThat(account.available(KEY, "2025-03-31T23:59:59.999999Z")).isEqualTo("10");
    assertThat(account.available(KEY, "2025-04-01T00:00:00Z")).isEqualTo("12");
  }

  @Test
  void itsStatusFollowsFromTime() {
    AccountFixture account = hours().given(between(parse("2025-04-01"), parse("2025-05-01")));
    assertThat(status(account, "2025-03-31T23:59:59.999999Z")).isEqualTo("scheduled");
    assertThat(status(account, "2025-04-01T00:00:00Z")).isEqualTo("granted");
    assertThat(status(account, "2025-04-30T23:59:59.999999Z")).isEqualTo("granted");
    assertThat(status(account, "2025-05-01T00:00:00Z")).isEqualTo("expired");
  }

  @Test
  void itEndsWithTheContractInForceAtItsStart() {
    AccountFixture account = hours().given(buy("c2", "small", "2026-01-01"));
    TopUpGranted event = granted(account, grantFrom("g", "5", "2026-01-01"));
    assertThat(event.contractId()).isEqualTo("c2");
    assertThat(event.lot().ends()).isEqualTo("2027-01-01T00:00:00Z");
    account.when(grantFrom("h", "5", "2027-01-01")).refused(Problem.NO_CONTRACT_IN_FORCE);
  }

  @Test
  void aLateOneBeginsWhenItSays() {
    AccountFixture account = hours();
    TopUpGranted event = granted(account, between(parse("2025-02-01"), null));
    assertThat(event.occurredAt()).isEqualTo("2025-02-01T00:00:00Z");
    assertThat(account.available(KEY, "2025-02-01T00:00:00Z")).isEqualTo("15");
    account.when(grantFrom("h", "5", "2025-01-30")).refused(Problem.BACKDATING_LIMIT);
    account.when(grantFrom("h", "5", "2025-01-31")).accepted();
  }

  @Test
  void validFromAndAnotherOccurredAtContradict() {
    var command = between(parse("2025-03-01"), null);
    hours().when(command).effective(NOW).refused(Problem.VALIDATION);
    hours().when(command).effective("2025-03-01T00:00:00Z").accepted();
  }

  @Test
  void itsFormIsChecked() {
    Form.refused("grantId", () -> grant("g/1", "1", null));
    Form.refused("orderReference", () -> ordered(" "));
    Form.refused("orderReference", () -> ordered("x".repeat(201)));
    Form.refused("priority", () -> grant("g", "1", null, -1, null));
    Form.refused("priority", () -> grant("g", "1", null, 101, null));
    hours().given(grant("a", "1", null, 0, null), grant("b", "1", null, 100, null));
  }

  private static GrantTopUp ordered(String reference) {
    return new GrantTopUp(
        ACCOUNT, "g", KEY, BigDecimal.ONE, reference, null, null, null, null, null);
  }

  @Test
  void aRevocationLapsesWhatIsUnusedAndLeavesWhatWasDrawn() {
    AccountFixture account = hours().given(grant("g", "5", "2025-12-01", 1, null), use("2"));
    account.now("2025-04-01T00:00:00Z");
    var event = (GrantRevoked) account.when(REVOKE).because("unpaid").accepted().getFirst();
    assertThat(event.unused()).isEqualTo(Quantity.of(3));
    assertThat(account.available(KEY)).isEqualTo("10");
    assertThat(account.available(KEY, "2025-03-31T23:59:59.999999Z")).isEqualTo("10");
    assertThat(status(account, "2025-04-01T00:00:00Z")).isEqualTo("revoked");
    assertThat(account.balance(KEY, "2025-04-01T00:00:00Z").lapsed()).isEqualTo(Quantity.of(3));
  }

  @Test
  void aRevocationSaysWhyAndNeedsAGrantOfThisVeryAccount() {
    AccountFixture account = hours().given(grant("other", "1", null), use("g", "1"));
    assertThat(account.when(REVOKE).refused(Problem.VALIDATION).facts())
        .containsEntry("field", "reason");
    assertThat(account.when(REVOKE).because("unpaid").refused(Problem.NOT_FOUND).facts())
        .containsEntry("grantId", "g");
  }

  @Test
  void aRevocationLiesBetweenTheStartOfTheGrantAndNow() {
    AccountFixture account = hours().given(grant("g", "5", null)).now("2025-04-01T00:00:00Z");
    account
        .when(REVOKE)
        .because("unpaid")
        .effective("2025-04-01T00:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    assertThat(
            account
                .when(REVOKE)
                .because("unpaid")
                .effective("2025-03-01T11:59:59.999999Z")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("earliest", AT);
    account.when(REVOKE).because("unpaid").effective(NOW).accepted();
  }

  @Test
  void whatHasEndedIsNotRevoked() {
    AccountFixture account = hours().given(grant("g", "5", "2025-05-01"));
    account.now("2025-05-01T00:00:00Z");
    assertThat(account.when(REVOKE).because("unpaid").refused(Problem.INVALID_TRANSITION).facts())
        .containsAllEntriesOf(Map.of("state", "expired", "allowed", List.of()));
    account.when(REVOKE).because("unpaid").effective("2025-04-30T23:59:59.999999Z").accepted();
    assertThat(account.when(REVOKE).because("unpaid").refused(Problem.INVALID_TRANSITION).facts())
        .containsAllEntriesOf(Map.of("state", "revoked", "allowed", List.of()));
  }

  @Test
  void oneThatHasNotBegunMayBeRevoked() {
    AccountFixture account = hours().given(grantFrom("g", "5", "2025-06-01"));
    account.when(REVOKE).because("unpaid").accepted();
    assertThat(account.available(KEY, "2025-06-01T00:00:00Z")).isEqualTo("10");
  }
}
