package org.entitlementledger.api.finance.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.time.LocalDate;
import org.entitlementledger.api.command.ResponseMapper;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.finance.BookedAccounts;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.movement.MovementQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All movements as plain-text accounting (FINANCE.md, "Journal"). */
@RestController
final class JournalController {
  private static final String TEXT = "text/plain";

  private final BookedAccounts books;
  private final KnownAccounts accounts;
  private final LedgerClock clock;

  JournalController(BookedAccounts books, KnownAccounts accounts, LedgerClock clock) {
    this.books = books;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Which days are asked for.
   *
   * @param from the first day, in each account's zone
   * @param to the day after the last
   * @param account of this account alone; of all unless given
   */
  record JournalQuestion(LocalDate from, LocalDate to, @Nullable String account) {
    JournalQuestion {
      if (!from.isBefore(to)) {
        throw Refusal.invalid("to", "must be after from; it is exclusive");
      }
    }
  }

  @GetMapping("/v1/finance/journal")
  @Operation(
      operationId = "getJournal",
      summary = "Get all movements as plain-text accounting for hledger and ledger")
  @ResponseType(value = String.class, type = TEXT, refuses = Slug.NOT_FOUND)
  @ReadsViews(
      value = {AccountQueries.VIEW, MovementQueries.VIEW},
      everyAccount = true)
  void journal(@Query JournalQuestion question, HttpServletResponse response) throws IOException {
    accounts.require(question.account());
    long position = books.position();
    var days = new Days(question.from(), question.to());
    response.setContentType("text/plain;charset=utf-8");
    response.setHeader(ResponseMapper.POSITION, String.valueOf(position));
    var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
    var text = new JournalText(out, days, clock.now());
    books.read(question.account(), position, text::write);
    out.flush();
  }
}
