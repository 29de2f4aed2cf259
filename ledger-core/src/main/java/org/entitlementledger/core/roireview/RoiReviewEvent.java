package org.entitlementledger.core.roireview;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.session.Party;
import org.jspecify.annotations.Nullable;

/** What may have happened to ROI reviews. Attendees are named by their ids alone. */
public sealed interface RoiReviewEvent extends AccountEvent {
  String reviewId();

  @Override
  default List<String> itemIds() {
    return List.of(reviewId());
  }

  /** A review is meant to be held; its time is open. */
  @StoredName("roi-review-planned")
  record RoiReviewPlanned(
      Instant occurredAt,
      String reviewId,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary)
      implements RoiReviewEvent {}

  /**
   * A review has a time, planned before or not.
   *
   * @param scheduledAt when it is to be held
   */
  @StoredName("roi-review-scheduled")
  record RoiReviewScheduled(
      Instant occurredAt,
      String reviewId,
      Instant scheduledAt,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary)
      implements RoiReviewEvent {}

  /**
   * A review was held, scheduled before or not.
   *
   * @param roi what it showed
   * @param followUps what is to be done after it
   */
  @StoredName("roi-review-delivered")
  record RoiReviewDelivered(
      Instant occurredAt,
      String reviewId,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary,
      List<RoiFigure> roi,
      List<String> followUps,
      List<Movement> movements)
      implements RoiReviewEvent, MovesQuota {}

  /**
   * A scheduled review was not held.
   *
   * @param by who did not come
   * @param movements none where it consumes nothing
   */
  @StoredName("roi-review-no-show-recorded")
  record RoiReviewNoShowRecorded(
      Instant occurredAt, String reviewId, Party by, List<Movement> movements)
      implements RoiReviewEvent, MovesQuota {}

  /** A scheduled review will not be held. */
  @StoredName("roi-review-cancelled")
  record RoiReviewCancelled(Instant occurredAt, String reviewId) implements RoiReviewEvent {}

  /** A review did not happen as it was recorded. It takes effect when what it corrects did. */
  @StoredName("roi-review-voided")
  record RoiReviewVoided(Instant occurredAt, String reviewId, List<Movement> movements)
      implements RoiReviewEvent, MovesQuota {}
}
