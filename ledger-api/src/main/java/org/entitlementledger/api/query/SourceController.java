package org.entitlementledger.api.query;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.Times;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.projections.account.AccountQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists the sources of a balance. */
@RestController
final class SourceController {
  private final SourcePages pages;

  SourceController(SourcePages pages) {
    this.pages = pages;
  }

  @GetMapping("/v1/accounts/{accountId}/entitlements/{key}/sources")
  @Operation(operationId = "listSources", summary = "List all sources of a balance")
  @ResponseType(value = SourceBalance.class, list = true)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PageAnswer<SourceBalance>> sources(
      @PathVariable String accountId,
      @PathVariable String key,
      @Query Times times,
      @Query Paging paging) {
    return Json.page(pages.page(accountId, key, times, paging));
  }
}
