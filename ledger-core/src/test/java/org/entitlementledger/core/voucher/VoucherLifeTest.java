package org.entitlementledger.core.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.ReplaceVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.VoidVoucherRedemption;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherAssigned;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherBooked;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.core.voucher.VoucherState.Assigned;
import org.entitlementledger.core.voucher.VoucherState.Booked;
import org.entitlementledger.core.voucher.VoucherState.Issued;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.core.voucher.VoucherState.Replaced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vouchers from their issue to their end. */
class VoucherLifeTest {
  private static final String NOW = "2025-04-07T12:00:00Z";

  /** The end of the contract, before twelve months are over. */
  private static final String EXPIRY = "2026-03-15T00:00:00Z";

  private static final VoucherCommand ASSIGN =
      new AssignVoucher(ACCOUNT, "V-1", new Person("sam", "Sam", "sam@example.com"));
  private static final VoucherCommand BOOK = book("2025-05-01T09:00:00Z");
  private static final VoucherCommand REDEEM = redeem(NOW);
  private static final VoucherCommand VOID = new VoidVoucherRedemption(ACCOUNT, "V-1");
  private static final VoucherCommand REVOKE = new RevokeVoucher(ACCOUNT, "V-1");
  private static final VoucherCommand REPLACE = new ReplaceVoucher(ACCOUNT, "V-1");

  /** Every step by the last word of its path. */
  private static final Map<String, VoucherCommand> STEPS =
      Map.of(
          "assignment", ASSIGN,
          "booking", BOOK,
          "redemption", REDEEM,
          "void", VOID,
          "revocation", REVOKE,
          "replacement", REPLACE);

  private static BookVoucher book(String examAt) {
    return new BookVoucher(ACCOUNT, "V-1", new When.At(Instant.parse(examAt)), "EX-1");
  }

  private static RedeemVoucher redeem(String examAt) {
    return new RedeemVoucher(ACCOUNT, "V-1", new When.At(Instant.parse(examAt)), null, "tx-9");
  }

  private static AccountStory issued() {
    return AccountStory.opened(NOW)
        .buys("advanced", "2025-03-15")
        .given(Commands.issue("V-1", "V-2"));
  }

  private static AccountStory after(List<VoucherCommand> steps) {
    var story = issued();
    steps.forEach(step -> story.when(step).because("so it is").then());
    return story;
  }

  private static Voucher voucher(AccountStory story, String code) {
    Voucher found = story.account().vouchers().byCode().get(code);
    if (found == null) {
      throw new AssertionError("no voucher " + code);
    }
    return found;
  }

  private static String status(AccountStory story, String now) {
    return voucher(story, "V-1").status(Instant.parse(now), story.account().contracts());
  }

