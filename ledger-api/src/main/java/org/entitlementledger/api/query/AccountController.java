package org.entitlementledger.api.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.answer.PositionedAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Accounts. */
@RestController
final class AccountController {
  private final AccountQueries accounts;
  private final DirectoryQueries directory;
  private final LedgerClock clock;

  AccountController(AccountQueries accounts, DirectoryQueries directory, LedgerClock clock) {
    this.accounts = accounts;
    this.directory = directory;
    this.clock = clock;
  }

  @GetMapping("/v1/accounts")
  @Operation(operationId = "listAccounts", summary = "List accounts")
  @ResponseType(value = AccountSummary.class, list = true)
  @ReadsViews(value = AccountQueries.VIEW, everyAccount = true)
  ResponseEntity<PageAnswer<AccountSummary>> list(@Query Paging paging) {
    Instant now = clock.now();
    Page<AccountRow> page = page(Caller.present().onlyAccounts(), paging);
    Map<String, Person> known = known(page.items(), now);
    return Json.page(page.map(row -> AccountSummary.of(row, known, now)));
  }

  @GetMapping("/v1/accounts/{accountId}")
  @Operation(operationId = "getAccount", summary = "Get an account")
  @ResponseType(AccountSummary.class)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PositionedAnswer<AccountSummary>> one(@PathVariable String accountId) {
    Instant now = clock.now();
    AccountRow row = OrNotFound.account(accounts.find(accountId), accountId);
    var summary = AccountSummary.of(row, known(List.of(row), now), now);
    return Json.ok(summary, row.position(), row.version());
  }

  private Page<AccountRow> page(
      @org.jspecify.annotations.Nullable Set<String> only, Paging paging) {
    return only == null
        ? accounts.list(paging.after(), paging.most())
        : accounts.list(only, paging.after(), paging.most());
  }

  private Map<String, Person> known(List<AccountRow> rows, Instant now) {
    var ids = new HashSet<String>();
    for (AccountRow row : rows) {
      for (String role : List.of(Team.CSA, Team.ASE)) {
        String id = row.team().assignee(role, now, row.contracts());
        if (id != null) {
          ids.add(id);
        }
      }
    }
    return directory.persons(ids);
  }
}
