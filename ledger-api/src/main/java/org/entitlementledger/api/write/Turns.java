package org.entitlementledger.api.write;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.entitlementledger.api.write.Transactions.UnknownOutcome;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The writer's turns at the head of the log, and what is done when one goes wrong (DESIGN.md,
 * decision 3). For the writer's thread alone.
 */
final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

  /** After so long without a turn others may have written much. */
  private static final Duration IDLE = Duration.ofMillis(100);

  /** So often somebody who does nothing finds out whether the database is still there. */
  private static final Duration IDLE_PROBE = Duration.ofSeconds(1);

  private static final Duration RECOVERY_PROBE = Duration.ofMillis(250);

  private final Transactions transactions;
  private final HeadTable head;
  private final LogTable log;
  private final Accounts accounts;
  private final Deciding deciding;
  private final LogStream followers;
  private final WriterMetrics metrics;
  private final RefusalTallies tallies = new RefusalTallies(System::nanoTime);
  private long lastWrite = System.nanoTime();
  private long lastTurn = System.nanoTime() - IDLE.toNanos();
  private volatile boolean available = true;

  Turns(
      Transactions transactions,
      Catalogue catalogue,
      long mostEventsInMemory,
      PublishedAccounts published,
      LogStream followers,
      WriterMetrics metrics) {
    this.transactions = transactions;
    this.head = new HeadTable(transactions.jdbc());
    this.log = new LogTable(transactions.jdbc());
    this.accounts = new Accounts(log, mostEventsInMemory, published);
    this.deciding = new Deciding(accounts, log, catalogue);
    this.followers = followers;
    this.metrics = metrics;
  }

  /** Whether the last turn could be taken. */
  boolean available() {
    return available;
  }

  /** Finds out whether turns can be taken, and whether they can again. */
  void probe() {
    take(List.of());
  }

  /**
   * Whether a {@link #probe} is due: after {@link #IDLE_PROBE} without a turn, and soon after a
   * failure, however many questions are answered meanwhile.
   */
  boolean probeIsDue() {
    return available
        ? idleFor(IDLE_PROBE)
        : System.nanoTime() - lastWrite >= RECOVERY_PROBE.toNanos();
  }

  /** Whether nothing was done for so long. */
  private boolean idleFor(Duration time) {
    return System.nanoTime() - lastTurn >= time.toNanos();
  }

  /** Decides, writes and answers. Every future is done afterwards, whatever happens. */
  void take(List<Work> works) {
    long began = System.nanoTime();
    try {
      together(works);
      recovered(works);
    } catch (RuntimeException fault) {
      afterFault(works, fault);
    }
    accounts.trim();
    lastTurn = System.nanoTime();
    if (works.isEmpty() || writes(works)) {
      lastWrite = lastTurn;
    }
    if (!works.isEmpty()) {
      metrics.turn(works.size(), Duration.ofNanos(lastTurn - began));
    }
  }

  private void afterFault(List<Work> works, RuntimeException fault) {
    Fault kind = Fault.of(fault);
    if (kind == Fault.UNAVAILABLE || works.isEmpty()) {
      unavailable(works, fault);
    } else if (kind == Fault.OTHER && endsBeforeTheLog()) {
      LOG.error("nothing can be written: the log goes on beyond where the head row says it ends");
      metrics.unavailable(works.size());
      var told = new Unavailable("the head row is damaged: the ledger must be verified", fault);
      works.forEach(work -> work.future().completeExceptionally(told));
    } else {
      LOG.warn(
          "a batch of {} failed ({}: {}); each is tried alone",
          works.size(),
          kind,
          fault.getMessage(),
          atFirst(fault));
      metrics.failedBatch();
      oneByOne(works);
    }
  }

  /** Whether the head row was tampered with: no command can be written then, and none is guilty. */
  private boolean endsBeforeTheLog() {
    try {
      return head.read().size() < log.last();
    } catch (DataAccessException away) {
      return false;
    }
  }

  /** Only the guilty one fails. */
  private void oneByOne(List<Work> works) {
    for (int i = 0; i < works.size(); i++) {
      List<Work> one = works.subList(i, i + 1);
      try {
        together(one);
        recovered(one);
      } catch (RuntimeException fault) {
        if (Fault.of(fault) != Fault.OTHER) {
          unavailable(works.subList(i, works.size()), fault);
          return;
        }
        tellNotWritten(one.getFirst(), fault);
        one.getFirst().future().completeExceptionally(fault);
      }
    }
  }

  private static void tellNotWritten(Work work, RuntimeException fault) {
    var line = LOG.atError().setCause(fault);
    if (work.commands().isEmpty()) {
      line.log("what was asked of the writer could not be done");
    } else {
      CommandLog.about(line, work.commands().getFirst()).log("a command could not be written");
    }
  }

  private void unavailable(List<Work> works, RuntimeException fault) {
    if (available || !works.isEmpty()) {
      LOG.warn(
          "the ledger cannot be written: {} answered unavailable: {}",
          works.size(),
          fault.getMessage(),
          atFirst(fault));
    }
    available = false;
    metrics.unavailable(works.size());
    var told = new Unavailable("the ledger cannot be written now", fault);
    works.forEach(work -> work.future().completeExceptionally(told));
  }

  /** A question or a dry run is answered on a full disk too: it does not show a recovery. */
  private void recovered(List<Work> works) {
    if (!available && (works.isEmpty() || writes(works))) {
      LOG.info("the ledger can be written again");
      available = true;
    }
  }

  /** With all its causes once: a database that stays away must not fill the log. */
  private @Nullable Throwable atFirst(RuntimeException fault) {
    return available ? fault : null;
  }

  /** Whether any of it may write. */
  static boolean writes(List<Work> works) {
    return works.stream().anyMatch(Work::writes);
  }

  private void together(List<Work> works) {
    prepare(works);
    boolean locks = works.isEmpty() ? !available : writes(works);
    Batch batch = locks ? write(works) : read(works);
    accounts.publish(batch.fold());
    List<LoggedEvent> events = batch.events();
    if (!events.isEmpty()) {
      followers.written(events);
    }
    batch.tell();
  }

  /** Reads what is not in memory before the head is locked. */
  private void prepare(List<Work> works) {
    if (idleFor(IDLE)) {
      accounts.catchUp(head.read(), false);
    }
    Set<String> needed = new LinkedHashSet<>();
    for (Work work : works) {
      String accountId = work.accountId();
      if (accountId != null) {
        needed.add(accountId);
      }
    }
    accounts.load(needed);
  }

  /** Questions and dry runs lock nothing. */
  private Batch read(List<Work> works) {
    Batch batch = batch(false);
    batch.run(works);
    return batch;
  }

  private Batch write(List<Work> works) {
    var written = new AtomicReference<@Nullable Batch>();
    try {
      transactions.run(
          () -> {
            Batch batch = batch(true);
            written.set(batch);
            batch.run(works);
            if (works.isEmpty()) {
              // a full disk lets anybody read and lock
              head.touch();
            }
          });
    } catch (UnknownOutcome unknown) {
      Batch batch = written.get();
      if (batch == null || !wentIn(batch, unknown)) {
        throw unknown;
      }
    }
    return Objects.requireNonNull(written.get(), "it ran");
  }

  private Batch batch(boolean locked) {
    HeadReading now = locked ? HeadReading.locking(head) : HeadReading.of(head);
    accounts.catchUp(now.head(), locked);
    return new Batch(deciding, accounts, transactions.jdbc(), head, metrics, tallies, now);
  }

  /**
   * Looks up on a new connection whether the batch went in, with the head locked: a transaction
   * that the server has not ended yet would still hold it.
   *
   * @throws Unavailable where it cannot be looked up
   */
  private boolean wentIn(Batch batch, UnknownOutcome unknown) {
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
