package org.entitlementledger.core.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.until;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VouchersTest {
  private static final String NOW = "2025-03-20T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);

  private static AccountFixture advanced() {
    return AccountFixture.opened("UTC", NOW).given(purchase("c1", "advanced", "2025-03-15"));
  }

  private static VoucherIssued issued(AccountFixture account) {
    return (VoucherIssued) account.when(issue(1)).accepted().getFirst();
  }

  @Test
  void anIssueConsumesOneEach() {
    var term =
        new Window(Instant.parse("2025-03-15T00:00:00Z"), Instant.parse("2026-03-15T00:00:00Z"));
    AccountFixture account =
        advanced()
            .when(new IssueVoucher(ACCOUNT, BigDecimal.TWO, List.of("V-1", "V-2"), "Associate"))
            .then(
                new VoucherIssued(
                    AT,
                    List.of("V-1", "V-2"),
                    "Associate",
                    Instant.parse("2026-03-15T00:00:00Z"),
                    true,
                    "c1",
                    List.of(
                        Movement.of(
                            Movement.Kind.CONSUMED,
                            "certification-voucher",
                            new Source(Source.Kind.ALLOWANCE, "c1/2025-03-15T00:00:00Z"),
                            term,
                            Quantity.of(2),
                            AT))));
    assertThat(account.available("certification-voucher")).isEqualTo("38");
  }

  @Test
  void codesAreMadeWhereNoneAreGiven() {
    var event = (VoucherIssued) advanced().when(issue(3)).accepted().getFirst();
    assertThat(event.codes()).containsExactly("CODE-1", "CODE-2", "CODE-3");
    assertThat(event.itemIds()).isEqualTo(event.codes());
  }

  @Test
  void aBatchIsAllOrNothing() {
    AccountFixture account = advanced().given(issue(38));
    assertThat(account.when(issue(3)).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("requested", Quantity.of(3))
        .containsEntry("available", Quantity.of(2));
    assertThat(account.available("certification-voucher")).isEqualTo("2");
    account.when(issue(2)).accepted();
    assertThat(account.available("certification-voucher")).isEqualTo("0");
    account.when(issue(1)).refused(Problem.QUOTA_EXHAUSTED);
  }

  @Test
  void aCodeIsGivenOnceInTheWholeLedger() {
    AccountFixture account = advanced().taken("OTHERS").given(issue("V-1"));
    assertThat(account.when(issue("V-2", "V-1")).refused(Problem.DUPLICATE).facts())
        .containsEntry("code", "V-1");
    assertThat(account.when(issue("OTHERS")).refused(Problem.DUPLICATE).facts())
        .containsEntry("code", "OTHERS");
    account.when(issue("V-2")).accepted();
  }

  @Test
  void aLateIssueCountsWhereItBelongs() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(
                until("c1", "advanced", "2025-03-15", "2025-04-15"),
                until("c2", "advanced", "2025-04-15", "2025-05-15"))
            .now("2025-04-20T00:00:00Z");
    account.when(issue(1)).effective("2025-04-14T23:59:59.999999Z").accepted();
    assertThat(account.available("certification-voucher", "2025-04-14T23:59:59.999999Z"))
        .isEqualTo("39");
    assertThat(account.available("certification-voucher", "2025-04-15T00:00:00Z")).isEqualTo("40");
  }

  @ParameterizedTest
  @CsvSource({
    // the term ends first: at its last midnight
    "UTC,              12, 2025-03-20T12:00:00Z, 2026-03-15T00:00:00Z",
    // twelve months and the rest of that day
    "UTC,              24, 2025-03-20T12:00:00Z, 2026-03-21T00:00:00Z",
    "UTC,              24, 2025-03-20T00:00:00Z, 2026-03-21T00:00:00Z",
    "Pacific/Auckland, 24, 2025-03-20T12:00:00Z, 2026-03-21T11:00:00Z",
    "Pacific/Auckland, 24, 2025-03-20T10:59:59Z, 2026-03-20T11:00:00Z",
    "America/New_York, 24, 2025-03-20T03:59:59Z, 2026-03-20T04:00:00Z",
    "Asia/Kathmandu,   24, 2025-03-20T18:15:00Z, 2026-03-21T18:15:00Z",
  })
  void aVoucherExpiresAtAMidnight(String zone, int months, String now, String expiresAt) {
    AccountFixture account =
        AccountFixture.opened(zone, now).given(purchase("c1", "advanced", "2025-03-15", months));
    assertThat(issued(account).expiresAt()).isEqualTo(Instant.parse(expiresAt));
  }

  @Test
  void aLeapDayHasNoAnniversary() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2028-02-29T12:00:00Z")
            .given(purchase("c1", "advanced", "2028-02-29", 24));
    assertThat(issued(account).expiresAt()).isEqualTo(Instant.parse("2029-03-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "validFor: P1M,                             2025-04-21T00:00:00Z",
    "'validFor: P1M, notAfter: contract-end',   2025-04-21T00:00:00Z",
    "'validFor: P100D, notAfter: contract-end', 2025-05-20T00:00:00Z",
    "notAfter: contract-end,                    2025-05-20T00:00:00Z",
  })
  void aVoucherIsGoodAsLongAsTheCatalogueSays(String rules, String expiresAt) {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: short
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements:
                  certification-voucher: { kind: voucher, period: contract, voucher: { %s } }
                tiers:
                  t: { rank: 1, entitlements: { certification-voucher: { limit: 1 } } }
            """
                .formatted(rules));
    AccountFixture account =
        AccountFixture.opened("UTC", NOW, catalogue)
            .given(until("c1", "t", "2025-03-20", "2025-05-20"));
    assertThat(issued(account).expiresAt()).isEqualTo(Instant.parse(expiresAt));
  }

  @Test
  void atItsEndItIsExpired() {
    AccountFixture account = advanced().given(issue("V-1"));
    Voucher voucher = AccountFixture.there(account.account().vouchers().byCode().get("V-1"));
    assertThat(
            voucher.status(
                Instant.parse("2026-03-14T23:59:59.999999Z"), account.account().contracts()))
        .isEqualTo("issued");
    assertThat(voucher.status(Instant.parse("2026-03-15T00:00:00Z"), account.account().contracts()))
        .isEqualTo("expired");
    assertThat(voucher.id()).isEqualTo("V-1");
  }

  @Test
  void itNeedsAContractInForceAndNoFuture() {
    AccountFixture account = AccountFixture.opened("UTC", NOW);
    account.when(issue(1)).refused(Problem.NO_CONTRACT_IN_FORCE);
    account.given(purchase("c1", "advanced", "2025-03-15"));
    account
        .when(issue(1))
        .effective("2025-03-14T23:59:59.999999Z")
        .refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(issue(1)).effective("2025-03-15").accepted();
    account.when(issue(1)).effective("2025-03-20T12:00:00.000001Z").refused(Problem.FUTURE_DATED);
    account.now("2026-03-15T00:00:00Z").when(issue(1)).refused(Problem.NO_CONTRACT_IN_FORCE);
  }

  @Test
  void itIsLateAtMostThirtyDays() {
    AccountFixture account = advanced().now("2025-04-20T12:00:00Z");
    account
        .when(issue(1))
        .effective("2025-03-21T11:59:59.999999Z")
        .refused(Problem.BACKDATING_LIMIT);
    account.when(issue(1)).effective("2025-03-21T12:00:00Z").accepted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.5",
        "0.1",
        "1001",
        "1E+20",
        "1E+999999999",
        "-1E+999999999",
        "1E-999999999",
        "0E-999999999",
        "-1E-999999999"
      })
  void theQuantityIsOneToAThousand(String quantity) {
    Refusal refusal = refused(new BigDecimal(quantity), null);
    assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION);
    assertThat(refusal.facts()).containsEntry("field", "quantity");
    // a fact that is written out in full must not have a milliard digits
    refusal
        .facts()
        .values()
        .forEach(
            fact -> {
              if (fact instanceof BigDecimal number) {
                assertThat(Math.abs((long) number.scale())).isLessThan(100);
              }
            });
  }

  @Test
  void oneAndAThousandAreQuantities() {
    assertThat(new IssueVoucher(ACCOUNT, new BigDecimal("1.0"), null, null).count()).isOne();
    assertThat(new IssueVoucher(ACCOUNT, new BigDecimal("1E+3"), null, null).count())
        .isEqualTo(1_000);
    var codes = IntStream.range(0, 1_000).mapToObj(n -> "V" + n).toList();
    assertThat(new IssueVoucher(ACCOUNT, new BigDecimal("1000"), codes, null).count())
        .isEqualTo(1_000);
  }

  @Test
  void thereAreAsManyDifferentCodesAsTheQuantitySays() {
    for (List<String> codes : List.of(List.of("A"), List.of("A", "B", "C"), List.of("A", "A"))) {
      assertThat(refused(BigDecimal.TWO, codes).facts()).containsEntry("field", "codes");
    }
    assertThat(refused(BigDecimal.ONE, List.of("a/b")).facts()).containsEntry("field", "codes");
    assertThat(refused(BigDecimal.ONE, List.of("x".repeat(101))).facts())
        .containsEntry("field", "codes");
  }

  private static Refusal refused(BigDecimal quantity, @Nullable List<String> codes) {
    try {
      var made = new IssueVoucher(ACCOUNT, quantity, codes, null);
      throw new AssertionError("it was accepted: " + made);
    } catch (Refusal refusal) {
      return refusal;
    }
  }
}
