package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.startOn;
import static org.entitlementledger.core.Commands.until;
import static org.entitlementledger.core.Commands.voided;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.education.EducationCommand.OrderEducation;
import org.entitlementledger.core.education.EducationCommand.ReverseEducationOrder;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.entitlementledger.core.usage.UsageEvent.UsageReversed;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.VoidVoucherRedemption;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing moves quota or money in closed books (FINANCE.md, "Closing"). */
class ClosedBooksTest {
  private static final String CLOSED = "2025-06-30";
  private static final String IN_JUNE = "2025-06-20T12:00:00Z";
  private static final String LAST_MOMENT = "2025-06-30T23:59:59.999999Z";
  private static final String MIDNIGHT = "2025-07-01T00:00:00Z";
  private static final String NOW = "2025-07-03T12:00:00Z";
  private static final LocalDate JUNE_30 = LocalDate.parse(CLOSED);
  private static final LocalDate JULY_1 = LocalDate.parse("2025-07-01");
  private static final LocalDate JULY_2 = LocalDate.parse("2025-07-02");
  private static final BigDecimal ONE = BigDecimal.ONE;

  private static AccountFixture june() {
    return AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
        .given(purchase("c1", "signature", "2025-06-01"), csa("casey"))
        .now(IN_JUNE);
  }

  /** After what was done in June. */
  private static AccountFixture closed(AccountFixture june) {
    return june.now(NOW).closedThrough(CLOSED);
  }

  private static AccountFixture hoursInJune(String policies) {
    return Hours.account("contract-year", policies, "10").now(IN_JUNE);
  }

  /** Refused in the last moment of the closed books, accepted at the midnight that ends them. */
  private static void boundary(AccountFixture account, AccountCommand command) {
    refused(account.when(command).because("why").effective(LAST_MOMENT));
    account.when(command).because("why").effective(MIDNIGHT).accepted();
  }

  private static void refused(AccountFixture.Attempt attempt) {
    Refusal refusal = attempt.refused(Problem.BOOKS_CLOSED);
    assertThat(refusal.facts()).containsEntry("closedThrough", JUNE_30);
  }

  @Test
  void consumptionIsRefused() {
    AccountFixture account = closed(june());
    boundary(account, call("p1"));
    boundary(account, issue("V-1"));
    refused(account.when(startOn("a1", CLOSED)));
    account.when(startOn("a1", "2025-07-01")).accepted();
    AccountFixture hours = closed(hoursInJune(""));
    boundary(hours, Hours.use("u1", "1"));
  }

  @Test
  void theDayIsThatOfTheAccountsZone() {
    AccountFixture account =
        AccountFixture.opened("America/New_York", "2025-06-01T00:00:00Z")
            .given(purchase("c1", "signature", "2025-06-01"))
            .now(NOW)
            .closedThrough(CLOSED);
    refused(account.when(call("p1")).effective("2025-07-01T03:59:59.999999Z"));
    account.when(call("p1")).effective("2025-07-01T04:00:00Z").accepted();
  }

  @Test
  void anEducationOrderAndItsReversalAreRefused() {
    var price = Money.parse("listPrice", "100.00", "USD");
    AccountFixture account =
        closed(
            june().given(new OrderEducation(ACCOUNT, "e1", LocalDate.parse("2025-06-20"), price)));
    refused(account.when(new OrderEducation(ACCOUNT, "e2", JUNE_30, price)));
    account.when(new OrderEducation(ACCOUNT, "e2", JULY_1, price)).accepted();
    boundary(account, new ReverseEducationOrder(ACCOUNT, "e1"));
  }

  @Test
  void grantsAreRefusedByTheirStart() {
    AccountFixture account = closed(hoursInJune(""));
    refused(account.when(grant("g1", "2025-06-30")));
    account.when(grant("g1", "2025-07-01")).accepted();
    refused(account.when(grant("g2", null)).effective(LAST_MOMENT));
    account.when(grant("g2", "2025-07-09")).accepted();
  }

  private static GrantTopUp grant(String id, @Nullable String from) {
    When validFrom = from == null ? null : parse(from);
    return new GrantTopUp(
        ACCOUNT, id, Hours.KEY, ONE, "order-1", validFrom, null, null, null, null);
  }

