package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.startOn;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.accelerator.Outcome;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.education.EducationCommand.OrderEducation;
import org.entitlementledger.core.education.EducationEvent.EducationOrdered;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportCommand.RespondToTicket;
import org.entitlementledger.core.support.SupportEvent.TicketOpened;
import org.entitlementledger.core.support.SupportEvent.TicketResponded;
import org.entitlementledger.core.support.Target;
import org.junit.jupiter.api.Test;

/** DOMAIN.md, "Worked examples" 2, 3 and 4, in full. */
class WorkedProgramExamplesTest {
  private static AccountFixture bought(String tier) {
    return AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
        .given(purchase("c1", tier, "2025-03-15"));
  }

  private static Target opened(AccountFixture account, String ticketId, String openedAt) {
    var open = new OpenTicket(ACCOUNT, ticketId, 2, AccountFixture.parse(openedAt));
    var event = (TicketOpened) account.when(open).accepted().getFirst();
    Target target = event.target();
    if (target == null) {
      throw new AssertionError("nothing was promised");
    }
    return target;
  }

  private static Boolean met(AccountFixture account, String ticketId, String respondedAt) {
    var respond = new RespondToTicket(ACCOUNT, ticketId, AccountFixture.parse(respondedAt));
    return Boolean.TRUE.equals(
        ((TicketResponded) account.when(respond).accepted().getFirst()).met());
  }

  /** 2. May 2025. */
  @Test
  void severityTwoIsDueOnMondayUntilMayAndWithinHoursAfterwards() {
    AccountFixture advanced = bought("advanced").now("2025-06-01T00:00:00Z");
    assertThat(opened(advanced, "april", "2025-04-26T10:00:00Z").firstResponseDue())
        .isEqualTo(Instant.parse("2025-04-28T04:00:00Z"));
    assertThat(opened(advanced, "may", "2025-05-03T10:00:00Z").firstResponseDue())
        .isEqualTo(Instant.parse("2025-05-03T14:00:00Z"));
    assertThat(opened(advanced, "last", "2025-04-30T23:59:59Z").coverage()).hasToString("24x5");
    assertThat(opened(advanced, "first", "2025-05-01T00:00:00Z").coverage()).hasToString("24x7");
    AccountFixture signature = bought("signature").now("2025-06-01T00:00:00Z");
    assertThat(opened(signature, "s1", "2025-05-03T10:00:00Z").firstResponseDue())
        .isEqualTo(Instant.parse("2025-05-03T12:00:00Z"));
    opened(signature, "s2", "2025-05-03T10:00:00Z");
    assertThat(met(signature, "s1", "2025-05-03T12:00:00Z")).isTrue();
    assertThat(met(signature, "s2", "2025-05-03T12:00:01Z")).isFalse();
  }

  private static void at(AccountFixture account, String day) {
    account.now(day + "T10:00:00Z");
  }

