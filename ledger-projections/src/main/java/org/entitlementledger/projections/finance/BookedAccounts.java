package org.entitlementledger.projections.finance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.entitlementledger.core.finance.Cutoff;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountQueries.OpenedAccount;
import org.entitlementledger.projections.movement.MovementQueries;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Reads accounts as of one position, in the order in which they were opened, while the views move
 * on: rows are never changed without the history that they had.
 */
public final class BookedAccounts {
  /** The views that the rows belong to. */
  public static final List<String> VIEWS = List.of(AccountQueries.VIEW, MovementQueries.VIEW);

  /** How many accounts are read together, with at most about so many events unless one has more. */
  private static final int ACCOUNTS = 500;

  private static final long EVENTS = 20_000;

  private final AccountQueries accounts;
  private final MovementQueries movements;
  private final ViewPositions views;
  private final LongFunction<List<Cutoff>> cutoffs;

  /**
   * Reads from these.
   *
   * @param cutoffs what the books know that were closed by a position, in the order of their days
   */
  public BookedAccounts(
      AccountQueries accounts,
      MovementQueries movements,
      ViewPositions views,
      LongFunction<List<Cutoff>> cutoffs) {
    this.cutoffs = cutoffs;
    this.accounts = accounts;
    this.movements = movements;
    this.views = views;
  }

  /** The last position that all rows reflect now. */
  public long position() {
    Map<String, Long> stored = views.read();
    return VIEWS.stream().mapToLong(view -> stored.getOrDefault(view, 0L)).min().orElse(0);
  }

  /** Whether there is an account with this id. */
  public boolean exists(String accountId) {
    return !accounts.opened(accountId).isEmpty();
  }

  /**
   * Reads accounts.
   *
   * @param accountId only this one; all for null
   * @param position of the last event that counts, which the views have reached
   * @param reader takes them one by one
   * @throws ViewUnavailable where a crash or a fail-over has set a view back meanwhile
   */
  public <E extends Exception> void read(
      @Nullable String accountId, long position, Reader<E> reader) throws E {
    var books = new Books(position, cutoffs.apply(position));
    if (accountId != null) {
      book(accounts.opened(accountId), books, reader);
    } else {
      List<OpenedAccount> page = page(0, position);
      while (!page.isEmpty()) {
        book(page, books, reader);
        page = page(page.getLast().opened(), position);
      }
    }
    long reached = position();
    if (reached < position) {
      throw new ViewUnavailable(MovementQueries.VIEW, reached);
    }
  }

  /** What is known of all accounts. */
  private record Books(long position, List<Cutoff> cutoffs) {}

  /** Takes accounts one by one. */
  @FunctionalInterface
  public interface Reader<E extends Exception> {
    /** Takes one. */
    void take(BookedAccount account) throws E;
  }

  private List<OpenedAccount> page(long after, long position) {
    List<OpenedAccount> read = accounts.openedAfter(after, ACCOUNTS);
    return read.stream().takeWhile(account -> account.opened() <= position).toList();
  }

  /** In pieces that fit into memory. */
  private <E extends Exception> void book(
      Collection<OpenedAccount> page, Books books, Reader<E> reader) throws E {
    var piece = new ArrayList<OpenedAccount>();
    long events = 0;
    for (OpenedAccount account : page) {
      if (!piece.isEmpty() && events + account.version() > EVENTS) {
        bookPiece(piece, books, reader);
        piece.clear();
        events = 0;
      }
      piece.add(account);
      events += account.version();
    }
    bookPiece(piece, books, reader);
  }

  private <E extends Exception> void bookPiece(
      List<OpenedAccount> piece, Books books, Reader<E> reader) throws E {
    Map<String, List<Recorded>> found =
        movements.ofAccounts(piece.stream().map(OpenedAccount::accountId).toList(), books.position);
    for (OpenedAccount account : piece) {
      List<Recorded> its = found.getOrDefault(account.accountId(), List.of());
      reader.take(new BookedAccount(account, its, books.position, books.cutoffs));
    }
  }
}
