package org.entitlementledger.api.finance;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.entitlementledger.api.finance.RedemptionRecorder.Requester;
import org.entitlementledger.api.finance.Resolutions.Target;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Resolution.Status;
import org.entitlementledger.core.reconciliation.ResolutionAction;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Settles the differences that reconciliations found (FINANCE.md, "Reconciliation"). */
@RestController
final class ResolutionController {
  private static final String ALL = "/v1/finance/reconciliations/{reconciliationId}/resolutions";
  private static final String ONE = ALL + "/{resolutionId}";

  private final ReconciliationQueries reconciliations;
  private final Resolutions resolutions;
  private final ResolutionTable table;

  ResolutionController(
      ReconciliationQueries reconciliations, Resolutions resolutions, ResolutionTable table) {
    this.reconciliations = reconciliations;
    this.resolutions = resolutions;
    this.table = table;
  }

  /**
   * How a difference is settled.
   *
   * @param line the row's number; this or {@code voucherCode}
   * @param voucherCode of a redemption that the file lacks; this or {@code line}
   * @param reason why, for the auditors: it is kept for ever
   */
  record ResolveDifference(
      @Nullable Integer line,
      @Nullable String voucherCode,
      ResolutionAction action,
      String reason) {
    ResolveDifference {
      if ((line == null) == (voucherCode == null)) {
        throw Refusal.invalid("line", "say which line: its number, or the voucher that is missing");
      }
      Check.optionalId("voucherCode", voucherCode);
      Check.text("reason", reason);
      if (reason.isBlank()) {
        throw Refusal.invalid("reason", "say why");
      }
    }
  }

  /** There is nothing to say. */
  record Decision() {}

  @PostMapping(ALL)
  @Operation(
      operationId = "resolveDifference",
      summary = "Settle a difference for good; a write-off waits for another person's approval")
  @ResponseType(
      value = ResolutionAnswer.class,
      made = true,
      refuses = {
        Slug.FUTURE_DATED,
        Slug.INVALID_TRANSITION,
        Slug.OVERLOADED,
        Slug.IDEMPOTENCY_CONFLICT
      })
  @ReadsViews({VoucherQueries.VIEW, RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<?> resolve(
      @PathVariable String reconciliationId,
      @JsonBody ResolveDifference body,
      IdempotentRequest once,
      HttpServletRequest request) {
    return once.answer(() -> resolved(reconciliationId, body, requester(request)));
  }

  private static Requester requester(HttpServletRequest request) {
    return new Requester(
        Caller.present().actor(), RequestIds.requestId(request), RequestIds.correlationId(request));
  }

  private ResponseEntity<ResolutionAnswer> resolved(
      String reconciliationId, ResolveDifference body, Requester requester) {
    String id = reconciliations.require(reconciliationId).reconciliationId();
    ResolutionAnswer made =
        resolutions.resolve(
            id,
            new Target(body.line(), body.voucherCode()),
            body.action(),
            body.reason(),
            requester);
    String location =
        Representation.path("finance", "reconciliations", id, "resolutions", made.resolutionId());
    return ResponseEntity.status(201)
        .header(HttpHeaders.LOCATION, location)
        .contentType(MediaType.APPLICATION_JSON)
        .body(made);
  }

  @GetMapping(ALL)
  @Operation(
      operationId = "listResolutions",
      summary = "List the resolutions of a reconciliation, oldest first")
  @ResponseType(value = ResolutionAnswer.class, list = true)
  ResponseEntity<PageAnswer<ResolutionAnswer>> list(
      @PathVariable String reconciliationId, @Query Paging paging) {
    String id = reconciliations.require(reconciliationId).reconciliationId();
    return Json.list(table.list(id, paging.after(), paging.most()));
  }

  @GetMapping(ONE)
  @Operation(operationId = "getResolution", summary = "Get a resolution")
  @ResponseType(ResolutionAnswer.class)
  ResponseEntity<ResolutionAnswer> one(
      @PathVariable String reconciliationId, @PathVariable String resolutionId) {
    return Json.ok(resolutions.require(reconciliationId, resolutionId).answer());
  }

  @PostMapping(ONE + "/approval")
  @Operation(
      operationId = "approveResolution",
      summary = "Approve a write-off that another person requested")
  @ResponseType(
      value = ResolutionAnswer.class,
      refuses = {Slug.SELF_APPROVAL, Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> approve(
      @PathVariable String reconciliationId,
      @PathVariable String resolutionId,
      @JsonBody(optional = true) Decision decision,
      IdempotentRequest once) {
    return once.answer(() -> decided(reconciliationId, resolutionId, Status.SETTLED));
  }

  @PostMapping(ONE + "/rejection")
  @Operation(
      operationId = "rejectResolution",
      summary = "Reject a write-off; the difference is open again")
  @ResponseType(
      value = ResolutionAnswer.class,
      refuses = {Slug.SELF_APPROVAL, Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> reject(
      @PathVariable String reconciliationId,
      @PathVariable String resolutionId,
      @JsonBody(optional = true) Decision decision,
      IdempotentRequest once) {
    return once.answer(() -> decided(reconciliationId, resolutionId, Status.REJECTED));
  }

  private ResponseEntity<ResolutionAnswer> decided(
      String reconciliationId, String resolutionId, Status decision) {
    return Json.ok(
        resolutions.decide(reconciliationId, resolutionId, decision, Caller.present().actor()));
  }
}
