package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.there;
import static org.entitlementledger.core.ChangingZone.FIVE;
import static org.entitlementledger.core.ChangingZone.SIX;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.catalogue;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was recorded keeps its windows when the rules of the zone change (DOMAIN.md, "Time"). */
class ChangedRulesTest {
  private static final Map<String, ZoneRules> RULES =
      Map.of(
          "+06", SIX,
          "+05", FIVE,
          "+05:30", ZoneRules.of(ZoneOffset.ofHoursMinutes(5, 30)),
          "+07", ZoneRules.of(ZoneOffset.ofHours(7)),
          "-18", ZoneRules.of(ZoneOffset.ofHours(-18)),
          "summer", ChangingZone.from("2025-04-06", 6 * 60, 7 * 60));

  private static final Instant BOUGHT = Instant.parse("2025-03-10T00:00:00Z");

  @BeforeEach
  @AfterEach
  void oldRules() {
    ChangingZone.rules(SIX);
  }

  private static AccountFixture account(String period, String policies) {
    return AccountFixture.opened(
            ChangingZone.ID, "2025-03-10T00:00:00Z", catalogue(period, policies, "10"))
        .given(purchase("c1", "small", "2025-03-10", 24));
  }

  private static AccountFixture under(ZoneRules rules, AccountFixture account) {
    ChangingZone.rules(rules);
    return account.restarted();
  }

  private static void intact(AccountFixture account, String now) {
    var replay = new Replay(ACCOUNT);
    for (AccountEvent event : account.events()) {
      assertThat(replay.take(event)).isNull();
      assertThat(replay.settle(Instant.parse(now))).isNull();
    }
  }

  @Test
  void whatWasUsedInAprilStaysUsedInApril() {
    AccountFixture account =
        account("calendar-month", "").now("2025-04-15T12:00:00Z").given(use("10"));
    under(FIVE, account);
    assertThat(account.available(KEY)).isEqualTo("0");
    account.when(use("0.1")).refused(Problem.QUOTA_EXHAUSTED);
    assertThat(account.balance(KEY, "2025-04-15T12:00:00Z").window())
        .isEqualTo(
            new Window(
                Instant.parse("2025-03-31T18:00:00Z"), Instant.parse("2025-04-30T18:00:00Z")));
    intact(account, "2025-04-15T12:00:00Z");
  }