  @Test
  void theRevocationOfAGrantIsRefused() {
    AccountFixture account = closed(hoursInJune("").given(grant("g1", "2025-06-20")));
    boundary(account, new RevokeGrant(ACCOUNT, "g1"));
  }

  @Test
  void adjustmentsAreRefusedAtTheRequestAndAtTheApproval() {
    AccountFixture account = hoursInJune("");
    account.when(adjustment("a1", "1", null)).because("why").accepted();
    closed(account);
    refused(account.when(new ApproveAdjustment(ACCOUNT, "a1")).by("boss"));
    refused(account.when(new ApproveAdjustment(ACCOUNT, "a1")));
    boundary(account, adjustment("a2", "-1", null));
    refused(account.when(adjustment("a3", "1", "2025-06-30")).because("why"));
    account.when(adjustment("a3", "1", "2025-07-01")).because("why").accepted();
    account.when(new ApproveAdjustment(ACCOUNT, "a3")).by("boss").accepted();
  }

  private static RequestAdjustment adjustment(String id, String quantity, @Nullable String from) {
    return new RequestAdjustment(
        ACCOUNT,
        id,
        Hours.KEY,
        new BigDecimal(quantity),
        from == null ? null : parse(from),
        null,
        null,
        null,
        null);
  }

  @Test
  void theApprovalOfWhatWaitsIsRefused() {
    AccountFixture account = hoursInJune("overage: approve");
    account.when(Hours.use("u1", "11")).accepted();
    String approvalId = account.account().approvals().byId().keySet().iterator().next();
    closed(account);
    refused(account.when(new ApprovePending(ACCOUNT, approvalId)).by("boss"));
    refused(account.when(Hours.use("u2", "11")).effective(LAST_MOMENT));
    account.when(Hours.use("u2", "11")).effective(MIDNIGHT).accepted();
  }

  @Test
  void holdsAreRefusedAtTheirStartConfirmationAndRelease() {
    AccountFixture account = closed(hoursInJune("").given(hold("h1"), hold("h2")));
    boundary(account, hold("h3"));
    boundary(account, new ConfirmHold(ACCOUNT, "h1", null));
    boundary(account, new ReleaseHold(ACCOUNT, "h2"));
  }

  private static PlaceHold hold(String id) {
    return new PlaceHold(ACCOUNT, id, Hours.KEY, ONE, null);
  }

