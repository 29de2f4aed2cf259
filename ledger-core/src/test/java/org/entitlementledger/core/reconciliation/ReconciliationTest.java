package org.entitlementledger.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FINANCE.md, "Reconciliation". */
class ReconciliationTest {
  private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");
  private static final Instant EXPIRY = Instant.parse("2025-06-30T12:00:00Z");
  private static final Money FEE = money("150.00");

  private static Money money(String amount) {
    return Money.parse("fee", amount, "USD");
  }

  private static Redeemable voucher(boolean revoked, boolean redeemed, @Nullable Money value) {
    return new Redeemable("acme", ZONE, revoked, redeemed, EXPIRY, null, null, value);
  }

  static final Map<String, Redeemable> VOUCHERS =
      Map.of(
          "good", voucher(false, true, FEE),
          "free", voucher(false, true, null),
          "fresh", voucher(false, false, FEE),
          "gone", voucher(true, false, FEE));

  private static final When IN_TIME = new When.At(Instant.parse("2025-06-01T09:00:00Z"));

  private static Redemption says(String transaction, String code) {
    return new Redemption(transaction, code, null, IN_TIME, FEE, null);
  }

  private static Row row(long line, Redemption says) {
    return new Row(line, stated(says), says, null);
  }

  private static Stated stated(Redemption says) {
    return new Stated(
        says.providerTransactionId(),
        says.voucherCode(),
        "",
        says.examAt().toString(),
        "redeemed",
        says.fee().digits(),
        says.fee().currency(),
        "",
        says.accountId());
  }

  private static List<Finding> findings(List<Row> rows, Earlier earlier) {
    return Reconciliation.judge(rows, earlier, VOUCHERS).stream()
        .map(judged -> judged.line().finding())
        .toList();
  }

  private static Finding finding(Redemption says) {
    return findings(List.of(row(2, says)), Earlier.none()).getFirst();
  }

  @Test
  void aVoucherMustBeThereGoodAndRedeemed() {
    assertThat(finding(says("t1", "good"))).isEqualTo(Finding.MATCHED);
    assertThat(finding(says("t1", "other"))).isEqualTo(Finding.UNKNOWN_VOUCHER);
    assertThat(finding(says("t1", "gone"))).isEqualTo(Finding.REVOKED);
    assertThat(finding(says("t1", "fresh"))).isEqualTo(Finding.NOT_REDEEMED);
  }

  @Test
  void anExamIsInTimeUntilTheVoucherExpires() {
    When last = new When.At(EXPIRY.minusNanos(1_000));
    assertThat(finding(new Redemption("t1", "good", null, last, FEE, null)))
        .isEqualTo(Finding.MATCHED);
    When expired = new When.At(EXPIRY);
    assertThat(finding(new Redemption("t1", "good", null, expired, FEE, null)))
        .isEqualTo(Finding.AFTER_EXPIRY);
    // in Auckland the first of July begins when the voucher expires
    When lastDay = new When.On(LocalDate.parse("2025-06-30"));
    assertThat(finding(new Redemption("t1", "good", null, lastDay, FEE, null)))
        .isEqualTo(Finding.MATCHED);
    When dayAfter = new When.On(LocalDate.parse("2025-07-01"));
    assertThat(finding(new Redemption("t1", "good", null, dayAfter, FEE, null)))
        .isEqualTo(Finding.AFTER_EXPIRY);
  }

  @Test
  void theAccountIsComparedWhereItIsGiven() {
    assertThat(finding(new Redemption("t1", "good", null, IN_TIME, FEE, "acme")))
        .isEqualTo(Finding.MATCHED);
    assertThat(finding(new Redemption("t1", "good", null, IN_TIME, FEE, "other")))
        .isEqualTo(Finding.ACCOUNT_MISMATCH);
  }

  @Test
  void theFeeIsComparedWhereTheSourceHasAValue() {
    Money more = money("150.01");
    Money euros = Money.parse("fee", "150.00", "EUR");
    for (Money fee : List.of(more, euros)) {
      assertThat(finding(new Redemption("t1", "good", null, IN_TIME, fee, null)))
          .isEqualTo(Finding.AMOUNT_MISMATCH);
      assertThat(finding(new Redemption("t1", "free", null, IN_TIME, fee, null)))
          .isEqualTo(Finding.MATCHED);
    }
  }

