package org.entitlementledger.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.answer.Formats;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.report.ActionLine;
import org.entitlementledger.projections.report.BackdatedLine;
import org.entitlementledger.projections.report.CatalogueLine;
import org.entitlementledger.projections.report.ConflictLine;
import org.entitlementledger.projections.report.CorrectionLine;
import org.entitlementledger.projections.report.OverrideLine;
import org.entitlementledger.projections.report.ReportQueries;
import org.entitlementledger.projections.report.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports for auditors. They name people by id only. JSON comes in pages, CSV as a whole. */
@RestController
final class ReportController {
  private static final String PATH = "/v1/audit/reports";

  private final ReportQueries reports;

  ReportController(ReportQueries reports) {
    this.reports = reports;
  }

  /** One request for a report. */
  private record Wish(Paging paging, HttpServletRequest request, HttpServletResponse response) {}

  @GetMapping(PATH + "/overrides")
  @Operation(
      operationId = "reportOverrides",
      summary = "Report adjustments and approvals: who asked and who decided")
  @ResponseType(
      value = OverrideLine.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @ReadsViews(AuditQueries.VIEW)
  @Nullable ResponseEntity<PageAnswer<OverrideLine>> overrides(
      @Query Scope scope,
      @Query Paging paging,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(paging, request, response);
    return report(
        wish, OverrideLine.class, (after, limit) -> reports.overrides(scope, after, limit));
  }

  @GetMapping(PATH + "/backdated-entries")
  @Operation(
      operationId = "reportBackdatedEntries",
      summary = "Report backdated entries with their delay")
  @ResponseType(
      value = BackdatedLine.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @ReadsViews(AuditQueries.VIEW)
  @Nullable ResponseEntity<PageAnswer<BackdatedLine>> backdated(
      @Query Scope scope,
      @Query Paging paging,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(paging, request, response);
    return report(
        wish, BackdatedLine.class, (after, limit) -> reports.backdated(scope, after, limit));
  }

  @GetMapping(PATH + "/corrections")
  @Operation(
      operationId = "reportCorrections",
      summary = "Report voids and reversals with what they corrected")
  @ResponseType(
      value = CorrectionLine.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @ReadsViews(AuditQueries.VIEW)
  @Nullable ResponseEntity<PageAnswer<CorrectionLine>> corrections(
      @Query Scope scope,
      @Query Paging paging,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(paging, request, response);
    return report(
        wish, CorrectionLine.class, (after, limit) -> reports.corrections(scope, after, limit));
  }

  @GetMapping(PATH + "/actions")
  @Operation(
      operationId = "reportActions",
      summary = "Report what each person did, how often, first and last")
  @ResponseType(
      value = ActionLine.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @ReadsViews(AuditQueries.VIEW)
  @Nullable ResponseEntity<PageAnswer<ActionLine>> actions(
      @Query Scope scope,
      @Query Paging paging,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(paging, request, response);
    return report(wish, ActionLine.class, (after, limit) -> reports.actions(scope, after, limit));
  }

  @GetMapping(PATH + "/catalogue-versions")
  @Operation(
      operationId = "reportCatalogueVersions",
      summary = "Report which contracts pin which catalogue version")
  @ResponseType(
      value = CatalogueLine.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @ReadsViews(AuditQueries.VIEW)
  @Nullable ResponseEntity<PageAnswer<CatalogueLine>> catalogues(
      @Query Scope scope,
      @Query Paging paging,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(paging, request, response);
    return report(
        wish, CatalogueLine.class, (after, limit) -> reports.catalogues(scope, after, limit));
  }

  @GetMapping(PATH + "/segregation-of-duties")
  @Operation(
      operationId = "reportSegregationOfDuties",
      summary = "Report self-approvals, and approvals mostly for one person")
  @ResponseType(
      value = ConflictLine.class,
      list = true,
      also = "text/csv",
      refuses = Slug.NOT_ACCEPTABLE)
  @ReadsViews(AuditQueries.VIEW)
  @Nullable ResponseEntity<PageAnswer<ConflictLine>> conflicts(
      @Query Scope scope,
      @Query Paging paging,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(paging, request, response);
    return report(
        wish, ConflictLine.class, (after, limit) -> reports.conflicts(scope, after, limit));
  }

  private static <T extends Record> @Nullable ResponseEntity<PageAnswer<T>> report(
      Wish wish, Class<T> line, ReportAsCsv.Pages<T> pages) throws IOException {
    MediaType format =
        Formats.chosen(wish.request, List.of(MediaType.APPLICATION_JSON, Formats.CSV));
    Paging paging = wish.paging;
    if (!format.equals(Formats.CSV)) {
      return Json.page(pages.read(paging.after(), paging.most()));
    }
    paging.refuseWithCsv();
    wish.response.setContentType("text/csv;charset=UTF-8");
    ReportAsCsv.write(line, pages, wish.response.getOutputStream());
    return null;
  }
}
