package org.entitlementledger.projections.rebuild;

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
    return within ? restOfAccount(through) : nextAccounts(through);
  }

  private Page restOfAccount(long through) {
    List<LoggedEvent> events = log.ofAccountAfter(account, sequence, through, size);
    within = events.size() == size;
    sequence = within ? events.getLast().sequence() : -1;
    return new Page(events, !within, account);
  }

  /** The last account of a full page may go on beyond it. */
  private Page nextAccounts(long through) {
    List<LoggedEvent> events = log.ofAccountsAfter(account, through, size);
    within = events.size() == size;
    if (!within) {
      return new Page(events, true, null);
    }
    account = events.getLast().accountId();
    sequence = events.getLast().sequence();
    return new Page(events, false, account);
  }
}
