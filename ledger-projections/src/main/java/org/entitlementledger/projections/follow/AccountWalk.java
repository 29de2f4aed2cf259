package org.entitlementledger.projections.follow;

import java.util.List;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** The events of one account after the other: small accounts together, a large one in pages. */
final class AccountWalk {
  private final LogTable log;
  private final int size;
  private boolean within = true;
  private String account = "";
  private long sequence = -1;

  /**
   * Begins with the events that belong to no account.
   *
   * @param size events in a page
   */
  AccountWalk(LogTable log, int size) {
    this.log = log;
    this.size = size;
  }

  /**
   * A page.
   *
   * @param complete whether it ends with the last event of an account
   * @param upTo the last account, in the order of the database; null after the last of all
   */
  record Page(List<LoggedEvent> events, boolean complete, @Nullable String upTo) {}

  /** The next page, of events up to a position. */
  Page next(long through) {
    List<LoggedEvent> events =
        within
            ? log.ofAccountAfter(account, sequence, through, size)
            : log.ofAccountsAfter(account, through, size);
    boolean full = events.size() == size;
    if (within) {
      sequence = full ? events.getLast().sequence() : -1;
      within = full;
      return new Page(events, !full, account);
    }
    return full ? partOf(events) : new Page(events, true, null);
  }

  /** The last account of a full page may go on beyond it. */
  private Page partOf(List<LoggedEvent> events) {
    String last = events.getLast().accountId();
    List<LoggedEvent> whole =
        events.stream().filter(event -> !event.accountId().equals(last)).toList();
    if (whole.isEmpty()) {
      account = last;
      sequence = events.getLast().sequence();
      within = true;
      return new Page(events, false, last);
    }
    account = whole.getLast().accountId();
    return new Page(whole, true, account);
  }
}
