package org.entitlementledger.core.roireview;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.SessionDetails;
import org.jspecify.annotations.Nullable;

/** What one may ask about ROI reviews. */
public sealed interface RoiReviewCommand extends AccountCommand {
  /** How many follow-ups a review may have. */
  int MOST_FOLLOW_UPS = 1_000;

  /**
   * Records a review that was held without having been scheduled, which consumes one in the window
   * of its effective time.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   * @param roi what it showed, at most 1,000
   * @param followUps what is to be done after it, at most 1,000
   */
  @StoredName("deliver-roi-review")
  record DeliverRoiReview(
      String accountId,
      @Nullable String reviewId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary,
      @Nullable List<RoiFigure> roi,
      @Nullable List<String> followUps)
      implements RoiReviewCommand, MakesItem {
    public DeliverRoiReview {
      Check.optionalId("reviewId", reviewId);
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
      roi = RoiFigure.check(roi);
      followUps = followUps == null ? null : Check.texts("followUps", followUps, MOST_FOLLOW_UPS);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }

    @Override
    public List<String> chosenIds() {
      return reviewId == null ? List.of() : List.of(reviewId);
    }
  }

  /**
   * Plans a review whose time is open; it consumes nothing yet.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("plan-roi-review")
  record PlanRoiReview(
      String accountId,
      @Nullable String reviewId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements RoiReviewCommand, MakesItem {
    public PlanRoiReview {
      Check.optionalId("reviewId", reviewId);
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }

    @Override
    public List<String> chosenIds() {
      return reviewId == null ? List.of() : List.of(reviewId);
    }
  }

  /** Gives a planned review its time: {@code occurredAt}, which may lie ahead. */
  @StoredName("schedule-planned-roi-review")
  record SchedulePlannedRoiReview(String accountId, String reviewId) implements RoiReviewCommand {}

  /**
   * Schedules a review for {@code occurredAt}, which may lie ahead; it consumes nothing yet.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("schedule-roi-review")
  record ScheduleRoiReview(
      String accountId,
      @Nullable String reviewId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements RoiReviewCommand, MakesItem {
    public ScheduleRoiReview {
      Check.optionalId("reviewId", reviewId);
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }

    @Override
    public List<String> chosenIds() {
      return reviewId == null ? List.of() : List.of(reviewId);
    }
  }

  /**
   * Records that a scheduled review was held, as {@link DeliverRoiReview} does; what is left out
   * stays as it was scheduled, the time of the review too once it has passed.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   * @param roi what it showed, at most 1,000
   * @param followUps what is to be done after it, at most 1,000
   */
  @StoredName("deliver-scheduled-roi-review")
  record DeliverScheduledRoiReview(
      String accountId,
      String reviewId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary,
      @Nullable List<RoiFigure> roi,
      @Nullable List<String> followUps)
      implements RoiReviewCommand {
    public DeliverScheduledRoiReview {
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
      roi = RoiFigure.check(roi);
      followUps = followUps == null ? null : Check.texts("followUps", followUps, MOST_FOLLOW_UPS);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }
  }

  /**
   * Says that a scheduled review was not held because somebody did not come; the terms decide
   * whether it consumes.
   *
   * @param by who did not come
   */
  @StoredName("record-roi-review-no-show")
  record RecordRoiReviewNoShow(String accountId, String reviewId, Party by)
      implements RoiReviewCommand {}

  /** Cancels a scheduled review. */
  @StoredName("cancel-roi-review")
  record CancelRoiReview(String accountId, String reviewId) implements RoiReviewCommand {}

  /**
   * Says that a review was not held, or missed, as it was recorded; the unit goes back to where it
   * was drawn from. The reason is required.
   */
  @StoredName("void-roi-review")
  record VoidRoiReview(String accountId, String reviewId) implements RoiReviewCommand {}
}
