package org.entitlementledger.core.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RejectAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentApproved;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRejected;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Adjustments by two persons. What is refused as for every limit: LimitedEntitlementsTest. */
class AdjustmentTest {
  private static final String NOW = "2025-03-01T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final String AHEAD = "2025-03-01T12:00:00.000001Z";
  private static final ApproveAdjustment APPROVE = new ApproveAdjustment(ACCOUNT, "a");
  private static final RejectAdjustment REJECT = new RejectAdjustment(ACCOUNT, "a");

  private static AccountFixture hours() {
    return account("contract-year", "", "10").now(NOW);
  }

  private static RequestAdjustment adjust(String quantity, @Nullable When from) {
    return new RequestAdjustment(
        ACCOUNT, "a", KEY, new BigDecimal(quantity), from, null, null, null, null);
  }

  private static AccountFixture requested(String quantity) {
    AccountFixture account = hours();
    account.when(adjust(quantity, null)).because("error").accepted();
    return account;
  }

  @Test
  void oneWaitsForAnotherPerson() {
    AccountFixture account = hours();
    var asked =
        (AdjustmentRequested)
            account.when(adjust("3", null)).because("error").accepted().getFirst();
    assertThat(asked.requestedBy()).isEqualTo("operator");
    assertThat(asked.reason()).isEqualTo("error");
    assertThat(asked.effectiveAt()).isEqualTo(AT);
    assertThat(account.available(KEY)).isEqualTo("10");
    account.now("2025-06-01T00:00:00Z");
    var done = (AdjustmentApproved) account.when(APPROVE).by("boss").accepted().getFirst();
    assertThat(done.occurredAt()).as("when it was asked for").isEqualTo(AT);
    assertThat(done.requestedBy()).isEqualTo("operator");
    assertThat(done.approvedBy()).isEqualTo("boss");
    assertThat(account.available(KEY, NOW)).isEqualTo("13");
  }

  @Test
  void oneIsRejectedAndMovesNothing() {
    AccountFixture account = requested("3");
    account.when(REJECT).by("boss").then(new AdjustmentRejected(AT, "a", "operator", "boss"));
    assertThat(account.available(KEY)).isEqualTo("10");
  }

  @Test
  void nobodyDecidesOnTheirOwn() {
    AccountFixture account = requested("3");
    for (AdjustmentCommand decision : List.of(APPROVE, REJECT)) {
      assertThat(account.when(decision).refused(Problem.SELF_APPROVAL).facts())
          .containsEntry("requestedBy", "operator");
    }
    account.when(APPROVE).by("boss").accepted();
    account.when(APPROVE).refused(Problem.SELF_APPROVAL);
  }

  @Test
  void itIsDecidedOnce() {
    for (AdjustmentCommand first : List.of(APPROVE, REJECT)) {
      AccountFixture account = requested("3");
      account.when(first).by("boss").accepted();
      String state = first.equals(APPROVE) ? "approved" : "rejected";
      for (AdjustmentCommand again : List.of(APPROVE, REJECT)) {
        assertThat(account.when(again).by("boss").refused(Problem.INVALID_TRANSITION).facts())
            .containsEntry("state", state)
            .containsEntry("allowed", List.of());
      }
    }
  }

  @Test
  void itIsOfThisVeryAccount() {
    for (AdjustmentCommand decision : List.of(APPROVE, REJECT)) {
      assertThat(
              hours()
                  .given(use("a", "1"))
                  .when(decision)
                  .by("boss")
                  .refused(Problem.NOT_FOUND)
                  .facts())
          .containsEntry("adjustmentId", "a");
    }
  }

  @Test
  void itSaysWhy() {
    assertThat(hours().when(adjust("1", null)).refused(Problem.VALIDATION).facts())
        .containsEntry("field", "reason");
    hours().when(adjust("1", null)).because(" ").refused(Problem.VALIDATION);
    Form.refused("quantity", () -> adjust("0.0", null));
    Form.refused("quantity", () -> adjust("-1e12", null));
    Form.refused("priority", () -> prioritised(101));
    Form.refused("priority", () -> prioritised(-1));
  }

