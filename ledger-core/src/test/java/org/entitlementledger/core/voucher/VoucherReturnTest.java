package org.entitlementledger.core.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;

import java.math.BigDecimal;
import java.time.Instant;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.voucher.VoucherCommand.ReplaceVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherReplaced;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRevoked;
import org.junit.jupiter.api.Test;

/** What a voucher gives back: exactly what its code drew of what its batch drew. */
class VoucherReturnTest {
  private static final String KEY = Vouchers.ENTITLEMENT;
  private static final String NOW = "2025-06-01T00:00:00Z";

  /** Three of a grant that is drawn first, then the allowance of 40. */
  private static AccountFixture account() {
    return AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
        .given(purchase("c1", "advanced", "2025-03-15"))
        .given(
            new GrantTopUp(
                ACCOUNT,
                "extra",
                KEY,
                BigDecimal.valueOf(3),
                "order-1",
                null,
                new When.At(Instant.parse("2025-12-01T00:00:00Z")),
                10,
                null,
                null))
        .now(NOW);
  }

  private static String consumed(AccountFixture account, Source.Kind kind) {
    return account.balance(KEY, NOW).sources().stream()
        .filter(source -> source.source().kind() == kind)
        .map(SourceBalance::consumed)
        .findFirst()
        .map(Object::toString)
        .orElse("none");
  }

  private static VoucherRevoked revoke(AccountFixture account, String code) {
    return (VoucherRevoked)
        account.when(new RevokeVoucher(ACCOUNT, code)).because("left").accepted().getFirst();
  }

  @Test
  void theFirstDrawsAreTheFirstCodes() {
    AccountFixture account = account().given(issue("V-1", "V-2", "V-3", "V-4", "V-5"));
    assertThat(consumed(account, Source.Kind.GRANT)).isEqualTo("3");
    assertThat(consumed(account, Source.Kind.ALLOWANCE)).isEqualTo("2");
    assertThat(revoke(account, "V-4").movements()).hasSize(1);
    assertThat(consumed(account, Source.Kind.GRANT)).isEqualTo("3");
    assertThat(consumed(account, Source.Kind.ALLOWANCE)).isEqualTo("1");
    Movement returned = revoke(account, "V-3").movements().getFirst();
    assertThat(returned.kind()).isEqualTo(Movement.Kind.RETURNED);
    assertThat(returned.source()).isEqualTo(new Source(Source.Kind.GRANT, "extra"));
    assertThat(returned.quantity()).hasToString("1");
    assertThat(consumed(account, Source.Kind.GRANT)).isEqualTo("2");
  }

  @Test
  void everyCodeOfABatchDrewOne() {
    AccountFixture account = account().given(issue(43));
    assertThat(account.available(KEY)).isEqualTo("0");
    for (String code : account.account().vouchers().byCode().keySet()) {
      revoke(account, code);
    }
    assertThat(account.available(KEY)).isEqualTo("43");
    assertThat(consumed(account, Source.Kind.GRANT)).isEqualTo("0");
  }

  @Test
  void aViewThatKeepsOneCodeAtATimeFoldsTheSame() {
    AccountFixture account = account().given(issue("V-1", "V-2", "V-3", "V-4", "V-5"));
    var event = (VoucherIssued) account.events().getLast();
    for (String code : event.codes()) {
      assertThat(Items.after(null, event, code))
          .isEqualTo(account.account().vouchers().byCode().get(code));
    }
  }

  @Test
  void aReplacementMovesNothingAndTakesOverWhatWasDrawn() {
    AccountFixture account = account().given(issue("V-1", "V-2", "V-3", "V-4"));
    var replaced =
        (VoucherReplaced)
            account.when(new ReplaceVoucher(ACCOUNT, "V-4")).because("lost").accepted().getFirst();
    assertThat(replaced.newCodes()).containsExactly(replaced.replacement());
    assertThat(account.available(KEY)).isEqualTo("39");
    assertThat(revoke(account, replaced.replacement()).movements().getFirst().source().kind())
        .isEqualTo(Source.Kind.ALLOWANCE);
    assertThat(account.available(KEY)).isEqualTo("40");
  }

  @Test
  void whatGoesBackToAGrantThatIsOverLapsesAtOnce() {
    AccountFixture account = account().given(issue("V-1", "V-4"));
    account.now("2025-12-01T00:00:00Z");
    assertThat(revoke(account, "V-1").movements())
        .extracting(Movement::kind)
        .containsExactly(Movement.Kind.RETURNED, Movement.Kind.LAPSED);
    assertThat(account.available(KEY)).isEqualTo("40");
  }

  @Test
  void inALaterYearTheUnitIsGone() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-03-15", 24))
            .now("2026-03-14T23:00:00Z")
            .given(issue("V-1", "V-2"));
    account.now("2026-03-14T23:59:59.999999Z");
    assertThat(revoke(account, "V-1").movements()).hasSize(1);
    assertThat(account.available(KEY)).isEqualTo("39");
    account.now("2026-03-15T00:00:00Z");
    assertThat(revoke(account, "V-2").movements())
        .extracting(Movement::kind)
        .containsExactly(Movement.Kind.RETURNED, Movement.Kind.LAPSED);
    assertThat(account.available(KEY)).isEqualTo("40");
  }
}
