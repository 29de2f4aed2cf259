package org.entitlementledger.api.finance.closing;

import java.util.List;
import org.entitlementledger.api.ledger.LedgerTurn;
import org.entitlementledger.core.books.Books;
import org.entitlementledger.core.books.BooksEvent;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;

/** Folds the books from the events of the ledger itself: a few for each closing. */
final class LedgerBooks {
  private static final int PAGE = 200;

  private LedgerBooks() {}

  /** The books with all events that {@code jdbc} sees. */
  static Books read(JdbcOperations jdbc) {
    var log = new LogTable(jdbc);
    Books books = Books.OPEN;
    long sequence = 0;
    List<LoggedEvent> page;
    do {
      page = log.ofAccount(LedgerTurn.NO_ACCOUNT, sequence, PAGE);
      for (LoggedEvent event : page) {
        if (event.event() instanceof BooksEvent told) {
          books = books.apply(told, event.position(), event.actor());
        }
        sequence = event.sequence() + 1;
      }
    } while (page.size() == PAGE);
    return books;
  }
}
