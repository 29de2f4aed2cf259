package org.entitlementledger.core.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.workshop.WorkshopCommand.CancelWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.RecordWorkshopNoShow;
import org.entitlementledger.core.workshop.WorkshopCommand.ScheduleWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.VoidWorkshop;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopScheduled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Workshops and what becomes of them. They have no limit in the tiers, and are counted. */
class WorkshopTest {
  private static final String KEY = "workshop";
  private static final String JUNE_1 = "2025-06-01T10:00:00Z";
  private static final String JUNE_20 = "2025-06-20T15:00:00Z";

  private static final AccountCommand DELIVER_SCHEDULED =
      new DeliverScheduledWorkshop(ACCOUNT, "w1", null, null, null);
  private static final AccountCommand CANCEL = new CancelWorkshop(ACCOUNT, "w1");
  private static final AccountCommand VOID = new VoidWorkshop(ACCOUNT, "w1");

  private static AccountCommand noShow(Party by) {
    return new RecordWorkshopNoShow(ACCOUNT, "w1", by);
  }

  private static DeliverWorkshop deliver(String workshopId, @Nullable String acceleratorId) {
    return new DeliverWorkshop(ACCOUNT, workshopId, acceleratorId, null, null, null);
  }

  private static ScheduleWorkshop schedule(@Nullable String acceleratorId) {
    return new ScheduleWorkshop(ACCOUNT, "w1", acceleratorId, null, null, null);
  }

  private static AccountStory advanced() {
    return AccountStory.opened(JUNE_1).buys("advanced", "2025-03-15");
  }

  private static AccountStory withAccelerator() {
    return advanced()
        .given(new AssignCsa(ACCOUNT, new Person("csa", null, null), null))
        .given(new StartAccelerator(ACCOUNT, "x1", "Pipelines", "Deploy daily", null));
  }

  private static AccountStory scheduled() {
    return advanced().when(schedule(null)).effective(JUNE_20).then();
  }

  @Test
  void deliveredOnesAreCounted() {
    var story = advanced().given(deliver("w1", null)).given(deliver("w2", null));
    assertThat(story.consumed(KEY)).isEqualTo(Quantity.of(2));
    assertThat(story.available(KEY)).isEqualTo("unlimited");
    assertThat(story.status()).isEqualTo("delivered");
  }

  @Test
  void oneMayBelongToAnAccelerator() {
    var story = withAccelerator().given(deliver("w1", "x1"));
    assertThat(((Workshop) story.item()).acceleratorId()).isEqualTo("x1");
    var later = withAccelerator().given(schedule("x1")).given(DELIVER_SCHEDULED);
    assertThat(((Workshop) later.item()).acceleratorId()).isEqualTo("x1");
    later.when(VOID).because("Error").then();
    assertThat(((Workshop) later.item()).acceleratorId()).isEqualTo("x1");
  }

  @Test
  void theAcceleratorMustBeThere() {
    advanced().when(deliver("w1", "x1")).refused(Problem.NOT_FOUND, "acceleratorId", "x1");
    advanced().when(schedule("x1")).refused(Problem.NOT_FOUND, "acceleratorId", "x1");
    Form.refused("acceleratorId", () -> deliver("w1", "-"));
    Form.refused("acceleratorId", () -> schedule("-"));
  }

  @Test
  void schedulingMovesNothingAndTakesEffectNow() {
    var story = advanced();
    story
        .when(schedule(null))
        .effective(JUNE_20)
        .then(
            new WorkshopScheduled(
                Instant.parse(JUNE_1), "w1", null, Instant.parse(JUNE_20), null, List.of(), null));
    assertThat(story.consumed(KEY)).isEqualTo(Quantity.ZERO);
  }

  @Test
  void idsAreUnique() {
    scheduled().when(schedule(null)).refused(Problem.DUPLICATE, "workshopId", "w1");
    scheduled().when(deliver("w1", null)).refused(Problem.DUPLICATE, "workshopId", "w1");
  }

  @Test
  void deliveryFollowsTheRulesOfEveryConsumption() {
    advanced().when(deliver("w1", null)).effective(JUNE_20).refused(Problem.FUTURE_DATED);
    AccountStory.opened(JUNE_1)
        .when(deliver("w1", null))
        .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", KEY);
    advanced()
        .when(deliver("w1", null))
        .effective("2025-05-02T09:59:59.999999Z")
        .refused(Problem.BACKDATING_LIMIT);
    advanced().when(deliver("w1", null)).effective("2025-05-02T10:00:00Z").then();
  }

  @Test
  void aScheduledOneIsDeliveredAtItsTimeOnceItHasPassed() {
    var story = scheduled().now("2025-07-01T00:00:00Z").given(DELIVER_SCHEDULED);
    assertThat(((Workshop) story.item()).occurredAt()).isEqualTo(Instant.parse(JUNE_20));
    assertThat(story.consumed(KEY)).isEqualTo(Quantity.ONE);
    story
        .when(DELIVER_SCHEDULED)
        .refused(Problem.INVALID_TRANSITION, "state", "delivered", "allowed", List.of("void"));
    advanced().when(DELIVER_SCHEDULED).refused(Problem.NOT_FOUND, "workshopId", "w1");
  }

  @Test
  void noShowsFollowTheSessionRules() {
    var customer = scheduled().now(JUNE_20).given(noShow(Party.CUSTOMER));
    assertThat(customer.consumed(KEY)).isEqualTo(Quantity.ONE);
    var vendor = scheduled().now(JUNE_20).given(noShow(Party.VENDOR));
    assertThat(vendor.consumed(KEY)).isEqualTo(Quantity.ZERO);
    assertThat(vendor.status()).isEqualTo("no-show");
    advanced().when(noShow(Party.VENDOR)).refused(Problem.NOT_FOUND, "workshopId", "w1");
  }

  @Test
  void aCancelledOneIsOver() {
    var story = scheduled().given(CANCEL).now(JUNE_20);
    assertThat(story.status()).isEqualTo("cancelled");
    for (AccountCommand next : List.of(CANCEL, DELIVER_SCHEDULED, noShow(Party.VENDOR))) {
      story
          .when(next)
          .refused(Problem.INVALID_TRANSITION, "state", "cancelled", "allowed", List.of());
    }
    advanced().when(CANCEL).refused(Problem.NOT_FOUND, "workshopId", "w1");
  }

  @Test
  void aVoidReturnsTheUnitOnce() {
    var story = advanced().given(deliver("w1", null)).now("2025-12-01T00:00:00Z");
    story.when(VOID).refused(Problem.VALIDATION, "field", "reason");
    story.when(VOID).because("Not held").then();
    assertThat(story.consumed(KEY)).isEqualTo(Quantity.ZERO);
    story.when(VOID).because("Again").refused(Problem.ALREADY_CORRECTED, "workshopId", "w1");
    advanced().when(VOID).because("Error").refused(Problem.NOT_FOUND, "workshopId", "w1");
    scheduled()
        .when(VOID)
        .because("Error")
        .refused(
            Problem.INVALID_TRANSITION,
            "state",
            "scheduled",
            "allowed",
            List.of("delivery", "no-show", "cancellation"));
  }
}
