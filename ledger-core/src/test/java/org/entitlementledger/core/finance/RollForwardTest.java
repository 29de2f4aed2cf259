package org.entitlementledger.core.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.buy;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.Hours;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.finance.RollForward.Entry;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.junit.jupiter.api.Test;

/** Roll-forwards worked out by hand (FINANCE.md, "Roll-forward"). */
class RollForwardTest {
  private static final String MONTHLY = "calendar-month";

  private static KnownAccount known(AccountFixture account) {
    var found = new ArrayList<Recorded>();
    long position = 0;
    for (var event : account.events()) {
      position++;
      if (event instanceof MovesQuota moving) {
        int ordinal = 0;
        for (var movement : moving.movements()) {
          found.add(new Recorded(position, ordinal++, "any", event.occurredAt(), movement));
        }
      }
    }
    AccountState state = account.account().state();
    return KnownAccount.of(
        new AccountState(state.rules(), state.contracts(), state.team(), Quota.EMPTY), found);
  }

  private static RollForward rollForward(AccountFixture account, String period, String now) {
    KnownAccount known = known(account);
    return new RollForward(ACCOUNT, Days.parse("period", period), known, known, Instant.parse(now));
  }

  private static List<String> lines(AccountFixture account, String period, String now) {
    return rollForward(account, period, now).lines().stream()
        .map(
            line ->
                "%s %s %s: %s +%s ~%s -%s x%s = %s"
                    .formatted(
                        line.line().contractId(),
                        line.line().entitlement(),
                        line.line().unitValue() == null ? "-" : line.line().unitValue(),
                        line.opening(),
                        line.figures().granted(),
                        line.figures().adjusted(),
                        line.figures().consumed(),
                        line.figures().lapsed(),
                        line.closing()))
        .toList();
  }

  private static List<String> lines(AccountFixture account, String period) {
    return lines(account, period, "2030-01-01T00:00:00Z");
  }

  @Test
  void whatIsUnusedLapsesInTheMonthThatItEnds() {
    AccountFixture account = account(MONTHLY, "", "4").given(use("1"));
    assertThat(lines(account, "2025-01")).containsExactly("c1 hours -: 0 +4 ~0 -1 x3 = 0");
    assertThat(lines(account, "2025-02")).containsExactly("c1 hours -: 0 +4 ~0 -0 x4 = 0");
    assertThat(lines(account, "2025")).containsExactly("c1 hours -: 0 +48 ~0 -1 x47 = 0");
    assertThat(lines(account, "2026")).isEmpty();
  }

  @Test
  void aContractYearClosesWithNothing() {
    AccountFixture account = account("contract-year", "", "40").given(use("37"));
    assertThat(lines(account, "2025-01-01/2026-01-01"))
        .containsExactly("c1 hours -: 0 +40 ~0 -37 x3 = 0");
    assertThat(lines(account, "2025-06")).containsExactly("c1 hours -: 3 +0 ~0 -0 x0 = 3");
  }

  @Test
  void aPeriodThatHasNotEndedShowsWhatHasHappenedSoFar() {
    AccountFixture account = account(MONTHLY, "", "4").given(use("1"));
    assertThat(lines(account, "2025-01", "2025-01-20T00:00:00Z"))
        .containsExactly("c1 hours -: 0 +4 ~0 -1 x0 = 3");
    assertThat(lines(account, "2025-03", "2025-01-20T00:00:00Z"))
        .containsExactly("c1 hours -: 3 +0 ~0 -0 x0 = 3");
  }

  @Test
  void anUpgradeTakesBackAndGrantsInTheMonthThatItTakesEffect() {
    AccountFixture account =
        account("contract-year", "tierChange: fresh", "10")
            .given(use("4"))
            .now("2025-03-01T00:00:00Z")
            .given(new ChangeTier(ACCOUNT, "c1", "large", null));
    assertThat(lines(account, "2025-02")).containsExactly("c1 hours -: 6 +0 ~0 -0 x0 = 6");
    assertThat(lines(account, "2025-03")).containsExactly("c1 hours -: 6 +54 ~0 -0 x0 = 60");
  }

  @Test
  void withoutALimitWhatIsUsedIsGranted() {
    AccountFixture account = account(MONTHLY, "", "unlimited").given(use("u", "7"));
    assertThat(lines(account, "2025-01")).containsExactly("c1 hours -: 0 +7 ~0 -7 x0 = 0");
    account.now("2025-02-03T00:00:00Z").given(new ReverseUsage(ACCOUNT, "u"));
    assertThat(lines(account, "2025")).isEmpty();
  }

