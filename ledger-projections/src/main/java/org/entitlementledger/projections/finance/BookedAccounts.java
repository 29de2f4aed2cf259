package org.entitlementledger.projections.finance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

  public BookedAccounts(AccountQueries accounts, MovementQueries movements, ViewPositions views) {
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
   * @param after the position at which the account before the first was opened
   * @param position of the last event that counts, which the views have reached
   * @param each takes them one by one and says whether to go on
   * @throws ViewUnavailable where a crash or a fail-over has set a view back meanwhile
   */
  public void read(@Nullable String accountId, long after, long position, Reader each) {
    if (accountId != null) {
      book(accounts.opened(accountId), position, each);
    } else {
      boolean goesOn = true;
      long last = after;
      for (var page = page(last, position);
          goesOn && !page.isEmpty();
          page = page(last, position)) {
        goesOn = book(page, position, each);
        last = page.getLast().opened();
      }
    }
    long reached = position();
    if (reached < position) {
      throw new ViewUnavailable(MovementQueries.VIEW, reached);
    }
  }

  /** Takes accounts one by one. */
  @FunctionalInterface
  public interface Reader {
    /** Takes one; gives whether it wants another. */
    boolean take(BookedAccount account);

    /** Takes all. */
    static Reader all(Consumer<BookedAccount> each) {
      return account -> {
        each.accept(account);
        return true;
      };
    }
  }

  private List<OpenedAccount> page(long after, long position) {
    List<OpenedAccount> read = accounts.openedAfter(after, ACCOUNTS);
    return read.stream().takeWhile(account -> account.opened() <= position).toList();
  }

  /** In pieces that fit into memory. */
  private boolean book(Collection<OpenedAccount> page, long position, Reader each) {
    var piece = new ArrayList<OpenedAccount>();
    long events = 0;
    for (OpenedAccount account : page) {
      if (!piece.isEmpty() && events + account.version() > EVENTS) {
        if (!bookPiece(piece, position, each)) {
          return false;
        }
        piece.clear();
        events = 0;
      }
      piece.add(account);
      events += account.version();
    }
    return bookPiece(piece, position, each);
  }

  private boolean bookPiece(List<OpenedAccount> piece, long position, Reader each) {
    Map<String, List<Recorded>> found =
        movements.ofAccounts(piece.stream().map(OpenedAccount::accountId).toList(), position);
    for (OpenedAccount account : piece) {
      List<Recorded> its = found.getOrDefault(account.accountId(), List.of());
      if (!each.take(BookedAccount.of(account, its, position))) {
        return false;
      }
    }
    return true;
  }
}