  /** 3. Cancelled accelerator. */
  @Test
  void acceleratorsComeAndGo() {
    AccountFixture account = bought("advanced").given(csa("casey"));
    at(account, "2025-04-07");
    var started =
        (AcceleratorStarted) account.when(startOn("a1", "2025-04-07")).accepted().getFirst();
    assertThat(started.plannedEnd()).isEqualTo(LocalDate.of(2025, 6, 30));
    assertThat(account.available("accelerator")).isEqualTo("1");

    at(account, "2025-06-27");
    var outcome = new Outcome("lead time", number("12"), number("6"), number("5.5"));
    Form.refused("outcomes", () -> completion(List.of()));
    account.given(completion(List.of(outcome)));

    at(account, "2025-06-30");
    account.given(request("a2"));
    assertThat(account.available("accelerator")).isEqualTo("0");
    assertThat(account.balance("accelerator", "2025-06-30T10:00:00Z").held()).hasToString("1");
    account.when(request("a3")).refused(Problem.QUOTA_EXHAUSTED);
    account.when(startOn("a3", "2025-06-30")).refused(Problem.QUOTA_EXHAUSTED);

    at(account, "2025-07-01");
    account.when(cancel("a2", "2025-07-01")).because("not needed").accepted();
    assertThat(account.available("accelerator")).isEqualTo("1");

    at(account, "2025-09-01");
    account.given(startOn("a3", "2025-09-01"));
    assertThat(account.available("accelerator")).isEqualTo("0");
    at(account, "2025-10-20");
    account.when(cancel("a3", "2025-10-20")).because("other plans").accepted();
    assertThat(account.available("accelerator")).isEqualTo("0");

    at(account, "2025-10-22");
    var adjustment =
        new RequestAdjustment(
            ACCOUNT, "fix", "accelerator", BigDecimal.ONE, null, null, null, null, null);
    account.when(adjustment).because("the vendor was at fault").accepted();
    var approval = new ApproveAdjustment(ACCOUNT, "fix");
    account.when(approval).refused(Problem.SELF_APPROVAL);
    account.when(approval).by("approver").accepted();
    assertThat(account.available("accelerator")).isEqualTo("1");
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  private static CompleteAccelerator completion(List<Outcome> outcomes) {
    return new CompleteAccelerator(ACCOUNT, "a1", LocalDate.of(2025, 6, 27), outcomes);
  }

  private static RequestAccelerator request(String id) {
    return new RequestAccelerator(ACCOUNT, id, "Pipelines", "Deploy daily", null);
  }

  private static CancelAccelerator cancel(String id, String day) {
    return new CancelAccelerator(ACCOUNT, id, LocalDate.parse(day), Cause.CUSTOMER);
  }

  private static String left(AccountFixture account, String time) {
    return "A%s V%s R%s C%s"
        .formatted(
            account.available("accelerator", time),
            account.available("certification-voucher", time),
            account.available("roi-review", time),
            account.available("progress-call", time));
  }

  private static EducationOrdered ordered(AccountFixture account, String day) {
    var order =
        new OrderEducation(
            ACCOUNT, null, LocalDate.parse(day), Money.parse("listPrice", "1999.99", "USD"));
    return (EducationOrdered) account.when(order).accepted().getFirst();
  }

  /** 4. Upgrade. */
  @Test
  void anUpgradeGivesTheNewLimitsMinusWhatWasUsed() {
    AccountFixture account = bought("advanced").given(csa("casey"));
    at(account, "2025-04-07");
    account.given(startOn("a1", "2025-04-07"), startOn("a2", "2025-04-07"), issue(25));
    account.given(review("r1"), review("r2"));
    for (String day : List.of("2025-09-01", "2025-09-03", "2025-09-05", "2025-09-09")) {
      at(account, day);
      account.given(call(null));
    }
    account.when(call("fifth")).refused(Problem.QUOTA_EXHAUSTED);
    EducationOrdered before = ordered(account, "2025-09-09");
    assertThat(before.discount()).hasToString("200.00 USD");
    assertThat(before.net()).hasToString("1799.99 USD");

    account.given(new ChangeTier(ACCOUNT, "c1", "signature", LocalDate.parse("2025-09-10")));
    assertThat(left(account, "2025-09-10T00:00:00Z")).isEqualTo("A2 V35 R2 Cunlimited");
    at(account, "2025-09-10");
    EducationOrdered after = ordered(account, "2025-09-10");
    assertThat(after.discount()).hasToString("400.00 USD");
    assertThat(after.net()).hasToString("1599.99 USD");

    account.given(new RenewContract(ACCOUNT, "c1", "c2", null, null, 12, null));
    assertThat(left(account, "2026-03-15T00:00:00Z")).isEqualTo("A4 V60 R4 Cunlimited");
  }

  private static DeliverRoiReview review(String id) {
    return new DeliverRoiReview(ACCOUNT, id, null, null, null, List.of(), List.of());
  }
}
