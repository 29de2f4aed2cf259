package org.entitlementledger.projections.history;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Folds accounts as of a pair of times. It caches folded states, so that a query of a large account
 * costs as much as one of a small account.
 */
public final class FoldedAccounts {
  private final LogTable log;
  private final long mostEvents;
  private final Map<String, Kept> accounts = new LinkedHashMap<>(16, 0.75f, true);
  private long events;

  private record Kept(FoldedAccount account, long events) {}

  /**
   * @param mostEvents the most events of all cached accounts together; a single account may have
   *     more
   */
  public FoldedAccounts(JdbcOperations jdbc, long mostEvents) {
    log = new LogTable(jdbc);
    this.mostEvents = mostEvents;
  }

  /**
   * Folds an account, starting from the nearest state and skipping events that do not count.
   *
   * @return the states of the account
   */
  List<SavedState> fold(String accountId, AsOfFold fold) {
    FoldedAccount account = account(accountId);
    FoldedAccount.States read = account.read(fold);
    List<SavedState> states = read.states();
    int begin = read.begin(fold);
    long next = 0;
    if (begin >= 0) {
      fold.begin(states.get(begin));
      next = states.get(begin).version();
    }
    for (SavedState state : states.subList(begin + 1, states.size())) {
      if (!fold.knows(state)) {
        log.eachOfAccount(accountId, next, state.version(), fold::take);
        return kept(accountId, account, states);
      }
      if (state.changesNothingBy(fold.point().asOf())) {
        log.eachOfAccount(accountId, next, state.first(), fold::take);
        fold.skip(state);
        next = state.version();
      }
    }
    if (!states.isEmpty()) {
      log.eachOfAccount(accountId, next, states.getLast().version(), fold::take);
    }
    read.rest().forEach(fold::take);
    return kept(accountId, account, states);
  }

  /**
   * Passes the events of an account after a position to the taker, in order, until it has enough.
   *
   * @param position 0, or that of an event of the account
   * @param states of the account
   * @param needless whether the taker needs none of the events between the previous state and this
   *     one
   * @param page events in the first read
   * @param taker returns whether it needs more
   */
  void each(
      String accountId,
      long position,
      List<SavedState> states,
      Predicate<SavedState> needless,
      int page,
      Predicate<LoggedEvent> taker) {
    long next = position == 0 ? 0 : log.sequenceAfter(accountId, position);
    for (SavedState state : states) {
      if (state.version() > next && needless.test(state)) {
        if (!log.eachOfAccount(accountId, next, state.first(), page, taker)) {
          return;
        }
        next = state.version();
      }
    }
    log.eachOfAccount(accountId, next, Long.MAX_VALUE, page, taker);
  }

  private synchronized FoldedAccount account(String accountId) {
    Kept kept = accounts.get(accountId);
    return kept == null ? new FoldedAccount(accountId, log) : kept.account;
  }

  /** Caches an account that has states and evicts the least recently used ones. */
  private synchronized List<SavedState> kept(
      String accountId, FoldedAccount account, List<SavedState> states) {
    if (!states.isEmpty()) {
      long size = states.getLast().version();
      Kept before = accounts.put(accountId, new Kept(account, size));
      events += size - (before == null ? 0 : before.events);
      Iterator<Kept> eldest = accounts.values().iterator();
      while (events > mostEvents && accounts.size() > 1) {
        events -= eldest.next().events;
        eldest.remove();
      }
    }
    return states;
  }
}
