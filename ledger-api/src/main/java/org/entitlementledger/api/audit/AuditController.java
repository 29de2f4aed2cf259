package org.entitlementledger.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.RefusalFilter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Searches events and refusals. */
@RestController
final class AuditController {
  private final AuditQueries audit;
  private final FilterCheck known;

  AuditController(AuditQueries audit, FilterCheck known) {
    this.audit = audit;
    this.known = known;
  }

  @GetMapping("/v1/audit/events")
  @Operation(operationId = "listEvents", summary = "List the events of the ledger")
  @ResponseType(value = EventAnswer.class, list = true)
  @ReadsViews(AuditQueries.VIEW)
  ResponseEntity<PageAnswer<EventAnswer>> events(@Query AuditFilter filter, @Query Paging paging) {
    known.require(filter);
    return Json.page(audit.events(filter, paging.after(), paging.most()).map(EventAnswer::of));
  }

  @GetMapping("/v1/audit/refusals")
  @Operation(operationId = "listRefusals", summary = "List attempts that a rule or a role refused")
  @ResponseType(value = RefusalAnswer.class, list = true)
  ResponseEntity<PageAnswer<RefusalAnswer>> refusals(
      @Query RefusalFilter filter, @Query Paging paging) {
    known.require(filter);
    return Json.list(audit.refusals(filter, paging.after(), paging.most()).map(RefusalAnswer::of));
  }
}
