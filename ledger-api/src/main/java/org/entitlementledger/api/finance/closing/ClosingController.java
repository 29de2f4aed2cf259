package org.entitlementledger.api.finance.closing;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.books.Closing;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.ChangeQueries;
import org.entitlementledger.projections.audit.ChangedEvent;
import org.entitlementledger.projections.register.RegisterQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Closes the books, and opens them again by two persons (FINANCE.md, "Closing"). */
@RestController
final class ClosingController {
  private static final String ALL = "/v1/finance/closings";
  private static final String ONE = ALL + "/{closingId}";

  private final Closings closings;
  private final ChangeQueries changes;

  ClosingController(Closings closings, ChangeQueries changes) {
    this.closings = closings;
    this.changes = changes;
  }

  /**
   * Which days to close.
   *
   * @param through the last of them, in each account's zone; it must be over everywhere on earth
   */
  record CloseBooks(LocalDate through) {
    CloseBooks {
      Check.date("through", through);
    }
  }

  /**
   * Whether to close them.
   *
   * @param dryRun only show the totals and what stands in the way; `false` unless given
   */
  record Manner(@Nullable Boolean dryRun) {}

  /**
   * Why a closing is opened again.
   *
   * @param reason in the words of who asks: what the other person decides on
   */
  record ReopeningRequest(String reason) {
    ReopeningRequest {
      Check.text("reason", reason);
    }
  }

  /** There is nothing to say. */
  record ReopeningApproval() {}

  /**
   * Which changes are asked for.
   *
   * @param since the closing since which they were recorded
   */
  record Since(String since, @Nullable Integer limit, @Nullable String after) {
    Paging paging() {
      return new Paging(limit, after);
    }
  }

  @PostMapping(ALL)
  @Operation(operationId = "closeBooks", summary = "Close the books through a day")
  @ResponseType(
      value = ClosingAnswer.class,
      accepted = true,
      previews = true,
      refuses = {
        Slug.FUTURE_DATED,
        Slug.BOOKS_CLOSED,
        Slug.CLOSING_BLOCKED,
        Slug.IDEMPOTENCY_CONFLICT
      })
  @ReadsViews(
      value = {RegisterQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW},
      everyAccount = true)
  ResponseEntity<?> close(
      @JsonBody CloseBooks command,
      @Query Manner manner,
      IdempotentRequest once,
      HttpServletRequest request) {
    if (Boolean.TRUE.equals(manner.dryRun())) {
      return Json.ok(closings.preview(command.through()));
    }
    return answer(closings.begin(command.through(), Origin.of(request, once)));
  }

  @GetMapping(ALL)
  @Operation(operationId = "listClosings", summary = "List closings, oldest first")
  @ResponseType(value = ClosingAnswer.class, list = true)
  ResponseEntity<PageAnswer<ClosingAnswer>> list(@Query Paging paging) {
    return Json.list(closings.list(paging.after(), paging.most()));
  }

  @GetMapping(ONE)
  @Operation(operationId = "getClosing", summary = "Get a closing")
  @ResponseType(ClosingAnswer.class)
  ResponseEntity<ClosingAnswer> one(@PathVariable String closingId) {
    return Json.ok(closings.get(closingId));
  }

  @PostMapping(ONE + "/reopening")
  @Operation(
      operationId = "requestReopening",
      summary = "Ask to open the newest closing again, which another person approves")
  @ResponseType(
      value = ClosingAnswer.class,
      accepted = true,
      refuses = {Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> requestReopening(
      @PathVariable String closingId,
      @JsonBody ReopeningRequest why,
      IdempotentRequest once,
      HttpServletRequest request) {
    return answer(closings.requestReopening(closingId, why.reason(), Origin.of(request, once)));
  }

  @PostMapping(ONE + "/reopening/approval")
  @Operation(
      operationId = "approveReopening",
      summary = "Open a closing again that another person asked to open")
  @ResponseType(
      value = ClosingAnswer.class,
      refuses = {Slug.SELF_APPROVAL, Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> approveReopening(
      @PathVariable String closingId,
      @JsonBody(optional = true) ReopeningApproval approval,
      IdempotentRequest once,
      HttpServletRequest request) {
    return answer(closings.approveReopening(closingId, Origin.of(request, once)));
  }

  @GetMapping("/v1/finance/changes")
  @Operation(
      operationId = "listChanges",
      summary = "List what was recorded since a closing and concerns its days")
  @ResponseType(value = ChangedEvent.class, list = true, refuses = Slug.NOT_FOUND)
  @ReadsViews(
      value = {AuditQueries.VIEW, AccountQueries.VIEW},
      everyAccount = true)
  ResponseEntity<PageAnswer<ChangedEvent>> changes(@Query Since since) {
    Closing closing = closings.done(since.since());
    return Json.page(
        changes.since(
            closing.position(),
            closing.after(),
            closing.through(),
            since.paging().after(),
            since.paging().most()));
  }

  private static ResponseEntity<?> answer(CompletableFuture<StoredResponse> decided) {
    return IdempotentRequest.entity(Await.on(decided));
  }
}
