package org.entitlementledger.api.finance.books;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.entitlementledger.api.finance.report.ReportAnswer;
import org.entitlementledger.api.finance.report.SealedPosition;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.finance.BookedAccounts;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.movement.MovementQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rolls forward what accounts have, and tells what was paid for and lapsed. */
@RestController
final class RollForwardController {
  private final RollForwardQueries rollForwards;
  private final BookedAccounts books;
  private final KnownAccounts accounts;
  private final SealedPosition sealed;
  private final LedgerClock clock;

  RollForwardController(
      RollForwardQueries rollForwards,
      BookedAccounts books,
      KnownAccounts accounts,
      SealedPosition sealed,
      LedgerClock clock) {
    this.rollForwards = rollForwards;
    this.books = books;
    this.accounts = accounts;
    this.sealed = sealed;
    this.clock = clock;
  }

  /**
   * A roll-forward.
   *
   * @param period the days, {@code end} exclusive
   * @param account the account that it is narrowed to; absent for all
   * @param contract the contract that it is narrowed to; absent for all
   * @param entitlement the entitlement that it is narrowed to; absent for all
   * @param position of the last event that it reflects
   * @param totals one for each entitlement and currency
   */
  record RollForwardAnswer(
      Days period,
      @Nullable String account,
      @Nullable String contract,
      @Nullable String entitlement,
      long position,
      List<RollForwardLineAnswer> lines,
      List<RollForwardTotalAnswer> totals) {}

  @GetMapping("/v1/finance/rollforward")
  @Operation(
      operationId = "getRollForward",
      summary = "Roll forward what was there, came, went and is left over a period")
  @ResponseType(
      value = RollForwardAnswer.class,
      also = {"text/csv", ReportAnswer.XLSX},
      refuses = {Slug.NOT_FOUND, Slug.NOT_ACCEPTABLE})
  @ReadsViews(
      value = {AccountQueries.VIEW, MovementQueries.VIEW},
      everyAccount = true)
  void rollForward(
      @Query RollForwardQuestion question, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    accounts.require(question.account());
    var report = RollForwardReport.of(question, rollForwards, books.position(), null, clock.now());
    ReportAnswer.write(report, request, response);
  }

  /**
   * What was paid for and lapsed unused, and what is deferred.
   *
   * @param period the days, {@code end} exclusive
   * @param position of the last event that it reflects
   * @param totals one for each entitlement and currency
   */
  record BreakageAnswer(
      Days period,
      @Nullable String account,
      @Nullable String contract,
      @Nullable String entitlement,
      long position,
      List<BreakageLine> lines,
      List<BreakageTotal> totals) {}

  @GetMapping("/v1/finance/breakage")
  @Operation(
      operationId = "getBreakage",
      summary = "Report what was paid for and lapsed unused, and what is deferred")
  @ResponseType(
      value = BreakageAnswer.class,
      also = {"text/csv", ReportAnswer.XLSX},
      refuses = {Slug.NOT_FOUND, Slug.NOT_ACCEPTABLE})
  @ReadsViews(
      value = {AccountQueries.VIEW, MovementQueries.VIEW},
      everyAccount = true)
  void breakage(
      @Query RollForwardQuestion question, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    accounts.require(question.account());
    long position = books.position();
    var report =
        BreakageReport.of(question, rollForwards, position, sealed.at(position), clock.now());
    ReportAnswer.write(report, request, response);
  }
}
