package org.entitlementledger.core.roireview;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.roireview.RoiReviewCommand.CancelRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.PlanRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.RecordRoiReviewNoShow;
import org.entitlementledger.core.roireview.RoiReviewCommand.SchedulePlannedRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.ScheduleRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.VoidRoiReview;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewCancelled;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewDelivered;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewNoShowRecorded;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewPlanned;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewScheduled;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewVoided;
import org.entitlementledger.core.session.SessionDetails;
import org.entitlementledger.core.session.SessionKind;
import org.entitlementledger.core.session.SessionStep;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** The ROI reviews of one account (DOMAIN.md, "Life cycles"). */
public record RoiReviews(ItemsById<RoiReview> items) {
  public static final String ENTITLEMENT = "roi-review";
  private static final SessionKind KIND =
      new SessionKind(ENTITLEMENT, "reviewId", "an ROI review", SessionStep.DELIVER);
  public static final RoiReviews NONE = new RoiReviews(ItemsById.none(KIND.noun(), KIND.idField()));

  /** The same, by id. */
  public PMap<String, RoiReview> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<RoiReviewEvent> decide(
      RoiReviewCommand command, AccountState account, Context context) {
    return List.of(
        switch (command) {
          case DeliverRoiReview deliver -> deliver(deliver, account, context);
          case PlanRoiReview plan -> plan(plan, account, context);
          case SchedulePlannedRoiReview schedule -> schedule(schedule, account, context);
          case ScheduleRoiReview schedule -> schedule(schedule, account, context);
          case DeliverScheduledRoiReview deliver -> deliver(deliver, account, context);
          case RecordRoiReviewNoShow miss -> missed(miss, account, context);
          case CancelRoiReview cancel -> cancelled(cancel, account, context);
          case VoidRoiReview correct -> voided(correct, account, context);
        });
  }

  private RoiReviewDelivered deliver(
      DeliverRoiReview command, AccountState account, Context context) {
    Instant heldAt = context.effectiveAt(account.zone());
    String reviewId = items.newId(command.reviewId(), context);
    SessionDetails details = command.details();
    return new RoiReviewDelivered(
        heldAt,
        reviewId,
        details.durationMinutes(),
        details.attendees(),
        details.summary(),
        orNone(command.roi()),
        orNone(command.followUps()),
        KIND.held(heldAt, account, context));
  }

  private RoiReviewPlanned plan(PlanRoiReview command, AccountState account, Context context) {
    Instant plannedAt = context.effectiveAt(account.zone());
    String reviewId = items.newId(command.reviewId(), context);
    context.refuseAhead(plannedAt);
    KIND.aContractInForceMustListIt(plannedAt, account);
    SessionDetails details = command.details();
    return new RoiReviewPlanned(
        plannedAt, reviewId, details.durationMinutes(), details.attendees(), details.summary());
  }

  private RoiReviewScheduled schedule(
      SchedulePlannedRoiReview command, AccountState account, Context context) {
    RoiReview review = items.require(command.reviewId());
    Instant scheduledAt = context.effectiveAt(account.zone());
    return new RoiReviewScheduled(
        KIND.scheduled(review, scheduledAt, account, context),
        review.reviewId(),
        scheduledAt,
        review.durationMinutes(),
        review.attendeeIds(),
        review.summary());
  }

  private RoiReviewScheduled schedule(
      ScheduleRoiReview command, AccountState account, Context context) {
    Instant scheduledAt = context.effectiveAt(account.zone());
    String reviewId = items.newId(command.reviewId(), context);
    KIND.aContractInForceMustListIt(scheduledAt, account);
    SessionDetails details = command.details();
    return new RoiReviewScheduled(
        context.notAfterNow(scheduledAt),
        reviewId,
        scheduledAt,
        details.durationMinutes(),
        details.attendees(),
        details.summary());
  }

  private RoiReviewDelivered deliver(
      DeliverScheduledRoiReview command, AccountState account, Context context) {
    RoiReview review = items.require(command.reviewId());
    Instant heldAt = KIND.heldAt(review, account, context);
    SessionDetails details = command.details().over(review.details());
    return new RoiReviewDelivered(
        heldAt,
        review.reviewId(),
        details.durationMinutes(),
        details.attendees(),
        details.summary(),
        orNone(command.roi()),
        orNone(command.followUps()),
        KIND.held(review, heldAt, account, context));
  }

  private RoiReviewNoShowRecorded missed(
      RecordRoiReviewNoShow command, AccountState account, Context context) {
    RoiReview review = items.require(command.reviewId());
    Instant missedAt = KIND.missedAt(review, account, context);
    return new RoiReviewNoShowRecorded(
        missedAt,
        review.reviewId(),
        command.by(),
        KIND.missed(review, command.by(), missedAt, account, context));
  }

  private RoiReviewCancelled cancelled(
      CancelRoiReview command, AccountState account, Context context) {
    RoiReview review = items.require(command.reviewId());
    return new RoiReviewCancelled(KIND.cancelledAt(review, account, context), review.reviewId());
  }

  private RoiReviewVoided voided(VoidRoiReview command, AccountState account, Context context) {
    context.requireReason();
    RoiReview review = items.require(command.reviewId());
    var correction = KIND.voided(review, account, context);
    return new RoiReviewVoided(correction.effectiveAt(), review.reviewId(), correction.movements());
  }

  private static <T> List<T> orNone(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }

  /** The reviews after an event. */
  public RoiReviews apply(RoiReviewEvent event) {
    return new RoiReviews(items.with(RoiReview.after(items.find(event.reviewId()), event)));
  }
}
