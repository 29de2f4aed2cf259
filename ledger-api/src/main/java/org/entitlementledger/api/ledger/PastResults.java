package org.entitlementledger.api.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.entitlementledger.api.ledger.tables.StoredResult;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.json.UnreadableEvent;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the results of commands accepted earlier in the log, by folding the account up to the
 * version that a command left. It caches the last folded accounts, so that a repeated batch folds
 * each account once and not once a line.
 */
final class PastResults {
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final LogTable log;
  private final int mostEvents;
  private final Semaphore folding;
  private final Map<String, Folded> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long keptEvents;

  /** An account, and the last event that it was folded from. */
  private record Folded(Account account, @Nullable LoggedEvent last) {
    static Folded nothingOf(String accountId) {
      return new Folded(Account.unopened(accountId), null);
    }

    long version() {
      return account.version();
    }

    /** Its share of the bound on cached events. */
    long weight() {
      return version() + 1;
    }

    /** Whether the log has another event in the place of the last one, after a fail-over. */
    boolean isContradictedBy(LoggedEvent event) {
      return last != null
          && last.sequence() == event.sequence()
          && !last.eventId().equals(event.eventId());
    }

    Folded with(LoggedEvent event) {
      return event.sequence() == version() ? new Folded(account.apply(event.event()), event) : this;
    }
  }

  /**
   * @param mostEvents the most events of all accounts that are being folded, and of all cached
   *     ones; a single account may have more
   */
  PastResults(LogTable log, int mostEvents) {
    this.log = log;
    this.mostEvents = mostEvents;
    this.folding = new Semaphore(mostEvents);
  }

  /**
   * Finds the result of a command.
   *
   * @param accountId the account id of the command; any if the command opened the account
   * @throws Unavailable if the log lacks its events or cannot be read, or if folding other accounts
   *     takes too long
   */
  CommandResult find(String accountId, StoredResult.Accepted done) {
    int weight = (int) Math.min(mostEvents, done.version() + 1);
    acquire(weight);
    try {
      return fold(done.eventCount() == 0 ? accountId : accountAt(done.position()), done);
    } catch (UnreadableEvent damaged) {
      throw new Unavailable("the log cannot be read", damaged);
    } finally {
      folding.release(weight);
    }
  }

  private void acquire(int weight) {
    try {
      if (!folding.tryAcquire(weight, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Unavailable("too many commands are repeated at once", null);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unavailable("the service is shutting down", stopped);
    }
  }

  private String accountAt(long position) {
    String accountId = log.accountIdAt(position);
    if (accountId == null) {
      throw UnreadableEvent.because("the event is gone").at(position);
    }
    return accountId;
  }

  private CommandResult fold(String accountId, StoredResult.Accepted done) {
    Folded known = known(accountId);
    if (known != null && known.version() <= done.version()) {
      var fold = new Fold(known, done);
      if (fold.run()) {
        return fold.result();
      }
    }
    var fold = new Fold(Folded.nothingOf(accountId), done);
    fold.run();
    return fold.result();
  }

  private final class Fold {
    private final StoredResult.Accepted done;
    private final long firstEvent;
    private final List<LoggedEvent> produced = new ArrayList<>();
    private Folded folded;
    private boolean contradicted;

    Fold(Folded start, StoredResult.Accepted done) {
      this.done = done;
      this.firstEvent = done.version() - done.eventCount();
      this.folded = start;
    }

    /** Folds the missing events; false if the log differs from what was folded before. */
    boolean run() {
      long from = Math.min(Math.max(0, folded.version() - 1), firstEvent);
      log.eachOfAccount(folded.account().accountId(), from, done.version(), this::take);
      return !contradicted;
    }

    private void take(LoggedEvent event) {
      contradicted |= folded.isContradictedBy(event);
      folded = folded.with(event);
      if (event.sequence() >= firstEvent) {
        produced.add(event);
      }
    }

    CommandResult result() {
      boolean whole = folded.version() == done.version() && produced.size() == done.eventCount();
      if (!whole || (!produced.isEmpty() && produced.getLast().position() != done.position())) {
        throw UnreadableEvent.because("events of the account are gone").at(done.position());
      }
      keep(folded);
      return new CommandResult(
          folded.account(),
          produced.stream().map(LoggedEvent::event).toList(),
          produced.isEmpty()
              ? Objects.requireNonNull(done.decidedAt())
              : produced.getLast().recordedAt(),
          done.position(),
          null);
    }
  }

  private synchronized @Nullable Folded known(String accountId) {
    return cache.get(accountId);
  }

  private synchronized void keep(Folded folded) {
    keptEvents += folded.weight();
    Folded before = cache.put(folded.account().accountId(), folded);
    keptEvents -= before == null ? 0 : before.weight();
    Iterator<Folded> eldest = cache.values().iterator();
    while (keptEvents > mostEvents && cache.size() > 1) {
      keptEvents -= eldest.next().weight();
      eldest.remove();
    }
  }
}
