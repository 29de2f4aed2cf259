package org.entitlementledger.api.query;

import java.util.List;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;

/** The collections of an account whose items are listed and read alike. */
public enum ItemCollection {
  ACCELERATORS(
      Items.ACCELERATORS,
      "acceleratorId",
      "listAccelerators",
      "List an account's accelerators",
      "getAccelerator",
      "Get an accelerator with its past states"),
  PROGRESS_CALLS(
      Items.PROGRESS_CALLS,
      "callId",
      "listProgressCalls",
      "List an account's progress calls",
      "getProgressCall",
      "Get a progress call"),
  ROI_REVIEWS(
      Items.ROI_REVIEWS,
      "reviewId",
      "listRoiReviews",
      "List an account's ROI reviews",
      "getRoiReview",
      "Get an ROI review"),
  WORKSHOPS(
      Items.WORKSHOPS,
      "workshopId",
      "listWorkshops",
      "List an account's workshops",
      "getWorkshop",
      "Get a workshop"),
  VOUCHERS(
      Items.VOUCHERS,
      "code",
      "listVouchers",
      "List an account's vouchers",
      "getVoucher",
      "Get a voucher"),
  EDUCATION_ORDERS(
      Items.EDUCATION_ORDERS,
      "orderId",
      "listEducationOrders",
      "List an account's education orders",
      "getEducationOrder",
      "Get an education order"),
  TICKETS(
      Items.TICKETS,
      "ticketId",
      "listTickets",
      "List an account's support tickets",
      "getTicket",
      "Get a support ticket"),
  RISK_ASSESSMENTS(
      Items.RISK_ASSESSMENTS,
      "riskId",
      "listRiskAssessments",
      "List an account's risk assessments",
      "getRiskAssessment",
      "Get a risk assessment"),
  ADVISORY_ACTIVITIES(
      Items.ADVISORY_ACTIVITIES,
      "activityId",
      "listAdvisoryActivities",
      "List an account's advisory activities",
      "getAdvisoryActivity",
      "Get an advisory activity"),
  USAGE(
      Items.USAGE,
      "usageId",
      "listUsage",
      "List an account's usage",
      "getUsage",
      "Get a usage record"),
  HOLDS(Items.HOLDS, "holdId", "listHolds", "List an account's holds", "getHold", "Get a hold"),
  GRANTS(
      Items.GRANTS, "grantId", "listGrants", "List an account's grants", "getGrant", "Get a grant"),
  ADJUSTMENTS(
      Items.ADJUSTMENTS,
      "adjustmentId",
      "listAdjustments",
      "List an account's adjustments",
      "getAdjustment",
      "Get an adjustment"),
  APPROVALS(
      Items.APPROVALS,
      "approvalId",
      "listApprovals",
      "List an account's approvals",
      "getApproval",
      "Get an approval");

  private static final List<String> VIEWS = List.of(RegisterQueries.VIEW, AccountQueries.VIEW);

  private final String collection;
  private final String idField;
  private final String listId;
  private final String listSummary;
  private final String getId;
  private final String getSummary;

  /**
   * A collection.
   *
   * @param listId the operation id of its list
   * @param getId the operation id of one item
   */
  ItemCollection(
      String collection,
      String idField,
      String listId,
      String listSummary,
      String getId,
      String getSummary) {
    this.collection = collection;
    this.idField = idField;
    this.listId = listId;
    this.listSummary = listSummary;
    this.getId = getId;
    this.getSummary = getSummary;
  }

  /** Its name in {@link Items}, as paths have it. */
  public String collection() {
    return collection;
  }

  /** The name of its items' ids. */
  public String idField() {
    return idField;
  }

  /** The route of its list. */
  Route list() {
    return read(path(), listId, listSummary, Paging.class);
  }

  /** The route of one item. */
  Route get() {
    return read(path() + "/{" + idField + "}", getId, getSummary, null);
  }

  private Route read(
      String path, String operationId, String summary, @Nullable Class<? extends Record> query) {
    return new Route(
        RequestMethod.GET, path, operationId, summary, type(), query != null, query, VIEWS, null);
  }

  public Class<? extends Item> type() {
    return Items.type(collection);
  }

  public String path() {
    return "/v1/accounts/{accountId}/" + collection;
  }
}
