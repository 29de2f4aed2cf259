package org.entitlementledger.api.query;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.Times;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.movement.ExplanationQueries;
import org.entitlementledger.projections.movement.MovementQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains a balance. */
@RestController
final class ExplanationController {
  private final ExplanationQueries explanations;
  private final LedgerClock clock;

  ExplanationController(ExplanationQueries explanations, LedgerClock clock) {
    this.explanations = explanations;
    this.clock = clock;
  }

  @GetMapping("/v1/accounts/{accountId}/entitlements/{key}/explanation")
  @Operation(
      operationId = "explainBalance",
      summary = "Explain a balance by its movements, with actor, reason and approval")
  @ResponseType(ExplanationAnswer.class)
  @ReadsViews({MovementQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW})
  ResponseEntity<ExplanationAnswer> explanation(
      @PathVariable String accountId,
      @PathVariable String key,
      @Query Times times,
      @Query Paging paging) {
    var question =
        new ExplanationQueries.Question(
            accountId, key, times.asOf(), times.recordedAsOf(), paging.after(), paging.most());
    var explained =
        OrNotFound.item(explanations.explain(question, clock.now()), "entitlement", key);
    return Json.ok(ExplanationAnswer.of(accountId, explained));
  }
}
