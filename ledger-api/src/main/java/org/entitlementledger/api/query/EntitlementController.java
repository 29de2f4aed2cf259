package org.entitlementledger.api.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.answer.PositionedAnswer;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.Times;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.movement.MovementQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Queries balances and their movements. */
@RestController
final class EntitlementController {
  private static final String PATH = "/v1/accounts/{accountId}/entitlements";

  private final AccountStates remainder;
  private final EntitlementAnswers answers;
  private final MovementQueries movements;
  private final ConsumptionCheck possibility;
  private final LedgerClock clock;

  EntitlementController(
      AccountStates remainder,
      EntitlementAnswers answers,
      MovementQueries movements,
      ConsumptionCheck possibility,
      LedgerClock clock) {
    this.remainder = remainder;
    this.answers = answers;
    this.movements = movements;
    this.possibility = possibility;
    this.clock = clock;
  }

  /**
   * Which days are asked for.
   *
   * @param period {@code 2025-06}, {@code 2025-Q2}, {@code 2025}, {@code 2025-03-15/2026-03-15}
   */
  record Period(@Nullable String period) {
    @Nullable Days days() {
      return period == null ? null : Days.parse("period", period);
    }
  }

  @GetMapping(PATH)
  @Operation(operationId = "listBalances", summary = "List balances")
  @ResponseType(EntitlementAnswers.AllEntitlements.class)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PositionedAnswer<EntitlementAnswers.AllEntitlements>> all(
      @PathVariable String accountId, @Query Times times) {
    var at = remainder.at(accountId, null, times);
    Instant asOf = at.point().asOf();
    var standing = at.standing();
    Contract contract = standing == null ? null : standing.contracts().inForce(asOf);
    List<Entitlement> found = standing == null ? List.of() : Entitlements.all(standing, asOf);
    var all =
        new EntitlementAnswers.AllEntitlements(
            accountId,
            contract == null ? null : contract.termsAt(asOf).tier(),
            contract == null ? null : contract.contractId(),
            asOf,
            at.point().recordedAsOf(),
            at.position(),
            answers.of(found));
    return Json.ok(all, at.position(), at.version());
  }

  @GetMapping(PATH + "/{key}")
  @Operation(operationId = "getBalance", summary = "Get the balance of one entitlement")
  @ResponseType(EntitlementAnswers.AnyEntitlement.class)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PositionedAnswer<ObjectNode>> one(
      @PathVariable String accountId, @PathVariable String key, @Query Times times) {
    var at = remainder.at(accountId, key, times);
    var standing = at.standing();
    Entitlement found =
        OrNotFound.item(
            standing == null ? null : Entitlements.one(standing, key, at.point().asOf()),
            "entitlement",
            key);
    return Json.ok(answers.of(List.of(found)).getFirst(), at.position(), at.version());
  }

  @GetMapping(PATH + "/{key}/movements")
  @Operation(operationId = "listMovements", summary = "List the movements of an entitlement")
  @ResponseType(value = MovementLine.class, list = true)
  @ReadsViews({MovementQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<PageAnswer<MovementLine>> movements(
      @PathVariable String accountId,
      @PathVariable String key,
      @Query Times times,
      @Query Period period,
      @Query Paging paging) {
    var question =
        new MovementQueries.Question(
            accountId,
            key,
            times.asOf(),
            times.recordedAsOf(),
            period.days(),
            paging.after(),
            paging.most());
    Page<MovementLine> lines =
        OrNotFound.item(movements.lines(question, clock.now()), "entitlement", key)
            .map(MovementLine::of);
    return Json.page(lines);
  }

  @PostMapping(PATH + "/{key}/check")
  @Operation(
      operationId = "checkEntitlement",
      summary = "Check whether a quantity may be consumed, changing nothing")
  @ResponseType(ConsumptionCheck.Possible.class)
  ResponseEntity<ObjectNode> check(
      @PathVariable String accountId,
      @PathVariable String key,
      @JsonBody(optional = true) ConsumptionCheck.Wish wish) {
    return Json.ok(Json.tree(possibility.of(accountId, key, wish)));
  }
}
