package org.entitlementledger.core.roireview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.roireview.RoiReviewCommand.CancelRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.PlanRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.RecordRoiReviewNoShow;
import org.entitlementledger.core.roireview.RoiReviewCommand.SchedulePlannedRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.ScheduleRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.VoidRoiReview;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewPlanned;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewScheduled;
import org.entitlementledger.core.session.Party;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews, planned or not, and what becomes of them. */
class RoiReviewTest {
  private static final String KEY = "roi-review";
  private static final String JUNE_1 = "2025-06-01T10:00:00Z";
  private static final String JUNE_20 = "2025-06-20T15:00:00Z";

  private static final AccountCommand PLAN = new PlanRoiReview(ACCOUNT, "r1", null, null, null);
  private static final AccountCommand SCHEDULE_PLANNED =
      new SchedulePlannedRoiReview(ACCOUNT, "r1");
  private static final AccountCommand SCHEDULE =
      new ScheduleRoiReview(ACCOUNT, "r1", null, null, null);
  private static final AccountCommand DELIVER_SCHEDULED =
      new DeliverScheduledRoiReview(ACCOUNT, "r1", null, null, null, null, null);
  private static final AccountCommand CANCEL = new CancelRoiReview(ACCOUNT, "r1");
  private static final AccountCommand VOID = new VoidRoiReview(ACCOUNT, "r1");

  private static AccountCommand noShow(Party by) {
    return new RecordRoiReviewNoShow(ACCOUNT, "r1", by);
  }

  private static DeliverRoiReview review(String reviewId) {
    return new DeliverRoiReview(ACCOUNT, reviewId, null, null, null, null, null);
  }

  private static RoiFigure figure(String value) {
    return new RoiFigure("Hours saved", new Quantity(new BigDecimal(value)), "h");
  }

  private static DeliverRoiReview showing(RoiFigure figure) {
    return new DeliverRoiReview(ACCOUNT, "r1", null, null, null, List.of(figure), null);
  }

  private static AccountStory advanced() {
    return AccountStory.opened(JUNE_1).buys("advanced", "2025-03-15");
  }

  private static AccountStory scheduled() {
    return advanced().when(SCHEDULE).effective(JUNE_20).then();
  }

  private static AccountStory usedUp(AccountStory story) {
    return story.given(review("a")).given(review("b")).given(review("c")).given(review("d"));
  }

  @Nested
  class Planning {
    @Test
    void movesNothing() {
      var story = advanced();
      story
          .when(new PlanRoiReview(ACCOUNT, "r1", 60, List.of(new Person("p", null, null)), "Q2"))
          .then(new RoiReviewPlanned(Instant.parse(JUNE_1), "r1", 60, List.of("p"), "Q2"));
      assertThat(story.status()).isEqualTo("planned");
      assertThat(story.available(KEY)).isEqualTo("4");
    }

    @Test
    void needsNoContractAndNoQuota() {
      AccountStory.opened(JUNE_1).given(PLAN);
      usedUp(advanced()).given(PLAN);
    }

    @Test
    void isOncePerIdAndNotAhead() {
      advanced().given(review("r1")).when(PLAN).refused(Problem.DUPLICATE, "reviewId", "r1");
      advanced().when(PLAN).effective("2025-06-01T10:00:00.000001Z").refused(Problem.FUTURE_DATED);
    }

    @Test
    void allowsToScheduleAndToCancelAlone() {
      for (AccountCommand next : List.of(DELIVER_SCHEDULED, noShow(Party.VENDOR))) {
        advanced()
            .given(PLAN)
            .when(next)
            .refused(
                Problem.INVALID_TRANSITION,
                "state",
                "planned",
                "allowed",
                List.of("schedule", "cancellation"));
      }
      assertThat(advanced().given(PLAN).given(CANCEL).status()).isEqualTo("cancelled");
    }
  }

  @Nested
  class Scheduling {
    @Test
    void movesNothingAndTakesEffectNow() {
      var story = advanced();
      story
          .when(SCHEDULE)
          .effective(JUNE_20)
          .then(
              new RoiReviewScheduled(
                  Instant.parse(JUNE_1), "r1", Instant.parse(JUNE_20), null, List.of(), null));
      assertThat(story.available(KEY, JUNE_20)).isEqualTo("4");
      assertThat(story.status()).isEqualTo("scheduled");
    }