  @Test
  void whatWasNotRecordedInFollowsTheNewRules() {
    AccountFixture account =
        account("calendar-month", "").now("2025-04-15T12:00:00Z").given(use("10"));
    under(FIVE, account);
    assertThat(account.balance(KEY, "2025-06-15T12:00:00Z").window())
        .isEqualTo(
            new Window(
                Instant.parse("2025-05-31T19:00:00Z"), Instant.parse("2025-06-30T19:00:00Z")));
    assertThat(account.balance(KEY, "2025-05-15T12:00:00Z").window())
        .as("it begins where the recorded one ends")
        .isEqualTo(
            new Window(
                Instant.parse("2025-04-30T18:00:00Z"), Instant.parse("2025-05-31T19:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          contract
          contract-year
          contract-quarter
          contract-month
          calendar-year
          calendar-quarter
          calendar-month
          calendar-week
          day
          { every: P10D, anchor: "2025-01-01T06:00" }
          { every: PT8H, anchor: "2025-03-06T06:00" }
          { every: PT1H, anchor: "2025-05-01T00:30" }
          """)
  void noRulesGiveAWindowMoreThanItHas(String period) {
    for (String rules : RULES.keySet()) {
      AccountFixture account = account(period, "").now("2025-04-15T12:00:00Z").given(use("7"));
      String before = figures(account, "2025-04-15T12:00:00Z");
      Window window = account.balance(KEY, "2025-04-15T12:00:00Z").window();
      under(there(RULES.get(rules)), account);
      assertThat(figures(account, "2025-04-15T12:00:00Z")).as(rules).isEqualTo(before);
      for (Instant time :
          List.of(
              window.start().isBefore(BOUGHT) ? BOUGHT : window.start(),
              Instant.parse("2025-04-15T12:00:00Z"),
              window.end().minusNanos(1_000))) {
        assertThat(account.balance(KEY, time.toString()).window()).as(rules).isEqualTo(window);
      }
      account.when(use("3.1")).refused(Problem.QUOTA_EXHAUSTED);
      account.given(use("3")).restarted();
      ChangingZone.rules(SIX);
      assertThat(account.restarted().available(KEY)).as(rules).isEqualTo("0");
      intact(account, "2025-04-15T12:00:00Z");
    }
  }

  @Test
  void bothNodesSayTheSameAtTheEdgesOfWhatIsRecorded() {
    AccountFixture account =
        account("calendar-month", "").now("2025-04-15T12:00:00Z").given(use("4"));
    account.now("2025-04-30T18:30:00Z").given(use("3"));
    for (String time :
        List.of(
            "2025-03-31T18:00:00Z",
            "2025-04-30T17:59:59Z",
            "2025-04-30T18:00:00Z",
            "2025-04-30T18:30:00Z",
            "2025-05-31T17:59:59Z")) {
      under(SIX, account);
      var before = account.balance(KEY, time);
      for (ZoneRules rules : RULES.values()) {
        under(rules, account);
        assertThat(account.balance(KEY, time)).as("%s by %s", time, rules).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"+06, +05", "+05, +06"})
  void aTermEndsWhereItsLastRecordedWindowDoes(String old, String next) {
    ChangingZone.rules(there(RULES.get(old)));
    AccountFixture account =
        AccountFixture.opened(
                ChangingZone.ID, "2025-01-01T12:00:00Z", catalogue("calendar-month", "", "10"))
            .given(purchase("c1", "small", "2025-01-01", 4))
            .now("2025-04-15T12:00:00Z")
            .given(use("10"));
    Window april = account.balance(KEY, "2025-04-15T12:00:00Z").window();
    under(there(RULES.get(next)), account);
    assertThat(account.account().contracts().get("c1").term().end()).isEqualTo(april.end());
    account.given(new RenewContract(ACCOUNT, "c1", "c2", null, null, 12, null));
    account.restarted();
    String last = april.end().minusNanos(1_000).toString();
    assertThat(account.available(KEY, last)).as("no window between the two terms").isEqualTo("0");
    assertThat(there(account.account().contracts().inForce(april.end())).contractId())
        .isEqualTo("c2");
    account.now(last).when(use("0.1")).refused(Problem.QUOTA_EXHAUSTED);
    account.now(april.end().toString()).given(use("10"));
    account.when(use("0.1")).effective("2025-05-01").refused(Problem.QUOTA_EXHAUSTED);
  }

  @ParameterizedTest
  @CsvSource({"+06, +05", "+05, +06"})
  void aGrantEndsWithItsContractWhoseEndIsRecordedLater(String old, String next) {
    ChangingZone.rules(there(RULES.get(old)));
    AccountFixture account =
        AccountFixture.opened(
                ChangingZone.ID, "2025-01-01T12:00:00Z", catalogue("calendar-month", "", "10"))
            .given(purchase("c1", "small", "2025-01-01", 4), grant("g", "5", null))
            .now("2025-04-15T12:00:00Z")
            .given(use("1"));
    under(there(RULES.get(next)), account);
    Instant end = account.account().contracts().get("c1").term().end();
    assertThat(account.balance(KEY, "2025-04-15T12:00:00Z").sources())
        .filteredOn(source -> "g".equals(source.source().id()))
        .singleElement()
        .satisfies(grant -> assertThat(grant.ends()).isEqualTo(end));
  }

  @Test
  void aPartOfAWindowStaysTheOneThatWasDrawnFrom() {
    AccountFixture account =
        account("calendar-month", "partialPeriod: prorate").now("2025-03-10T06:00:00Z");
    String limit = account.available(KEY);
    account.given(use("3"));
    String left = account.available(KEY);
    for (ZoneRules rules : RULES.values()) {
      under(rules, account);
      assertThat(account.available(KEY)).as("of %s by %s", limit, rules).isEqualTo(left);
    }
  }

  @Test
  void whatRolledOverAndWasCarriedStays() {
    String policies = "rollover: { max: 5 }, overage: allow, overageAtReset: carry";
    AccountFixture account =
        account("calendar-month", policies).now("2025-04-15T12:00:00Z").given(use("6"));
    account.now("2025-05-15T12:00:00Z").given(use("13"), grant("g1", "4", "2025-06-20"), use("6"));
    account.now("2025-06-15T12:00:00Z").given(use("2"));
    String[] times = {"2025-04-20T00:00:00Z", "2025-05-20T00:00:00Z", "2025-06-15T12:00:00Z"};
    for (String time : times) {
      under(SIX, account);
      String before = figures(account, time);
      for (ZoneRules rules : RULES.values()) {
        under(rules, account);
        assertThat(figures(account, time)).as("%s by %s", time, rules).isEqualTo(before);
        intact(account, "2025-06-15T12:00:00Z");
      }
    }
  }

  @Test
  void whatWasRecordedTwiceUnderTwoRulesIsOneWindow() {
    AccountFixture account =
        account("calendar-month", "").now("2025-04-15T12:00:00Z").given(use("u1", "10"));
    var first = account.events();
    ChangingZone.rules(FIVE);
    AccountFixture other =
        AccountFixture.opened(
                ChangingZone.ID, "2025-03-10T00:00:00Z", catalogue("calendar-month", "", "10"))
            .given(purchase("c1", "small", "2025-03-10", 24))
            .now("2025-04-16T12:00:00Z")
            .given(use("u2", "10"));
    var both = new ArrayList<AccountEvent>(first);
    both.add(other.events().getLast());
    for (ZoneRules rules : List.of(SIX, FIVE)) {
      ChangingZone.rules(rules);
      var replay = new Replay(ACCOUNT);
      for (AccountEvent event : both) {
        assertThat(replay.take(event)).isNull();
        assertThat(replay.settle(Instant.parse("2025-04-16T12:00:00Z"))).isNull();
      }
      var standing = replay.account().state();
      var contract = replay.account().contracts().get("c1");
      Instant time = Instant.parse("2025-04-20T12:00:00Z");
      var balance = standing.quota().balance(contract.promise(KEY), time, time);
      assertThat(balance.consumed()).hasToString("20");
      assertThat(balance.available()).hasToString("0");
      Laws.figuresClose(balance);
    }
  }

  @Test
  void aVoucherExpiresWhenItWasSaidTo() {
    AccountFixture account =
        AccountFixture.opened(ChangingZone.ID, "2025-03-15T12:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15"))
            .given(new IssueVoucher(ACCOUNT, BigDecimal.ONE, List.of("V-1"), "exam"));
    var voucher = there(account.account().vouchers().byCode().get("V-1"));
    Instant expiry = voucher.expiry(account.account().contracts());
    for (ZoneRules rules : RULES.values()) {
      under(rules, account);
      assertThat(voucher.expiry(account.account().contracts())).isEqualTo(expiry);
    }
  }
}
