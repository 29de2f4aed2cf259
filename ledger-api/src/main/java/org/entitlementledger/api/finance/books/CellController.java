package org.entitlementledger.api.finance.books;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.QueryCursor;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.finance.Column;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.finance.Cell;
import org.entitlementledger.projections.finance.CellQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.movement.MovementQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a figure of a roll-forward is made of (FINANCE.md, "Roll-forward"). */
@RestController
final class CellController {
  private final CellQueries cells;
  private final KnownAccounts accounts;
  private final LedgerClock clock;

  CellController(CellQueries cells, KnownAccounts accounts, LedgerClock clock) {
    this.cells = cells;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Which figure is asked for.
   *
   * @param period {@code 2025-06}, {@code 2025-Q2}, {@code 2025}, or two days of which the second
   *     is exclusive, {@code 2025-03-15/2026-03-15}
   * @param account of this account alone; of all unless given
   * @param contract of this contract alone; of all unless given
   * @param entitlement of this entitlement alone; of all unless given
   * @param unitValue {@code 150.00 USD} of this value, {@code USD} of any value in this currency,
   *     {@code none} without a value; of all unless given
   */
  record CellQuestion(
      String period,
      @Nullable String account,
      @Nullable String contract,
      @Nullable String entitlement,
      @Nullable String unitValue,
      Column column) {
    Cell cell() {
      return new Cell(
          Days.parse("period", period),
          account,
          contract,
          entitlement,
          unitValue == null ? null : CellPath.value(unitValue),
          column);
    }
  }

  /**
   * A page of the movements that a figure is the sum of.
   *
   * @param sum the figure, on every page
   * @param amounts the figure in money, an amount for each currency
   * @param next the cursor of the next page; absent on the last one
   * @param position as of which all pages are
   */
  record CellMovements(
      List<CellMovementAnswer> items,
      Quantity sum,
      List<Amount> amounts,
      @Nullable String next,
      long position) {}

  @GetMapping(CellPath.MOVEMENTS)
  @Operation(
      operationId = "listRollForwardMovements",
      summary = "List the movements that a figure of a roll-forward is the sum of")
  @ResponseType(value = CellMovements.class, refuses = Slug.NOT_FOUND)
  @ReadsViews(
      value = {AccountQueries.VIEW, MovementQueries.VIEW},
      everyAccount = true)
  ResponseEntity<CellMovements> movements(@Query CellQuestion question, @Query Paging paging) {
    Cell cell = question.cell();
    accounts.require(cell.accountId());
    var found = cells.movements(cell, clock.now(), paging.after(), paging.most());
    return Json.ok(
        new CellMovements(
            found.page().items().stream().map(CellMovementAnswer::of).toList(),
            found.sum(),
            found.amounts().entrySet().stream()
                .map(sum -> Amount.of(sum.getValue(), sum.getKey()))
                .toList(),
            QueryCursor.bound(found.page().next()),
            found.page().position()));
  }
}
