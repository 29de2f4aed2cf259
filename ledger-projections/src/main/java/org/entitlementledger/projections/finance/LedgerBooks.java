package org.entitlementledger.projections.finance;

import java.util.List;
import org.entitlementledger.core.books.Books;
import org.entitlementledger.core.books.BooksEvent;
import org.entitlementledger.core.books.Closing;
import org.entitlementledger.core.finance.Cutoff;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;

/** Folds the books from the events of the ledger itself: a few for each closing. */
public final class LedgerBooks {
  private static final String NO_ACCOUNT = "";
  private static final int PAGE = 200;

  private LedgerBooks() {}

  /** The books with all events that {@code jdbc} sees. */
  public static Books read(JdbcOperations jdbc) {
    return read(jdbc, Long.MAX_VALUE);
  }

  /** What the books know that were closed when the log had come to {@code position}. */
  public static List<Cutoff> cutoffs(JdbcOperations jdbc, long position) {
    return read(jdbc, position).closings().stream()
        .filter(closing -> closing.state() == Closing.State.CLOSED)
        .map(closing -> new Cutoff(closing.through(), closing.upTo()))
        .toList();
  }

  private static Books read(JdbcOperations jdbc, long position) {
    var log = new LogTable(jdbc);
    Books books = Books.OPEN;
    long sequence = 0;
    List<LoggedEvent> page;
    do {
      page = log.ofAccount(NO_ACCOUNT, sequence, PAGE);
      for (LoggedEvent event : page) {
        if (event.event() instanceof BooksEvent told && event.position() <= position) {
          books = books.apply(told, event.position(), event.actor());
        }
        sequence = event.sequence() + 1;
      }
    } while (page.size() == PAGE);
    return books;
  }
}