  @Test
  void overageIsALineOfItsOwnAndAReversalTakesBothBack() {
    String policy = "overage: allow, overageValue: \"180.00 EUR\"";
    AccountFixture account =
        account(MONTHLY, policy, "10, unitValue: \"100.00 EUR\"").given(use("u", "12.5"));
    assertThat(lines(account, "2025-01"))
        .containsExactly(
            "c1 hours 100.00 EUR: 0 +10 ~0 -10 x0 = 0",
            "c1 hours 180.00 EUR: 0 +2.5 ~0 -2.5 x0 = 0");
    account.given(new ReverseUsage(ACCOUNT, "u"));
    assertThat(lines(account, "2025-01"))
        .containsExactly("c1 hours 100.00 EUR: 0 +10 ~0 -0 x10 = 0");
  }

  @Test
  void whatRollsOverStaysOnItsLineAcrossTheMonthsEnd() {
    AccountFixture account = account(MONTHLY, "rollover: { max: 5 }", "10").given(use("7"));
    assertThat(lines(account, "2025-01")).containsExactly("c1 hours -: 0 +10 ~0 -7 x0 = 3");
    assertThat(lines(account, "2025-02")).containsExactly("c1 hours -: 3 +10 ~0 -0 x8 = 5");
  }

  @Test
  void aGrantOfAnotherValueHasALineOfItsOwnUnderTheContractInForceWhenItStarts() {
    Money value = Money.parse("unitValue", "99.50", "USD");
    var paid =
        new GrantTopUp(
            ACCOUNT,
            "g",
            Hours.KEY,
            BigDecimal.TWO,
            "PO-2",
            parse("2026-02-01"),
            parse("2026-03-01"),
            7,
            null,
            value);
    AccountFixture account =
        account("contract-year", "", "10")
            .given(buy("c2", "small", "2026-01-01"), grant("h", "3", "2025-03-01"), paid);
    assertThat(lines(account, "2025-01")).containsExactly("c1 hours -: 0 +13 ~0 -0 x0 = 13");
    assertThat(lines(account, "2025-02")).containsExactly("c1 hours -: 13 +0 ~0 -0 x3 = 10");
    assertThat(lines(account, "2026-02"))
        .containsExactly(
            "c2 hours -: 10 +0 ~0 -0 x0 = 10", "c2 hours 99.50 USD: 0 +2 ~0 -0 x2 = 0");
  }

  @Test
  void aDayIsTheAccountsAndWhatEndsAtItsMidnightIsDatedTheDayBefore() {
    AccountFixture account =
        AccountFixture.opened(
                "Pacific/Kiritimati", "2025-01-10T10:00:00Z", Hours.catalogue(MONTHLY, "", "4"))
            .given(Commands.purchase("c1", "small", "2025-01-11"), use("1"));
    var zone = account.account().state().zone();
    assertThat(
            rollForward(account, "2025-01", "2025-06-01T00:00:00Z")
                .entries(Hours.KEY)
                .map(Entry::booking)
                .map(booking -> booking.day(zone) + " " + booking.entry().movement()))
        .containsExactly("2025-01-11 granted", "2025-01-11 consumed", "2025-01-31 lapsed");
  }

  @Test
  void aDayThatTheZoneSkipsHasNothing() {
    AccountFixture account =
        AccountFixture.opened(
                "Pacific/Apia", "2011-12-20T10:00:00Z", Hours.catalogue("day", "", "4"))
            .given(Commands.purchase("c1", "small", "2011-12-20"));
    assertThat(lines(account, "2011-12-29/2011-12-30"))
        .containsExactly("c1 hours -: 0 +4 ~0 -0 x4 = 0");
    assertThat(lines(account, "2011-12-30/2011-12-31")).isEmpty();
  }

  @Test
  void anAmountIsTheExactProductWithAtLeastTheCurrencysDecimals() {
    var usd = new Line("c", "k", Money.parse("v", "0.05", "USD"));
    assertThat(usd.amount(new Quantity(new BigDecimal("0.5")))).isEqualTo(new BigDecimal("0.025"));
    assertThat(usd.amount(Quantity.of(20))).isEqualTo(new BigDecimal("1.00"));
    var jpy = new Line("c", "k", Money.parse("v", "200", "JPY"));
    assertThat(jpy.amount(Quantity.of(100))).isEqualTo(new BigDecimal("20000"));
  }
}
