package org.entitlementledger.core.roireview;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewCancelled;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewDelivered;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewNoShowRecorded;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewPlanned;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewScheduled;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewVoided;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.Session;
import org.entitlementledger.core.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * One review.
 *
 * @param roi what it showed, once it is delivered
 * @param followUps what is to be done after it
 * @param by who did not come, of a no-show
 */
public record RoiReview(
    String reviewId,
    Instant occurredAt,
    @Nullable Instant scheduledAt,
    @Nullable Integer durationMinutes,
    List<String> attendeeIds,
    @Nullable String summary,
    List<RoiFigure> roi,
    List<String> followUps,
    SessionState state,
    @Nullable Party by,
    @Nullable Instant arrangedAt,
    List<Movement> draws)
    implements Session {
  @Override
  public String id() {
    return reviewId;
  }

  /** The review after an event; {@code before} is null for a new one. */
  public static RoiReview after(@Nullable RoiReview before, RoiReviewEvent event) {
    return switch (event) {
      case RoiReviewPlanned planned -> planned(planned);
      case RoiReviewScheduled scheduled -> scheduled(scheduled);
      case RoiReviewDelivered delivered -> delivered(before, delivered);
      case RoiReviewNoShowRecorded missed ->
          known(before)
              .in(SessionState.NO_SHOW, missed.occurredAt(), missed.by(), missed.movements());
      case RoiReviewCancelled cancelled -> known(before).in(SessionState.CANCELLED);
      case RoiReviewVoided voided -> known(before).in(SessionState.VOIDED);
    };
  }

  private static RoiReview known(@Nullable RoiReview before) {
    return Objects.requireNonNull(before, "a review is planned, scheduled or delivered first");
  }

  private static RoiReview planned(RoiReviewPlanned event) {
    return new RoiReview(
        event.reviewId(),
        event.occurredAt(),
        null,
        event.durationMinutes(),
        event.attendeeIds(),
        event.summary(),
        List.of(),
        List.of(),
        SessionState.PLANNED,
        null,
        event.occurredAt(),
        List.of());
  }

  private static RoiReview scheduled(RoiReviewScheduled event) {
    return new RoiReview(
        event.reviewId(),
        event.scheduledAt(),
        event.scheduledAt(),
        event.durationMinutes(),
        event.attendeeIds(),
        event.summary(),
        List.of(),
        List.of(),
        SessionState.SCHEDULED,
        null,
        event.occurredAt(),
        List.of());
  }

  private static RoiReview delivered(@Nullable RoiReview before, RoiReviewDelivered event) {
    return new RoiReview(
        event.reviewId(),
        event.occurredAt(),
        before == null ? null : before.scheduledAt,
        event.durationMinutes(),
        event.attendeeIds(),
        event.summary(),
        event.roi(),
        event.followUps(),
        SessionState.DELIVERED,
        null,
        before == null ? null : before.arrangedAt,
        event.movements());
  }

  private RoiReview in(SessionState next) {
    return in(next, occurredAt, by, draws);
  }

  private RoiReview in(
      SessionState next, Instant time, @Nullable Party absent, List<Movement> drawn) {
    return new RoiReview(
        reviewId,
        time,
        scheduledAt,
        durationMinutes,
        attendeeIds,
        summary,
        roi,
        followUps,
        next,
        absent,
        arrangedAt,
        drawn);
  }
}
