package org.entitlementledger.api.finance;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.entitlementledger.api.finance.ReconciliationQueries.LineFilter;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.answer.Formats;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.Upload;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reconciles a provider's redemptions with the ledger (FINANCE.md, "Reconciliation"). */
@RestController
final class ReconciliationController {
  private static final String ONE = "/v1/finance/reconciliations/{reconciliationId}";

  private final Reconciliations reconciliations;
  private final ReconciliationQueries queries;

  ReconciliationController(Reconciliations reconciliations, ReconciliationQueries queries) {
    this.reconciliations = reconciliations;
    this.queries = queries;
  }

  /**
   * Of which exams the file should know.
   *
   * @param period days in each account's zone; all unless given
   */
  record Scope(@Nullable String period) {}

  /**
   * Which lines are asked for.
   *
   * @param finding those with this one alone
   * @param settled true for differences that a resolution has settled, false for those that are
   *     still to be settled
   */
  record Which(
      @Nullable Finding finding,
      @Nullable Boolean settled,
      @Nullable Integer limit,
      @Nullable String after) {
    LineFilter filter() {
      return new LineFilter(finding, settled);
    }

    Paging paging() {
      return new Paging(limit, after);
    }
  }

  @PostMapping("/v1/finance/reconciliations")
  @Operation(
      operationId = "reconcile",
      summary = "Reconcile a provider's file of redemptions with the ledger")
  @ResponseType(
      value = ReconciliationAnswer.class,
      made = true,
      refuses = Slug.IDEMPOTENCY_CONFLICT)
  @ReadsViews({VoucherQueries.VIEW, RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> reconcile(Upload upload, @Query Scope scope) {
    try (upload) {
      Days period = scope.period() == null ? null : Days.parse("period", scope.period());
      return IdempotentRequest.entity(
          reconciliations.take(upload, period, Caller.present().actor()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }

  @GetMapping("/v1/finance/reconciliations")
  @Operation(operationId = "listReconciliations", summary = "List reconciliations, oldest first")
  @ResponseType(value = ReconciliationAnswer.class, list = true)
  ResponseEntity<PageAnswer<ReconciliationAnswer>> list(@Query Paging paging) {
    return Json.list(queries.list(paging.after(), paging.most()));
  }

  @GetMapping(ONE)
  @Operation(operationId = "getReconciliation", summary = "Get a reconciliation")
  @ResponseType(ReconciliationAnswer.class)
  ResponseEntity<ReconciliationAnswer> one(@PathVariable String reconciliationId) {
    return Json.ok(queries.require(reconciliationId));
  }

  /** CSV is given whole, JSON page by page. */
  @GetMapping(ONE + "/lines")
  @Operation(
      operationId = "listReconciliationLines",
      summary = "List a file's new lines in order, then the redemptions it lacks")
  @ResponseType(
      value = LineAnswer.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @Nullable ResponseEntity<PageAnswer<LineAnswer>> lines(
      @PathVariable String reconciliationId,
      @Query Which which,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String id = queries.require(reconciliationId).reconciliationId();
    MediaType format = Formats.chosen(request, List.of(MediaType.APPLICATION_JSON, Formats.CSV));
    if (format.equals(Formats.CSV)) {
      which.paging().refuseWithCsv();
      response.setContentType("text/csv;charset=UTF-8");
      LinesAsCsv.write(
          after -> queries.lines(id, which.filter(), after, Page.MOST).map(ReportedLine::line),
          response.getOutputStream());
      return null;
    }
    Paging paging = which.paging();
    return Json.list(
        queries.lines(id, which.filter(), paging.after(), paging.most()).map(LineAnswer::of));
  }
}
