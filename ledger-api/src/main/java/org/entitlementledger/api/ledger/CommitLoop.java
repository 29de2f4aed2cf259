package org.entitlementledger.api.ledger;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.entitlementledger.api.database.Transactions;
import org.entitlementledger.api.database.Transactions.UnknownOutcome;
import org.entitlementledger.api.ledger.account.Accounts;
import org.entitlementledger.api.ledger.account.HeadSnapshot;
import org.entitlementledger.api.ledger.account.PublishedAccounts;
import org.entitlementledger.api.ledger.tables.RefusalTallies;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.snapshot.Snapshotter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Runs group commits one after the other and recovers from failures. Used by the writer's thread
 * alone.
 */
final class CommitLoop {
  private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);

  /** After this long without a commit other nodes may have written much. */
  private static final Duration IDLE = Duration.ofMillis(100);

  /** How often an idle writer checks that it can still write. */
  private static final Duration IDLE_PROBE = Duration.ofSeconds(1);

  private static final Duration RECOVERY_PROBE = Duration.ofMillis(250);

  private final Transactions transactions;
  private final HeadTable head;
  private final LogTable log;
  private final Accounts accounts;
  private final CommandDispatcher dispatcher;
  private final LogStream followers;
  private final WriterMetrics metrics;
  private final RefusalTallies tallies = new RefusalTallies(System::nanoTime);
  private long lastWrite = System.nanoTime();
  private long lastRun = System.nanoTime() - IDLE.toNanos();
  private volatile boolean available = true;

  CommitLoop(
      Transactions transactions,
      Catalogue catalogue,
      long mostEventsInMemory,
      PublishedAccounts published,
      Snapshotter snapshotter,
      LogStream followers,
      WriterMetrics metrics) {
    this.transactions = transactions;
    this.head = new HeadTable(transactions.jdbc());
    this.log = new LogTable(transactions.jdbc());
    this.accounts = new Accounts(transactions.jdbc(), snapshotter, mostEventsInMemory, published);
    this.dispatcher = new CommandDispatcher(accounts, log, catalogue);
    this.followers = followers;
    this.metrics = metrics;
  }

  /** Whether the last commit could be written. */
  boolean available() {
    return available;
  }

  /** Checks that commits can be written. */
  void probe() {
    run(List.of());
  }

  /**
   * Whether a {@link #probe} is due: after {@link #IDLE_PROBE} without a commit, and soon after a
   * failure, however many questions are answered meanwhile.
   */
  boolean probeIsDue() {
    return available
        ? idleFor(IDLE_PROBE)
        : System.nanoTime() - lastWrite >= RECOVERY_PROBE.toNanos();
  }

  /** Whether the last commit was at least this long ago. */
  private boolean idleFor(Duration time) {
    return System.nanoTime() - lastRun >= time.toNanos();
  }

  /** Decides, writes and answers; every future is complete afterwards, whatever happens. */
  void run(List<WriteRequest> requests) {
    long began = System.nanoTime();
    try {
      commit(requests);
      recovered(requests);
    } catch (RuntimeException fault) {
      recover(requests, fault);
    }
    accounts.trim();
    lastRun = System.nanoTime();
    if (requests.isEmpty() || writes(requests)) {
      lastWrite = lastRun;
    }
    if (!requests.isEmpty()) {
      metrics.turn(requests.size(), Duration.ofNanos(lastRun - began));
    }
  }

  private void recover(List<WriteRequest> requests, RuntimeException fault) {
    SqlFailure kind = SqlFailure.of(fault);
    if (kind == SqlFailure.UNAVAILABLE || requests.isEmpty()) {
      unavailable(requests, fault);
    } else if (kind == SqlFailure.OTHER && endsBeforeTheLog()) {
      LOG.error("nothing can be written: the log goes on beyond where the head row says it ends");
      metrics.unavailable(requests.size());
      var unavailable =
          new Unavailable("the head row is damaged: the ledger must be verified", fault);
      requests.forEach(request -> request.future().completeExceptionally(unavailable));
    } else {
      LOG.warn(
          "a batch of {} failed ({}: {}); each is tried alone",
          requests.size(),
          kind,
          fault.getMessage(),
          atFirst(fault));
      metrics.failedBatch();
      oneByOne(requests);
    }
  }

  /** Whether the head row was tampered with: then no command can be written. */
  private boolean endsBeforeTheLog() {
    try {
      return head.read().size() < log.last();
    } catch (DataAccessException away) {
      return false;
    }
  }

  /** Tries each request alone, so that only the faulty one fails. */
  private void oneByOne(List<WriteRequest> requests) {
    for (int i = 0; i < requests.size(); i++) {
      List<WriteRequest> one = requests.subList(i, i + 1);
      try {
        commit(one);
        recovered(one);
      } catch (RuntimeException fault) {
        if (SqlFailure.of(fault) != SqlFailure.OTHER) {
          unavailable(requests.subList(i, requests.size()), fault);
          return;
        }
        reportNotWritten(one.getFirst(), fault);
        one.getFirst().future().completeExceptionally(fault);
      }
    }
  }

  private static void reportNotWritten(WriteRequest request, RuntimeException fault) {
    var line = LOG.atError().setCause(fault);
    if (request.commands().isEmpty()) {
      line.log("what was asked of the writer could not be done");
    } else {
      CommandLog.about(line, request.commands().getFirst()).log("a command could not be written");
    }
  }

  private void unavailable(List<WriteRequest> requests, RuntimeException fault) {
    if (available || !requests.isEmpty()) {
      LOG.warn(
          "the ledger cannot be written: {} answered unavailable: {}",
          requests.size(),
          fault.getMessage(),
          atFirst(fault));
    }
    available = false;
    metrics.unavailable(requests.size());
    var unavailable = new Unavailable("the ledger cannot be written now", fault);
    requests.forEach(request -> request.future().completeExceptionally(unavailable));
  }

  /** A question or a dry run is answered on a full disk too, so it is no sign of recovery. */
  private void recovered(List<WriteRequest> requests) {
    if (!available && (requests.isEmpty() || writes(requests))) {
      LOG.info("the ledger can be written again");
      available = true;
    }
  }

  /** The stack trace once: a database that stays away must not fill the log. */
  private @Nullable Throwable atFirst(RuntimeException fault) {
    return available ? fault : null;
  }

  /** Whether any of it may write. */
  static boolean writes(List<WriteRequest> requests) {
    return requests.stream().anyMatch(WriteRequest::writes);
  }

  private void commit(List<WriteRequest> requests) {
    prepare(requests);
    boolean locks = requests.isEmpty() ? !available : writes(requests);
    GroupCommit batch = locks ? write(requests) : read(requests);
    accounts.publish(batch.fold());
    List<LoggedEvent> events = batch.events();
    if (!events.isEmpty()) {
      followers.written(events);
    }
    batch.complete();
  }

  /** Loads missing accounts before the head is locked. */
  private void prepare(List<WriteRequest> requests) {
    if (idleFor(IDLE)) {
      accounts.catchUp(head.read(), false);
    }
    Set<String> needed = new LinkedHashSet<>();
    for (WriteRequest request : requests) {
      String accountId = request.accountId();
      if (accountId != null) {
        needed.add(accountId);
      }
    }
    accounts.load(needed);
  }

  /** Questions and dry runs take no lock. */
  private GroupCommit read(List<WriteRequest> requests) {
    GroupCommit batch = batch(false);
    batch.run(requests);
    return batch;
  }

  private GroupCommit write(List<WriteRequest> requests) {
    var written = new AtomicReference<@Nullable GroupCommit>();
    try {
      transactions.run(
          () -> {
            GroupCommit batch = batch(true);
            written.set(batch);
            batch.run(requests);
            if (requests.isEmpty()) {
              // a full disk lets anybody read and lock
              head.touch();
            }
          });
    } catch (UnknownOutcome unknown) {
      GroupCommit batch = written.get();
      if (batch == null || !wentIn(batch, unknown)) {
        throw unknown;
      }
    }
    return Objects.requireNonNull(written.get(), "it ran");
  }

  private GroupCommit batch(boolean locked) {
    HeadSnapshot now = locked ? HeadSnapshot.locking(head) : HeadSnapshot.of(head);
    accounts.catchUp(now.head(), locked);
    return new GroupCommit(dispatcher, accounts, transactions.jdbc(), head, metrics, tallies, now);
  }

  /**
   * Looks up on a new connection whether the batch went in, with the head locked: a transaction
   * that the server has not ended yet would still hold it.
   *
   * @throws Unavailable where it cannot be looked up
   */
  private boolean wentIn(GroupCommit batch, UnknownOutcome unknown) {
    List<LoggedEvent> events = batch.events();
    if (events.isEmpty()) {
      return false;
    }
    LOG.warn("looking up whether position {} went in", events.getFirst().position(), unknown);
    try {
      var found = new AtomicBoolean();
      transactions.run(
          () -> {
            head.lock();
            UUID there = log.eventIdAt(events.getFirst().position());
            found.set(events.getFirst().eventId().equals(there));
          });
      return found.get();
    } catch (RuntimeException fault) {
      // Nothing may be tried again before it is known.
      throw new Unavailable("nobody can say whether the commit went in", fault);
    }
  }
}