  @Test
  void theCancellationThatGivesBackIsRefused() {
    var request = new RequestAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null);
    AccountFixture account = closed(june().given(request));
    refused(
        account.when(new CancelAccelerator(ACCOUNT, "a1", JUNE_30, Cause.VENDOR)).because("why"));
    account
        .when(new CancelAccelerator(ACCOUNT, "a1", JULY_1, Cause.VENDOR))
        .because("why")
        .accepted();
  }

  @Test
  void theRevocationOfAVoucherIsRefused() {
    AccountFixture account = closed(june().given(issue("V-1")));
    boundary(account, new RevokeVoucher(ACCOUNT, "V-1"));
    refused(account.when(new RevokeVoucher(ACCOUNT, "V-1")).because("why").effective(LAST_MOMENT));
  }

  @Test
  void contractsAreRefusedByTheirStart() {
    AccountFixture account = AccountFixture.opened("UTC", IN_JUNE).now(NOW).closedThrough(CLOSED);
    refused(account.when(purchase("c1", "advanced", CLOSED)));
    account.when(purchase("c1", "advanced", "2025-07-01")).accepted();
  }

  @Test
  void renewalsAreRefusedByTheirStart() {
    var renewal = new RenewContract(ACCOUNT, "c1", "c2", null, null, 12, null);
    refused(termUntil("2025-06-30").when(renewal));
    termUntil("2025-07-01").when(renewal).accepted();
  }

  private static AccountFixture termUntil(String day) {
    return closed(
        AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
            .given(until("c1", "advanced", "2025-06-01", day)));
  }

  @Test
  void tierChangesAreRefused() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-06-01T00:00:00Z")
            .given(purchase("c1", "advanced", "2025-06-01"))
            .now(NOW)
            .closedThrough(CLOSED);
    refused(account.when(new ChangeTier(ACCOUNT, "c1", "signature", JUNE_30)));
    account.when(new ChangeTier(ACCOUNT, "c1", "signature", JULY_1)).accepted();
  }

  /** What is left lapses at the end, and an end at midnight belongs to the day before. */
  @Test
  void aTerminationIsRefusedWhereItWouldLapseInClosedBooks() {
    AccountFixture account = closed(june());
    refused(account.when(new TerminateContract(ACCOUNT, "c1", JUNE_30)).because("why"));
    refused(account.when(new TerminateContract(ACCOUNT, "c1", JULY_1)).because("why"));
    account.when(new TerminateContract(ACCOUNT, "c1", JULY_2)).because("why").accepted();
  }

  @Test
  void thePlannedIsWithdrawn() {
    AccountFixture account = june();
    var later = LocalDate.parse("2025-09-01");
    account.when(new TerminateContract(ACCOUNT, "c1", later)).because("why").accepted();
    closed(account).when(new WithdrawTermination(ACCOUNT, "c1")).because("they stay").accepted();
  }

  @Test
  void whatMovesNeitherIsAccepted() {
    AccountFixture account = closed(june().given(issue("V-1")));
    account
        .when(new AssignVoucher(ACCOUNT, "V-1", new Person("sam", null, null)))
        .effective(LAST_MOMENT)
        .accepted();
    account.when(new RedeemVoucher(ACCOUNT, "V-1", parse(LAST_MOMENT), null, null)).accepted();
    account.when(csa("alex", "2025-06-25")).accepted();
  }

  @Test
  void aCorrectionIsDatedNow() {
    AccountFixture account = closed(june().given(call("p1")));
    refused(account.when(voided("p1")).because("why").effective(LAST_MOMENT));
    var call = (ProgressCallVoided) account.when(voided("p1")).because("why").accepted().getFirst();
    assertThat(call.occurredAt()).isEqualTo(Instant.parse(NOW));
    assertThat(call.movements()).extracting(Movement::effectiveAt).containsOnly(Instant.parse(NOW));
    AccountFixture hours = closed(hoursInJune("").given(Hours.use("u1", "1")));
    var use = (UsageReversed) hours.when(new ReverseUsage(ACCOUNT, "u1")).accepted().getFirst();
    assertThat(use.occurredAt()).isEqualTo(Instant.parse(NOW));
  }

  @Test
  void theVoidOfARedemptionIsDatedNow() {
    AccountFixture account = june().given(issue("V-1"));
    account.when(new RedeemVoucher(ACCOUNT, "V-1", parse(IN_JUNE), null, null)).accepted();
    var correct = new VoidVoucherRedemption(ACCOUNT, "V-1");
    closed(account);
    refused(account.when(correct).because("why").effective(LAST_MOMENT));
    account
        .when(correct)
        .because("why")
        .then(new VoucherRedemptionVoided(Instant.parse(NOW), "V-1"));
  }

  @Test
  void aCorrectionInOpenBooksKeepsTheTimeOfWhatItCorrects() {
    AccountFixture account = closed(june());
    account.when(call("p1")).effective(MIDNIGHT).accepted();
    var call = (ProgressCallVoided) account.when(voided("p1")).because("why").accepted().getFirst();
    assertThat(call.occurredAt()).isEqualTo(Instant.parse(MIDNIGHT));
  }

  /** API.md, "Errors": after future-dated, before no-contract-in-force. */
  @Test
  void theProblemHasItsPlaceInTheList() {
    AccountFixture account = closed(june());
    account.when(call("p1")).effective("2025-07-04").refused(Problem.FUTURE_DATED);
    refused(account.when(call("p1")).effective("2025-03-01"));
    refused(account.when(issue(100)).effective(LAST_MOMENT));
    account.when(purchase("c2", "advanced", "2025-06-10")).refused(Problem.CONTRACT_OVERLAP);
    refused(account.when(purchase("c2", "advanced", "2025-04-10", 1)));
    account.when(call("p1")).effective(LAST_MOMENT).ifVersion(1).refused(Problem.VERSION_CONFLICT);
  }

  /** What a capability decides is looked at too, so that none can forget it. */
  @Test
  void everyMovementHasAnEarliestTime() {
    AccountFixture account = hoursInJune("").given(Hours.use("u1", "1"));
    assertThat(account.events())
        .extracting(event -> OpenBooks.earliestMoved(event, account.account().localTime()))
        .containsExactly(null, Instant.parse("2025-01-01T00:00:00Z"), Instant.parse(IN_JUNE));
  }
}
