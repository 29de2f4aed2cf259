package org.entitlementledger.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.When;
import org.junit.jupiter.api.Test;

/** A provider's corrected row replaces its earlier one (docs/decisions/0044). */
class CorrectionTest {
  private static final When IN_TIME = new When.At(Instant.parse("2025-06-01T09:00:00Z"));

  private final Files files = new Files();

  private static Row row(long line, String transaction, String code, String fee) {
    var says =
        new Redemption(transaction, code, null, IN_TIME, Money.parse("fee", fee, "USD"), null);
    return new Row(line, stated(transaction, code, fee), says, null);
  }

  private static Row unreadable(long line, String transaction, String code, String fee) {
    return new Row(line, stated(transaction, code, fee), null, "fee");
  }

  private static Stated stated(String transaction, String code, String fee) {
    return new Stated(transaction, code, "", IN_TIME.toString(), "redeemed", fee, "USD", "", null);
  }

  /** What comes of the next file: of each new row the finding, and the lines that it replaces. */
  private List<String> file(Row... rows) {
    return files.add(List.of(rows), ReconciliationTest.VOUCHERS).stream()
        .map(one -> one.line().finding().key() + replaced(one))
        .toList();
  }

  private static String replaced(Judgement judged) {
    var text = new StringBuilder();
    for (LineId id : judged.replaces()) {
      text.append(' ').append(id.reconciliation()).append('.').append(id.ordinal());
    }
    return text.toString();
  }

  @Test
  void aCorrectedRowIsJudgedAnew() {
    assertThat(file(row(2, "t1", "good", "151"), row(3, "t2", "fresh", "150")))
        .containsExactly("amount-mismatch", "not-redeemed");
    assertThat(file(row(2, "t1", "good", "152"))).containsExactly("amount-mismatch 1.0");
    assertThat(file(row(2, "t1", "good", "150"))).containsExactly("matched 2.0");
    assertThat(file(row(2, "t1", "good", "149"))).containsExactly("duplicate");
  }

  @Test
  void aCorrectedFileIsNotNewTheSecondTimeNorIsTheFirstOne() {
    Row wrong = row(2, "t1", "good", "151");
    Row right = row(2, "t1", "good", "150");
    assertThat(file(wrong)).containsExactly("amount-mismatch");
    assertThat(file(right)).containsExactly("matched 1.0");
    assertThat(file(right)).isEmpty();
    assertThat(file(wrong)).isEmpty();
  }

  @Test
  void aRowWithTheRightVoucherReplacesTheOneWithTheWrongOne() {
    assertThat(file(row(2, "t1", "typo", "150"))).containsExactly("unknown-voucher");
    assertThat(file(row(2, "t1", "good", "150"))).containsExactly("matched 1.0");
    // the voucher that it no longer names is another transaction's to name
    assertThat(file(row(2, "t2", "typo", "150"))).containsExactly("unknown-voucher");
    assertThat(file(row(2, "t3", "good", "150"))).containsExactly("duplicate");
  }

  @Test
  void whatCannotBeReadIsReplacedAndReplacesNothing() {
    assertThat(file(unreadable(2, "t1", "good", "?"), unreadable(3, "t1", "good", "??")))
        .containsExactly("invalid", "invalid");
    assertThat(file(unreadable(2, "t1", "good", "-"))).containsExactly("invalid");
    assertThat(file(row(2, "t1", "good", "150"))).containsExactly("matched 1.0 1.1 2.0");
  }

  @Test
  void aFileThatNamesATransactionTwiceCorrectsItOnce() {
    assertThat(file(row(2, "t1", "good", "151"))).containsExactly("amount-mismatch");
    assertThat(file(row(2, "t1", "good", "150"), row(3, "t1", "good", "149")))
        .containsExactly("matched 1.0", "duplicate");
  }

  @Test
  void theSecondNamingOfAVoucherStaysADuplicateWhateverElseIsCorrected() {
    assertThat(file(row(2, "t1", "good", "151"), row(3, "t2", "good", "150")))
        .containsExactly("amount-mismatch", "duplicate");
    assertThat(file(row(2, "t2", "good", "149"), row(3, "t1", "good", "150")))
        .containsExactly("duplicate 1.1", "matched 1.0");
    // it was meant for another voucher
    assertThat(file(row(2, "t2", "free", "150"))).containsExactly("matched 2.0");
  }

  @Test
  void anotherVoucherOfATransactionThatIsMatchedIsADuplicate() {
    assertThat(file(row(2, "t1", "good", "150"))).containsExactly("matched");
    assertThat(file(row(2, "t1", "free", "150"))).containsExactly("duplicate");
    assertThat(file(row(2, "t1", "free", "151"))).containsExactly("duplicate 2.0");
  }

  @Test
  void whatIsResolvedStaysSo() {
    assertThat(file(row(2, "t1", "good", "151"))).containsExactly("amount-mismatch");
    files.resolve(new LineId(1, 0));
    assertThat(file(row(2, "t1", "good", "151"))).isEmpty();
    assertThat(file(row(2, "t1", "good", "150"))).containsExactly("duplicate");
  }

  @Test
  void whatFilesLackedIsFoundByTheFirstRowThatNamesIt() {
    LineId missing = files.lacking("good");
    assertThat(file(unreadable(2, "t1", "good", "?"))).containsExactly("invalid");
    assertThat(file(row(2, "t2", "good", "150")))
        .containsExactly("matched " + missing.reconciliation() + ".0");
    LineId accepted = files.lacking("free");
    files.resolve(accepted);
    assertThat(file(row(2, "t3", "free", "150"))).containsExactly("matched");
  }
}