    @Test
    void isOncePerId() {
      scheduled().when(SCHEDULE).refused(Problem.DUPLICATE, "reviewId", "r1");
    }

    @Test
    void givesAPlannedOneItsTime() {
      var story = advanced().given(new PlanRoiReview(ACCOUNT, "r1", 60, null, "Q2"));
      story
          .when(SCHEDULE_PLANNED)
          .effective(JUNE_20)
          .then(
              new RoiReviewScheduled(
                  Instant.parse(JUNE_1), "r1", Instant.parse(JUNE_20), 60, List.of(), "Q2"));
      assertThat(story.status()).isEqualTo("scheduled");
    }

    @Test
    void givesItOnceAndNotBeforeThePlan() {
      advanced().when(SCHEDULE_PLANNED).refused(Problem.NOT_FOUND, "reviewId", "r1");
      advanced()
          .given(PLAN)
          .when(SCHEDULE_PLANNED)
          .effective("2025-06-01T09:59:59.999999Z")
          .refused(Problem.VALIDATION, "earliest", Instant.parse(JUNE_1));
      advanced().given(PLAN).when(SCHEDULE_PLANNED).effective(JUNE_1).then();
      scheduled()
          .when(SCHEDULE_PLANNED)
          .refused(
              Problem.INVALID_TRANSITION,
              "state",
              "scheduled",
              "allowed",
              List.of("delivery", "no-show", "cancellation"));
    }
  }

  @Nested
  class Delivering {
    @Test
    void consumesOneOfItsYearAndCarriesTheFigures() {
      var story = advanced();
      story
          .when(
              new DeliverRoiReview(
                  ACCOUNT, "r1", 90, null, "Good", List.of(figure("-12.50")), List.of("Train")))
          .then();
      assertThat(story.available(KEY)).isEqualTo("3");
      var review = (RoiReview) story.item();
      assertThat(review.state().key()).isEqualTo("delivered");
      assertThat(review.roi()).containsExactly(figure("-12.5"));
      assertThat(review.followUps()).containsExactly("Train");
    }

    @Test
    void ofAScheduledOneIsDatedByItsTimeOnceItHasPassed() {
      var story =
          scheduled()
              .now("2025-07-01T00:00:00Z")
              .given(
                  new DeliverScheduledRoiReview(
                      ACCOUNT, "r1", null, null, null, List.of(figure("1")), List.of("Do")));
      var review = (RoiReview) story.item();
      assertThat(review.occurredAt()).isEqualTo(Instant.parse(JUNE_20));
      assertThat(review.roi()).containsExactly(figure("1"));
      assertThat(review.followUps()).containsExactly("Do");
      assertThat(story.available(KEY)).isEqualTo("3");
      var early = scheduled().given(DELIVER_SCHEDULED);
      assertThat(((RoiReview) early.item()).occurredAt()).isEqualTo(Instant.parse(JUNE_1));
    }

    @Test
    void needsNoFigures() {
      assertThat(((RoiReview) advanced().given(review("r1")).item()).roi()).isEmpty();
    }

    @Test
    void followsTheRulesOfEveryConsumption() {
      advanced()
          .given(review("r1"))
          .when(review("r1"))
          .refused(Problem.DUPLICATE, "reviewId", "r1");
      advanced().when(review("r1")).effective(JUNE_20).refused(Problem.FUTURE_DATED);
      AccountStory.opened(JUNE_1)
          .when(review("r1"))
          .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", KEY);
      advanced()
          .when(review("r1"))
          .effective("2025-05-02T09:59:59.999999Z")
          .refused(Problem.BACKDATING_LIMIT);
      advanced().when(review("r1")).effective("2025-05-02T10:00:00Z").then();
    }

