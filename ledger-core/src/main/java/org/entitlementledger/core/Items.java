package org.entitlementledger.core;

import static java.util.Map.entry;

import java.util.Map;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent;
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.adjustment.AdjustmentEvent;
import org.entitlementledger.core.advisory.AdvisoryActivity;
import org.entitlementledger.core.advisory.AdvisoryEvent;
import org.entitlementledger.core.approval.ApprovalEvent;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.books.BooksEvent;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.education.EducationEvent;
import org.entitlementledger.core.education.EducationOrder;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.grant.GrantEvent;
import org.entitlementledger.core.grant.TopUp;
import org.entitlementledger.core.hold.HoldEvent;
import org.entitlementledger.core.hold.Reservation;
import org.entitlementledger.core.notice.NoticeEvent;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.progresscall.ProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent;
import org.entitlementledger.core.risk.Risk;
import org.entitlementledger.core.risk.RiskEvent;
import org.entitlementledger.core.roireview.RoiReview;
import org.entitlementledger.core.roireview.RoiReviewEvent;
import org.entitlementledger.core.support.SupportEvent;
import org.entitlementledger.core.support.Ticket;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.core.usage.UsageEvent;
import org.entitlementledger.core.usage.UsageRecord;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.workshop.Workshop;
import org.entitlementledger.core.workshop.WorkshopEvent;
import org.jspecify.annotations.Nullable;

/**
 * Folds the items of an account one by one, as the account itself does, for views with a row for
 * each item.
 */
public final class Items {
  public static final String ACCELERATORS = "accelerators";
  public static final String VOUCHERS = "vouchers";
  public static final String TICKETS = "tickets";
  public static final String EDUCATION_ORDERS = "education-orders";
  public static final String PROGRESS_CALLS = "progress-calls";
  public static final String ROI_REVIEWS = "roi-reviews";
  public static final String WORKSHOPS = "workshops";
  public static final String ADVISORY_ACTIVITIES = "advisory-activities";
  public static final String RISK_ASSESSMENTS = "risk-assessments";
  public static final String USAGE = "usage";
  public static final String GRANTS = "grants";
  public static final String HOLDS = "holds";
  public static final String ADJUSTMENTS = "adjustments";
  public static final String APPROVALS = "approvals";

  private static final Map<String, Class<? extends Item>> TYPES =
      Map.ofEntries(
          entry(ACCELERATORS, Accelerator.class),
          entry(VOUCHERS, Voucher.class),
          entry(TICKETS, Ticket.class),
          entry(EDUCATION_ORDERS, EducationOrder.class),
          entry(PROGRESS_CALLS, ProgressCall.class),
          entry(ROI_REVIEWS, RoiReview.class),
          entry(WORKSHOPS, Workshop.class),
          entry(ADVISORY_ACTIVITIES, AdvisoryActivity.class),
          entry(RISK_ASSESSMENTS, Risk.class),
          entry(USAGE, UsageRecord.class),
          entry(GRANTS, TopUp.class),
          entry(HOLDS, Reservation.class),
          entry(ADJUSTMENTS, Adjustment.class),
          entry(APPROVALS, Pending.class));

  private Items() {}

  /** The type of the items in a collection. */
  public static Class<? extends Item> type(String collection) {
    Class<? extends Item> type = TYPES.get(collection);
    if (type == null) {
      throw new IllegalArgumentException("no collection of things is called " + collection);
    }
    return type;
  }

  /**
   * The collection of an event's items ({@link AccountEvent#itemIds}), as paths name it; null for
   * events without items.
   */
  public static @Nullable String collection(AccountEvent event) {
    return switch (event) {
      case ProfileEvent profile -> null;
      case ContractEvent contract -> null;
      case TeamEvent team -> null;
      case AcceleratorEvent program -> ACCELERATORS;
      case VoucherEvent codes -> VOUCHERS;
      case SupportEvent support -> TICKETS;
      case EducationEvent order -> EDUCATION_ORDERS;
      case ProgressCallEvent call -> PROGRESS_CALLS;
      case RoiReviewEvent review -> ROI_REVIEWS;
      case WorkshopEvent workshop -> WORKSHOPS;
      case AdvisoryEvent advice -> ADVISORY_ACTIVITIES;
      case RiskEvent risk -> RISK_ASSESSMENTS;
      case UsageEvent units -> USAGE;
      case GrantEvent grant -> GRANTS;
      case HoldEvent hold -> HOLDS;
      case AdjustmentEvent adjustment -> ADJUSTMENTS;
      case ApprovalEvent approval -> APPROVALS;
      case NoticeEvent notice -> null;
      case BooksEvent books -> null;
    };
  }

  /**
   * The item {@code id} after an event.
   *
   * @param before null for a new item
   */
  public static Item after(@Nullable Item before, AccountEvent event, String id) {
    return switch (event) {
      case AcceleratorEvent program -> Accelerator.after((Accelerator) before, program);
      case VoucherEvent codes -> Voucher.after((Voucher) before, codes, id);
      case SupportEvent support -> Ticket.after((Ticket) before, support);
      case EducationEvent order -> EducationOrder.after((EducationOrder) before, order);
      case ProgressCallEvent call -> ProgressCall.after((ProgressCall) before, call);
      case RoiReviewEvent review -> RoiReview.after((RoiReview) before, review);
      case WorkshopEvent workshop -> Workshop.after((Workshop) before, workshop);
      case AdvisoryEvent advice -> AdvisoryActivity.after(advice);
      case RiskEvent risk -> Risk.after((Risk) before, risk);
      case UsageEvent units -> UsageRecord.after((UsageRecord) before, units);
      case GrantEvent grant -> TopUp.after((TopUp) before, grant);
      case HoldEvent hold -> Reservation.after((Reservation) before, hold);
      case AdjustmentEvent fix -> Adjustment.after((Adjustment) before, fix);
      case ApprovalEvent approval -> Pending.after((Pending) before, approval);
      case NoticeEvent other -> throw nothing(other);
      case BooksEvent other -> throw nothing(other);
      case ProfileEvent other -> throw nothing(other);
      case ContractEvent other -> throw nothing(other);
      case TeamEvent other -> throw nothing(other);
    };
  }

  /** An item of an account; null without one. */
  public static @Nullable Item find(Account account, String collection, String id) {
    return switch (collection) {
      case ACCELERATORS -> account.accelerators().byId().get(id);
      case VOUCHERS -> account.vouchers().byCode().get(id);
      case TICKETS -> account.tickets().byId().get(id);
      case EDUCATION_ORDERS -> account.educationOrders().byId().get(id);
      case PROGRESS_CALLS -> account.progressCalls().byId().get(id);
      case ROI_REVIEWS -> account.roiReviews().byId().get(id);
      case WORKSHOPS -> account.workshops().byId().get(id);
      case ADVISORY_ACTIVITIES -> account.advisoryActivities().byId().get(id);
      case RISK_ASSESSMENTS -> account.risks().byId().get(id);
      case USAGE -> account.usages().byId().get(id);
      case GRANTS -> account.topUps().byId().get(id);
      case HOLDS -> account.reservations().byId().get(id);
      case ADJUSTMENTS -> account.adjustments().byId().get(id);
      case APPROVALS -> account.approvals().byId().get(id);
      default ->
          throw new IllegalArgumentException("no collection of things is called " + collection);
    };
  }

  private static IllegalArgumentException nothing(AccountEvent event) {
    return new IllegalArgumentException("tells about no thing: " + event.getClass());
  }
}
