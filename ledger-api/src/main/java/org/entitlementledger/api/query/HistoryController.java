package org.entitlementledger.api.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.entitlementledger.api.web.answer.CustomerView;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.answer.PositionedAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.Times;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.history.AccountHistories;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.entitlementledger.projections.log.LedgerClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows an account as it was, and compares two of its states. */
@RestController
final class HistoryController {
  private static final String PATH = "/v1/accounts/{accountId}/history";

  private final AccountHistories histories;
  private final HistoryAnswers answers;
  private final AccountQueries accounts;
  private final LedgerClock clock;

  HistoryController(
      AccountHistories histories,
      HistoryAnswers answers,
      AccountQueries accounts,
      LedgerClock clock) {
    this.histories = histories;
    this.answers = answers;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * The pair of times that another one is held against.
   *
   * @param otherAsOf that of the first pair unless given
   * @param otherRecordedAsOf now unless given
   */
  record OtherTimes(@Nullable When otherAsOf, @Nullable When otherRecordedAsOf) {}

  @GetMapping(PATH)
  @Operation(
      operationId = "getHistory",
      summary = "Get an account as of a time, with the events that led there")
  @ResponseType(HistoryAnswers.AccountHistory.class)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PositionedAnswer<HistoryAnswers.AccountHistory>> history(
      @PathVariable String accountId, @Query Times times, @Query Paging paging) {
    Instant now = clock.now();
    AccountRow account = OrNotFound.account(accounts.find(accountId), accountId);
    BitemporalPoint point =
        BitemporalPoint.of(
            times.asOf(), times.recordedAsOf(), AccountZone.of(account.profile().zone()), now);
    var history =
        histories.history(accountId, point, CustomerView::shows, paging.after(), paging.most());
    return Json.ok(
        answers.of(accountId, point, history), history.events().position(), account.version());
  }

  @GetMapping(PATH + "/difference")
  @Operation(operationId = "compareHistory", summary = "Compare an account at two points in time")
  @ResponseType(HistoryAnswers.AccountDifference.class)
  @ReadsViews(AccountQueries.VIEW)
  ResponseEntity<PositionedAnswer<HistoryAnswers.AccountDifference>> difference(
      @PathVariable String accountId,
      @Query Times times,
      @Query OtherTimes others,
      @Query Paging paging) {
    Instant now = clock.now();
    AccountRow account = OrNotFound.account(accounts.find(accountId), accountId);
    var zone = AccountZone.of(account.profile().zone());
    BitemporalPoint one = BitemporalPoint.of(times.asOf(), times.recordedAsOf(), zone, now);
    When otherAsOf = others.otherAsOf() == null ? times.asOf() : others.otherAsOf();
    BitemporalPoint other =
        BitemporalPoint.of("otherRecordedAsOf", otherAsOf, others.otherRecordedAsOf(), zone, now);
    var difference =
        histories.difference(
            accountId, one, other, CustomerView::shows, paging.after(), paging.most());
    return Json.ok(
        answers.of(accountId, one, other, difference),
        difference.events().position(),
        account.version());
  }
}