  private static RequestAdjustment prioritised(int priority) {
    return new RequestAdjustment(
        ACCOUNT, "a", KEY, BigDecimal.ONE, null, null, priority, null, null);
  }

  @Test
  void whatIsAddedMayBePlannedAndWhatIsTakenMayNot() {
    When ahead = parse("2025-04-01");
    AccountFixture account = hours();
    account.when(adjust("3", ahead)).because("error").accepted();
    account.when(APPROVE).by("boss").accepted();
    assertThat(account.available(KEY, "2025-03-31T23:59:59.999999Z")).isEqualTo("10");
    assertThat(account.available(KEY, "2025-04-01T00:00:00Z")).isEqualTo("13");
    hours().when(adjust("-3", ahead)).because("error").refused(Problem.FUTURE_DATED);
    for (String quantity : List.of("3", "-3")) {
      RequestAdjustment asked = adjust(quantity, null);
      hours().when(asked).because("error").effective(AHEAD).refused(Problem.FUTURE_DATED);
      hours().when(asked).because("error").effective(NOW).accepted();
    }
  }

  @Test
  void validFromAndAnotherOccurredAtContradict() {
    hours()
        .when(adjust("1", parse("2025-03-01")))
        .because("error")
        .effective(NOW)
        .refused(Problem.VALIDATION);
    AccountFixture account = requested("1");
    account.when(APPROVE).by("boss").effective(AHEAD).refused(Problem.VALIDATION);
    account.when(APPROVE).by("boss").effective(NOW).accepted();
  }

  @Test
  void aRejectionHappensAfterTheRequestAndNotAhead() {
    AccountFixture account = requested("1");
    assertThat(
            account
                .when(REJECT)
                .by("boss")
                .effective("2025-03-01T11:59:59.999999Z")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("earliest", AT);
    account.when(REJECT).by("boss").effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(REJECT).by("boss").effective(NOW).accepted();
  }

  @Test
  void noMoreIsTakenThanIsAvailable() {
    AccountFixture account = hours().given(use("6"));
    account.when(adjust("-4.1", null)).because("error").refused(Problem.QUOTA_EXHAUSTED);
    account.when(adjust("-4", null)).because("error").accepted();
    account.given(use("0.1"));
    account.when(APPROVE).by("boss").refused(Problem.QUOTA_EXHAUSTED);
    assertThat(account.available(KEY)).isEqualTo("3.9");
    account.when(REJECT).by("boss").accepted();
  }

  @Test
  void aDeductionDrawsLikeAConsumption() {
    AccountFixture account = requested("-4");
    account.when(APPROVE).by("boss").accepted();
    assertThat(figures(account, NOW))
        .isEqualTo("granted 10 adjusted -4 consumed 0 held 0 lapsed 0 overage 0 available 6");
  }

  @Test
  void anApprovalNeedsTheContractThatItWasAskedUnder() {
    AccountFixture account = hours();
    account.when(adjust("3", parse("2025-09-01"))).because("error").accepted();
    account
        .when(new TerminateContract(ACCOUNT, "c1", LocalDate.of(2025, 8, 1)))
        .because("sold")
        .accepted();
    account.when(APPROVE).by("boss").refused(Problem.NO_CONTRACT_IN_FORCE);
  }

  @Test
  void onePersonIsEnoughWhereThePolicySaysSo() {
    AccountFixture account = account("contract-year", "adjustments: one-person", "10").now(NOW);
    List<AccountEvent> events = account.when(adjust("3", null)).because("error").accepted();
    assertThat(events)
        .hasExactlyElementsOfTypes(AdjustmentRequested.class, AdjustmentApproved.class);
    assertThat(account.available(KEY)).isEqualTo("13");
    account.when(APPROVE).by("boss").refused(Problem.INVALID_TRANSITION);
    AccountFixture two = account("contract-year", "adjustments: two-persons", "10").now(NOW);
    assertThat(two.when(adjust("3", null)).because("error").accepted()).hasSize(1);
    assertThat(two.available(KEY)).isEqualTo("10");
  }
}