  /** Days in the account's zone are compared, and codes where both name one. */
  @Test
  void theExamIsTheOneOfTheLedger() {
    Instant taken = Instant.parse("2025-06-01T13:00:00Z");
    var voucher = new Redeemable("acme", ZONE, false, true, EXPIRY, taken, "EX-1", FEE);
    When inAuckland = new When.On(LocalDate.parse("2025-06-02"));
    When inGreenwich = new When.On(LocalDate.parse("2025-06-01"));
    When later = new When.At(Instant.parse("2025-06-02T11:59:59Z"));
    When nextDay = new When.At(Instant.parse("2025-06-02T12:00:00Z"));
    assertThat(exam(voucher, "EX-1", inAuckland)).isEqualTo("MATCHED null");
    assertThat(exam(voucher, "EX-1", later)).isEqualTo("MATCHED null");
    assertThat(exam(voucher, null, inAuckland)).isEqualTo("MATCHED null");
    assertThat(exam(voucher, "EX-1", inGreenwich)).isEqualTo("EXAM_MISMATCH exam_at");
    assertThat(exam(voucher, "EX-2", nextDay)).isEqualTo("EXAM_MISMATCH exam_at");
    assertThat(exam(voucher, "EX-2", inAuckland)).isEqualTo("EXAM_MISMATCH exam_code");
    var untold = new Redeemable("acme", ZONE, false, true, EXPIRY, taken, null, FEE);
    assertThat(exam(untold, "EX-2", inAuckland)).isEqualTo("MATCHED null");
  }

  private static String exam(Redeemable voucher, @Nullable String code, When examAt) {
    var says = new Redemption("t1", "v", code, examAt, FEE, null);
    Line line =
        Reconciliation.judge(List.of(row(2, says)), Earlier.none(), Map.of("v", voucher))
            .getFirst()
            .line();
    return line.finding() + " " + line.field();
  }

  @Test
  void theFirstFindingThatFitsCounts() {
    When late = new When.At(EXPIRY);
    assertThat(finding(new Redemption("t1", "gone", null, late, money("1"), "other")))
        .isEqualTo(Finding.REVOKED);
    assertThat(finding(new Redemption("t1", "fresh", null, late, money("1"), "other")))
        .isEqualTo(Finding.AFTER_EXPIRY);
    assertThat(finding(new Redemption("t1", "fresh", null, IN_TIME, money("1"), "other")))
        .isEqualTo(Finding.NOT_REDEEMED);
    assertThat(finding(new Redemption("t1", "good", null, IN_TIME, money("1"), "other")))
        .isEqualTo(Finding.ACCOUNT_MISMATCH);
  }

  @Test
  void aTransactionAndAVoucherAreNamedOnce() {
    List<Row> rows =
        List.of(
            row(2, says("t1", "good")),
            row(3, says("t1", "free")),
            row(4, says("t2", "good")),
            row(5, says("t3", "free")),
            row(6, says("t1", "good")));
    assertThat(findings(rows, Earlier.none()))
        .containsExactly(
            Finding.MATCHED,
            Finding.DUPLICATE,
            Finding.DUPLICATE,
            Finding.DUPLICATE,
            Finding.DUPLICATE);
  }

  @Test
  void whatCannotBeReadMayBePutRight() {
    Redemption right = says("t1", "good");
    Row wrong =
        new Row(
            2,
            new Stated("t1", "good", "", "soon", "redeemed", "150", "USD", "", null),
            null,
            "exam_at");
    assertThat(findings(List.of(wrong, row(3, right)), Earlier.none()))
        .containsExactly(Finding.INVALID, Finding.MATCHED);
  }

  @Test
  void aRowOfAnEarlierFileIsNotNew() {
    List<Row> file = List.of(row(2, says("t1", "good")), row(3, says("t2", "other")));
    Files files = Files.of(file);
    assertThat(findings(file, files.earlier())).isEmpty();
    Row changed = row(2, new Redemption("t1", "good", null, IN_TIME, money("149"), null));
    assertThat(findings(List.of(changed), files.earlier())).containsExactly(Finding.DUPLICATE);
  }

  /** DOMAIN.md, "Worked examples" 6: the last sentence. */
  @Test
  void twentyRedemptionsAreMatchedOnce() {
    var story = AccountStory.opened("2025-04-07T12:00:00Z").buys("advanced", "2025-03-15");
    String[] codes = IntStream.range(0, 20).mapToObj(i -> "V-" + i).toArray(String[]::new);
    story.given(Commands.issue(codes));
    When exam = new When.At(Instant.parse("2025-04-07T12:00:00Z"));
    var rows = new ArrayList<Row>();
    for (String code : codes) {
      story.given(new RedeemVoucher("acme", code, exam, null, "tx-" + code));
      rows.add(row(rows.size() + 2, new Redemption("tx-" + code, code, null, exam, FEE, "acme")));
    }
    var account = story.account();
    var known = new java.util.HashMap<String, Redeemable>();
    for (Voucher voucher : account.vouchers().byCode().values()) {
      var draw = voucher.terms().draws().getFirst();
      Money value = account.contracts().get(voucher.terms().contractId()).unitValue(draw);
      boolean redeemed = voucher.state() instanceof VoucherState.Redeemed;
      Instant expiry = voucher.expiry(account.contracts());
      known.put(
          voucher.code(),
          new Redeemable("acme", account.zone(), false, redeemed, expiry, null, null, value));
    }
    List<Judgement> first = Reconciliation.judge(rows, Earlier.none(), known);
    assertThat(first).hasSize(20).allMatch(one -> one.line().finding() == Finding.MATCHED);
    var files = new Files();
    files.add(first);
    assertThat(Reconciliation.judge(rows, files.earlier(), known)).isEmpty();
  }
}
