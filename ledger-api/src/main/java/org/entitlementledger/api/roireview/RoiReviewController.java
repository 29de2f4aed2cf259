package org.entitlementledger.api.roireview;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Takes;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.roireview.RoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand;
import org.entitlementledger.core.roireview.RoiReviewCommand.CancelRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.PlanRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.RecordRoiReviewNoShow;
import org.entitlementledger.core.roireview.RoiReviewCommand.SchedulePlannedRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.ScheduleRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.VoidRoiReview;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Executive ROI Progress &amp; Impact Reviews. */
@RestController
final class RoiReviewController {
  private static final String ALL = "/v1/accounts/{accountId}/roi-reviews";
  private static final String ONE = ALL + "/{reviewId}";

  private final Things reviews;

  RoiReviewController(Commands commands, Registers registers) {
    reviews = new Things(commands, registers, Items.ROI_REVIEWS, "reviewId");
  }

  @PostMapping(ALL)
  @Operation(
      summary =
          "Record an ROI review that was delivered, schedule one, or plan one whose time is open")
  @Takes(DeliverRoiReview.class)
  @Takes(value = ScheduleRoiReview.class, where = "scheduled")
  @Takes(value = PlanRoiReview.class, where = "planned")
  @Gives(RoiReview.class)
  ResponseEntity<byte[]> make(Ask<RoiReviewCommand> ask) {
    return reviews.make(ask);
  }

  @PostMapping(ONE + "/schedule")
  @Operation(summary = "Schedule a planned ROI review")
  @Gives(RoiReview.class)
  ResponseEntity<byte[]> schedule(Ask<SchedulePlannedRoiReview> ask) {
    return reviews.change(ask);
  }

  @PostMapping(ONE + "/delivery")
  @Operation(summary = "Record the delivery of a scheduled ROI review")
  @Gives(RoiReview.class)
  ResponseEntity<byte[]> deliver(Ask<DeliverScheduledRoiReview> ask) {
    return reviews.change(ask);
  }

  @PostMapping(ONE + "/no-show")
  @Operation(summary = "Record a no-show at a scheduled ROI review")
  @Gives(RoiReview.class)
  ResponseEntity<byte[]> miss(Ask<RecordRoiReviewNoShow> ask) {
    return reviews.change(ask);
  }

  @PostMapping(ONE + "/cancellation")
  @Operation(summary = "Cancel an undelivered ROI review")
  @Gives(RoiReview.class)
  ResponseEntity<byte[]> cancel(Ask<CancelRoiReview> ask) {
    return reviews.change(ask);
  }

  @PostMapping(ONE + "/void")
  @Operation(summary = "Void an ROI review recorded by mistake")
  @Gives(RoiReview.class)
  ResponseEntity<byte[]> correct(Ask<VoidRoiReview> ask) {
    return reviews.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listRoiReviews", summary = "List an account's ROI reviews")
  @Gives(value = RoiReview.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return reviews.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getRoiReview", summary = "Get an ROI review")
  @Gives(RoiReview.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String reviewId) {
    return reviews.one(accountId, reviewId);
  }
}