    @Test
    void isRefusedWithoutOneLeft() {
      usedUp(advanced())
          .when(review("r1"))
          .refused(Problem.QUOTA_EXHAUSTED, "entitlement", KEY, "available", Quantity.ZERO);
      var story = usedUp(scheduled()).now(JUNE_20);
      story.when(DELIVER_SCHEDULED).refused(Problem.QUOTA_EXHAUSTED, "available", Quantity.ZERO);
      story.given(CANCEL);
    }

    @Test
    void happensOnce() {
      advanced().when(DELIVER_SCHEDULED).refused(Problem.NOT_FOUND, "reviewId", "r1");
      advanced()
          .given(review("r1"))
          .when(DELIVER_SCHEDULED)
          .refused(Problem.INVALID_TRANSITION, "state", "delivered", "allowed", List.of("void"));
    }
  }

  @Nested
  class Figures {
    @ParameterizedTest
    @ValueSource(
        strings = {"0", "999999999999999.999999999999", "-999999999999999", "1e14", "1e-12"})
    void areExact(String value) {
      var story = advanced().given(showing(figure(value)));
      assertThat(((RoiReview) story.item()).roi()).containsExactly(figure(value));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"1000000000000000", "-1e15", "1e1000000000", "0.0000000000001", "1e-1000000000"})
    void haveBounds(String value) {
      Form.refused("value", () -> showing(figure(value)));
    }

    @Test
    void haveNames() {
      Form.refused("measure", () -> showing(new RoiFigure(" ", Quantity.ONE, null)));
      Form.refused("unit", () -> showing(new RoiFigure("Hours", Quantity.ONE, "")));
    }

    @Test
    void areAtMostAThousandAndSoAreFollowUps() {
      advanced().given(with(1_000));
      Form.refused("roi", () -> with(1_001));
      Form.refused(
          "followUps",
          () -> new DeliverRoiReview(ACCOUNT, "r1", null, null, null, null, List.of("")));
      Form.refused(
          "followUps",
          () ->
              new DeliverScheduledRoiReview(
                  ACCOUNT, "r1", null, null, null, null, Collections.nCopies(1_001, "Do")));
    }

    private static DeliverRoiReview with(int count) {
      var figures = Collections.nCopies(count, figure("1"));
      return new DeliverRoiReview(ACCOUNT, "r1", null, null, null, figures, null);
    }
  }

  @Nested
  class Ending {
    @Test
    void noShowsFollowTheSessionRules() {
      var customer = scheduled().now(JUNE_20).given(noShow(Party.CUSTOMER));
      assertThat(customer.available(KEY)).isEqualTo("3");
      var vendor = scheduled().now(JUNE_20).given(noShow(Party.VENDOR));
      assertThat(vendor.available(KEY)).isEqualTo("4");
      assertThat(vendor.status()).isEqualTo("no-show");
    }

    @Test
    void cancellationMovesNothing() {
      var story = scheduled().given(CANCEL);
      assertThat(story.status()).isEqualTo("cancelled");
      assertThat(story.available(KEY)).isEqualTo("4");
      story.when(CANCEL).refused(Problem.INVALID_TRANSITION, "state", "cancelled");
      advanced().when(CANCEL).refused(Problem.NOT_FOUND, "reviewId", "r1");
    }

    @Test
    void aVoidReturnsTheUnitOnce() {
      var story = advanced().given(showing(figure("3"))).now("2025-12-01T00:00:00Z");
      story.when(VOID).refused(Problem.VALIDATION, "field", "reason");
      story.when(VOID).because("Not held").then();
      assertThat(story.available(KEY)).isEqualTo("4");
      assertThat(story.status()).isEqualTo("voided");
      assertThat(((RoiReview) story.item()).roi()).containsExactly(figure("3"));
      story.when(VOID).because("Again").refused(Problem.ALREADY_CORRECTED, "reviewId", "r1");
    }

    @Test
    void aVoidNeedsSomethingToCorrect() {
      advanced().when(VOID).because("Error").refused(Problem.NOT_FOUND, "reviewId", "r1");
      scheduled()
          .when(VOID)
          .because("Error")
          .refused(Problem.INVALID_TRANSITION, "state", "scheduled");
      advanced()
          .given(PLAN)
          .when(VOID)
          .because("Error")
          .refused(Problem.INVALID_TRANSITION, "state", "planned");
    }
  }
}