  private static Stream<Arguments> states() {
    List<String> booked = List.of("booking", "redemption", "revocation", "replacement");
    return Stream.of(
        Arguments.of(
            "issued", List.of(), List.of("assignment", "redemption", "revocation", "replacement")),
        Arguments.of(
            "assigned",
            List.of(ASSIGN),
            List.of("assignment", "booking", "redemption", "revocation", "replacement")),
        Arguments.of("booked", List.of(ASSIGN, BOOK), booked),
        Arguments.of("redeemed", List.of(REDEEM), List.of("void")),
        Arguments.of("redeemed", List.of(ASSIGN, BOOK, REDEEM), List.of("void")),
        Arguments.of("revoked", List.of(ASSIGN, REVOKE), List.of()),
        Arguments.of("replaced", List.of(REPLACE), List.of()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void eachStateAllowsTheNextStepsAlone(
      String state, List<VoucherCommand> steps, List<String> allowed) {
    assertThat(status(after(steps), NOW)).isEqualTo(state);
    STEPS.forEach(
        (word, step) -> {
          var attempt = after(steps).when(step).because("so it is");
          if (allowed.contains(word)) {
            attempt.then();
          } else {
            attempt.refused(Problem.INVALID_TRANSITION, "state", state, "allowed", allowed);
          }
        });
  }

  @Test
  void anExpiredOneAllowsTheReportOfAnExamAlone() {
    assertThat(status(issued(), "2026-03-14T23:59:59.999999Z")).isEqualTo("issued");
    assertThat(status(issued(), EXPIRY)).isEqualTo("expired");
    for (VoucherCommand command : List.of(ASSIGN, REVOKE, REPLACE)) {
      issued().now("2026-03-14T23:59:59.999999Z").when(command).because("so it is").then();
      issued()
          .now(EXPIRY)
          .when(command)
          .because("so it is")
          .refused(
              Problem.INVALID_TRANSITION, "state", "expired", "allowed", List.of("redemption"));
    }
  }

  @Test
  void nothingIsKnownOfAnotherCode() {
    STEPS.forEach(
        (word, step) ->
            AccountStory.opened(NOW)
                .when(step)
                .because("so it is")
                .refused(Problem.NOT_FOUND, "code", "V-1"));
  }

  @Test
  void nothingHappensAheadOfTheClockOrBeforeTheIssue() {
    for (VoucherCommand step : List.of(ASSIGN, REVOKE, REPLACE)) {
      issued()
          .when(step)
          .because("so it is")
          .effective("2025-04-07T12:00:00.000001Z")
          .refused(Problem.FUTURE_DATED);
      issued()
          .when(step)
          .because("so it is")
          .effective("2025-04-07T11:59:59.999999Z")
          .refused(Problem.VALIDATION, "field", "occurredAt");
    }
  }

  @Test
  void whoeverHasItIsNamedByAnIdAlone() {
    var story = issued();
    story.when(ASSIGN).then(new VoucherAssigned(Instant.parse(NOW), "V-1", "sam"));
    assertThat(ASSIGN.people()).extracting(Person::id).containsExactly("sam");
    assertThat(voucher(story, "V-1").state().assigneeId()).isEqualTo("sam");
  }

  @Test
  void anExamIsBookedForLaterAndMayMoveWithinTheExpiry() {
    var story = after(List.of(ASSIGN));
    story
        .when(BOOK)
        .then(
            new VoucherBooked(
                Instant.parse(NOW), "V-1", Instant.parse("2025-05-01T09:00:00Z"), "EX-1"));
    story.given(book("2026-03-14T23:59:59.999999Z"));
    story
        .when(book(EXPIRY))
        .refused(
            Problem.INVALID_TRANSITION,
            "state",
            "booked",
            "expiresAt",
            Instant.parse(EXPIRY),
            "allowed",
            List.of("booking", "redemption", "revocation", "replacement"));
    story.when(book("2025-04-06T23:59:59Z")).refused(Problem.VALIDATION, "field", "examAt");
  }

  @Test
  void aBookingIsNotAheadNorBeforeTheIssueNorOfAnExpiredOne() {
    var story = after(List.of(ASSIGN));
    story.when(BOOK).effective("2025-04-07T12:00:00.000001Z").refused(Problem.FUTURE_DATED);
    story
        .when(BOOK)
        .effective("2025-04-07T11:59:59.999999Z")
        .refused(Problem.VALIDATION, "field", "occurredAt");
    story.when(BOOK).effective(NOW).then();
    story
        .now(EXPIRY)
        .when(book("2026-03-14T09:00:00Z"))
        .refused(Problem.INVALID_TRANSITION, "state", "expired", "allowed", List.of("redemption"));
  }

  @Test
  void aVoidedRedemptionLeavesTheVoucherAsItWas() {
    for (List<VoucherCommand> before :
        List.of(List.<VoucherCommand>of(), List.of(ASSIGN), List.of(ASSIGN, BOOK))) {
      Voucher then = voucher(after(before), "V-1");
      var story = after(before).given(redeem(NOW)).now("2025-06-01T00:00:00Z");
      story.when(VOID).refused(Problem.VALIDATION, "field", "reason");
      story
          .when(VOID)
          .because("it was V-2")
          .then(new VoucherRedemptionVoided(Instant.parse(NOW), "V-1"));
      Voucher now = voucher(story, "V-1");
      assertThat(now).usingRecursiveComparison().ignoringFields("voided").isEqualTo(then);
      story.when(VOID).because("again").refused(Problem.ALREADY_CORRECTED, "code", "V-1");
      story.given(redeem("2025-05-30T00:00:00Z"));
      story.when(VOID).because("that one neither").then();
      assertThat(voucher(story, "V-1").state()).isEqualTo(then.state());
    }
  }

  @Test
  void aVoidIsNotBeforeTheRedemptionNorAhead() {
    var story =
        after(List.of(ASSIGN)).now("2025-05-02T00:00:00Z").given(redeem("2025-05-01T09:00:00Z"));
    story
        .when(VOID)
        .because("it was V-2")
        .effective("2025-05-01T08:59:59Z")
        .refused(Problem.VALIDATION, "earliest", Instant.parse("2025-05-01T09:00:00Z"));
    story
        .when(VOID)
        .because("it was V-2")
        .effective("2025-05-02T00:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    story.when(VOID).because("it was V-2").effective("2025-05-01T23:00:00Z").then();
  }

  @Test
  void anExamIsNotBeforeTheIssueThatTheRefusalNames() {
    Instant issued = Instant.parse(NOW);
    issued()
        .when(redeem("2025-04-07T11:59:59.999999Z"))
        .refused(Problem.VALIDATION, "field", "examAt", "earliest", issued);
    after(List.of(ASSIGN))
        .when(book("2025-04-07T11:59:59.999999Z"))
        .refused(Problem.VALIDATION, "field", "examAt", "earliest", issued);
    issued().given(redeem(NOW));
    issued().given(redeemOn(LocalDate.of(2025, 4, 7)));
    issued()
        .when(redeemOn(LocalDate.of(2025, 4, 6)))
        .refused(Problem.VALIDATION, "field", "examAt", "earliest", issued);
  }

  private static RedeemVoucher redeemOn(LocalDate day) {
    return new RedeemVoucher(ACCOUNT, "V-1", new When.On(day), null, "tx-9");
  }

  @Test
  void aRedemptionIsJudgedByTheTimeOfTheExam() {
    issued().now("2027-01-01T00:00:00Z").when(redeem("2026-03-14T23:59:59.999999Z")).then();
    issued()
        .now("2027-01-01T00:00:00Z")
        .when(redeem(EXPIRY))
        .refused(Problem.INVALID_TRANSITION, "state", "expired", "allowed", List.of());
    issued().when(redeem("2025-04-07T12:00:00.000001Z")).refused(Problem.FUTURE_DATED);
    issued().when(redeem(NOW)).then();
    issued().when(redeem("2025-04-06T23:59:59Z")).refused(Problem.VALIDATION, "field", "examAt");
    issued().when(REDEEM).effective("2025-04-07T11:00:00Z").refused(Problem.VALIDATION);
  }

  @Test
  void aRedemptionKeepsTheBookedExamAndTheProvidersName() {
    var story = after(List.of(ASSIGN, BOOK)).now("2025-05-03T10:00:00Z");
    story
        .when(redeem("2025-05-01T09:00:00Z"))
        .then(new VoucherRedeemed(Instant.parse("2025-05-01T09:00:00Z"), "V-1", null, "tx-9"));
    var redeemed = voucher(story, "V-1");
    var exam = new Exam(Instant.parse("2025-05-01T09:00:00Z"), "EX-1");
    assertThat(redeemed.state())
        .isEqualTo(
            new Redeemed(
                new Booked("sam", new Exam(Instant.parse("2025-05-01T09:00:00Z"), "EX-1")),
                exam,
                "tx-9"));
  }

  @Test
  void aReplacementKeepsTheExpiryAndStartsAsIssued() {
    var story = after(List.of(ASSIGN)).now("2025-06-01T00:00:00Z");
    story.when(REPLACE).because("lost").then();
    var stand = (Voucher) story.item();
    assertThat(stand.terms().replaces()).isEqualTo("V-1");
    assertThat(stand.terms().validity().expiresAt()).isEqualTo(EXPIRY);
    assertThat(stand.state()).isEqualTo(new Issued());
    assertThat(voucher(story, "V-1").state())
        .isEqualTo(new Replaced(new Assigned("sam"), stand.code()));
    assertThat(story.available(Vouchers.ENTITLEMENT)).isEqualTo("38");
  }

  @Test
  void aRevocationAndAReplacementSayWhy() {
    issued().when(REVOKE).refused(Problem.VALIDATION, "field", "reason");
    issued().when(REPLACE).refused(Problem.VALIDATION, "field", "reason");
  }

  @Test
  void aTerminationBringsTheExpiryForwardAndARenewalDoesNotMoveIt() {
    var story = issued();
    story.given(new RenewContract(ACCOUNT, "advanced-2025-03-15", "c2", null, null, 12, null));
    assertThat(voucher(story, "V-1").expiry(story.account().contracts())).isEqualTo(EXPIRY);
    var ended = issued();
    ended
        .when(new TerminateContract(ACCOUNT, "advanced-2025-03-15", LocalDate.of(2025, 6, 1)))
        .because("insolvent")
        .then();
    assertThat(status(ended, "2025-05-31T23:59:59.999999Z")).isEqualTo("issued");
    assertThat(status(ended, "2025-06-01T00:00:00Z")).isEqualTo("expired");
    ended
        .now("2025-07-01T00:00:00Z")
        .when(redeem("2025-06-01T00:00:00Z"))
        .refused(Problem.INVALID_TRANSITION, "expiresAt", Instant.parse("2025-06-01T00:00:00Z"));
  }

  @Test
  void formIsCheckedAsItIsMade() {
    When exam = new When.At(Instant.parse(NOW));
    Form.refused("examCode", () -> new BookVoucher(ACCOUNT, "V-1", exam, " "));
    Form.refused("examCode", () -> new RedeemVoucher(ACCOUNT, "V-1", exam, "", null));
    Form.refused(
        "providerTransactionId", () -> new RedeemVoucher(ACCOUNT, "V-1", exam, null, "\u0000"));
  }
}
