package org.entitlementledger.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.junit.jupiter.api.Test;

/** The figures of each source close, also in windows that have ended (API.md, "What is left"). */
class SourceFiguresTest {
  private static final String JANUARY = "2025-01-15T00:00:00Z";
  private static final String FEBRUARY = "2025-02-15T00:00:00Z";
  private static final String VOUCHERS =
      """
      catalogue: vouchers
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          entitlements:
            certification-voucher: { kind: voucher, period: contract-year }
          tiers:
            small: { rank: 1, entitlements: { certification-voucher: { limit: unlimited } } }
            large: { rank: 2, entitlements: { certification-voucher: { limit: 9 } } }
      """;

  /**
   * The figures of the window of {@code time} as they are at {@code asked}, as answers give them.
   */
  private static Balance balance(AccountFixture account, String time, String asked) {
    Balance balance =
        requireNonNull(
            Entitlements.moved(
                account.account().state(), KEY, Instant.parse(time), Instant.parse(asked)));
    Laws.figuresClose(balance);
    assertThat(balance.closes()).isTrue();
    return balance;
  }

  private static String figures(Object figures) {
    var json = LedgerJson.mapper().valueToTree(figures);
    var text = new StringBuilder();
    for (String name :
        new String[] {
          "granted",
          "adjusted",
          "consumed",
          "held",
          "lapsed",
          "rolledOver",
          "remaining",
          "available"
        }) {
      if (json.has(name)) {
        text.append(' ').append(name).append(' ').append(json.path(name).asString());
      }
    }
    return text.substring(1);
  }

  private static String source(Balance balance, String id) {
    for (SourceBalance source : balance.sources()) {
      if (source.source().id().startsWith(id)) {
        return figures(source);
      }
    }
    throw new AssertionError(id + " is no source of " + balance);
  }

  @Test
  void inAnEndedWindowWhatRolledOnIsNoLongerAvailable() {
    AccountFixture account =
        account("calendar-month", "rollover: { max: 4 }", "10").given(use("3"));
    assertThat(figures(balance(account, JANUARY, "2025-01-31T23:59:59.999999Z")))
        .isEqualTo("granted 10 adjusted 0 consumed 3 held 0 lapsed 0 remaining 7 available 7");
    Balance ended = balance(account, JANUARY, "2025-02-01T00:00:00Z");
    assertThat(figures(ended))
        .isEqualTo(
            "granted 10 adjusted 0 consumed 3 held 0 lapsed 3 rolledOver 4 remaining 0 available"
                + " 0");
    assertThat(source(ended, "c1/2025-01-01"))
        .isEqualTo("granted 10 consumed 3 held 0 lapsed 3 rolledOver 4 available 0");
    assertThat(source(balance(account, FEBRUARY, FEBRUARY), "c1/2025-02-01"))
        .isEqualTo("granted 4 consumed 0 held 0 lapsed 0 available 4");
  }

  /** It never rolls again (CATALOGUE.md, "rollover"): what outlives the window is still there. */
  @Test
  void aGrantThatOutlivesAWindowRollsNowhere() {
    AccountFixture account =
        account("calendar-month", "rollover: { periods: 2 }", "10")
            .given(grant("g", "5", null), use("6"));
    Balance january = balance(account, JANUARY, FEBRUARY);
    assertThat(source(january, "g")).isEqualTo("granted 5 consumed 0 held 0 lapsed 0 available 5");
    assertThat(figures(january))
        .isEqualTo(
            "granted 15 adjusted 0 consumed 6 held 0 lapsed 0 rolledOver 4 remaining 5 available"
                + " 5");
    Balance february = balance(account, FEBRUARY, "2025-03-15T00:00:00Z");
    assertThat(source(february, "c1/2025-02-01"))
        .isEqualTo("granted 4 consumed 0 held 0 lapsed 0 available 4");
  }

  /** What comes back to it after its end was given and has lapsed. */
  @Test
  void aSourceWithoutALimitThatHasEndedShowsWhatCameBack() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-01-01T00:00:00Z", CatalogueFile.parse(VOUCHERS))
            .given(Commands.purchase("c1", "small", "2025-01-01"))
            .now("2025-01-20T00:00:00Z")
            .given(new IssueVoucher(ACCOUNT, BigDecimal.ONE, List.of("A"), null))
            .now("2025-01-25T00:00:00Z")
            .given(new ChangeTier(ACCOUNT, "c1", "large", LocalDate.parse("2025-01-15")))
            .now("2025-01-30T00:00:00Z");
    account.when(new RevokeVoucher(ACCOUNT, "A")).because("lost").accepted();
    Balance balance = account.balance("certification-voucher", "2025-01-30T00:00:00Z");
    assertThat(source(balance, "c1/2025-01-01"))
        .isEqualTo("granted 1 consumed 0 held 0 lapsed 1 available 0");
    assertThat(figures(balance))
        .isEqualTo("granted 9 adjusted 0 consumed 0 held 0 lapsed 1 remaining 8 available 8");
  }

  @Test
  void aDeductionIsInTheSourceThatItWasTakenFrom() {
    AccountFixture account =
        account("calendar-month", "", "10").given(grant("g", "5", null, 10, null));
    account
        .when(
            new RequestAdjustment(
                ACCOUNT, "a", KEY, new BigDecimal("-7"), null, null, null, null, null))
        .because("counted twice")
        .accepted();
    account.when(new ApproveAdjustment(ACCOUNT, "a")).by("boss").accepted();
    Balance balance = balance(account, JANUARY, JANUARY);
    assertThat(source(balance, "g"))
        .isEqualTo("granted 5 adjusted -5 consumed 0 held 0 lapsed 0 available 0");
    assertThat(source(balance, "c1/"))
        .isEqualTo("granted 10 adjusted -2 consumed 0 held 0 lapsed 0 available 8");
    assertThat(figures(balance))
        .isEqualTo("granted 15 adjusted -7 consumed 0 held 0 lapsed 0 remaining 8 available 8");
  }
}
