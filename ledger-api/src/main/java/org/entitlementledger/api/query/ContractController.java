package org.entitlementledger.api.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.answer.PositionedAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.account.ContractHistory;
import org.entitlementledger.projections.log.LedgerClock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Queries contracts. */
@RestController
final class ContractController {
  private final AccountQueries accounts;
  private final LedgerClock clock;

  ContractController(AccountQueries accounts, LedgerClock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @GetMapping("/v1/accounts/{accountId}/contracts")
  @Operation(operationId = "listContracts", summary = "List an account's contracts")
  @ResponseType(value = ContractAnswer.class, list = true)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PageAnswer<ContractAnswer>> list(
      @PathVariable String accountId, @Query Paging paging) {
    Instant now = clock.now();
    ContractHistory history = OrNotFound.account(accounts.contracts(accountId), accountId);
    Contracts all = history.known(history.position(), now);
    Page<Contract> page = history.page(paging.after(), paging.most());
    return Json.page(page.map(contract -> ContractAnswer.of(contract, all, now)));
  }

  @GetMapping("/v1/accounts/{accountId}/contracts/{contractId}")
  @Operation(operationId = "getContract", summary = "Get a contract")
  @ResponseType(ContractAnswer.class)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PositionedAnswer<ContractAnswer>> one(
      @PathVariable String accountId, @PathVariable String contractId) {
    Instant now = clock.now();
    AccountRow row = OrNotFound.account(accounts.find(accountId), accountId);
    Contract contract =
        OrNotFound.item(row.contracts().byId().get(contractId), "contractId", contractId);
    return Json.ok(
        ContractAnswer.of(contract, row.contracts(), now), row.position(), row.version());
  }
}
