package org.entitlementledger.api.write;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.Decision;
import org.entitlementledger.core.axon.CommandGroup;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.wire.EventNames;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The work that is decided and written in one transaction, in the order in which it came; each sees
 * what those before it did. Callers are answered when all of it is durable.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  /** A decision that takes longer holds up the whole ledger, and is told of. */
  private static final Duration SLOW = Duration.ofMillis(100);

  private final JdbcOperations jdbc;
  private final Deciding deciding;
  private final Accounts accounts;
  private final HeadTable headTable;
  private final WriterMetrics metrics;
  private final Entries entries;
  private final Map<String, Account> after = new HashMap<>();
  private final List<Runnable> answers = new ArrayList<>();
  private final List<Settled> decided = new ArrayList<>();
  private List<LoggedEvent> events = List.of();
  private final HeadReading reading;
  private Head head;
  private Instant now;
  private long size;

  /** Whether what is being decided is a line of a client's batch. */
  private boolean ofABatch;

  /**
   * @param reading of the head as it is; locked if anything is to be written
   */
  Batch(
      Deciding deciding,
      Accounts accounts,
      JdbcOperations jdbc,
      HeadTable headTable,
      WriterMetrics metrics,
      RefusalTallies tallies,
      HeadReading reading) {
    this.jdbc = jdbc;
    this.deciding = deciding;
    this.accounts = accounts;
    this.headTable = headTable;
    this.metrics = metrics;
    this.entries = new Entries(jdbc, headTable, tallies);
    this.reading = reading;
    this.head = reading.head();
    this.now = head.now();
    this.size = head.size();
  }

  /** Decides everything, and writes it where there is anything to write. */
  void run(List<Work> works) {
    entries.results().load(keys(works));
    var forgetting = Forgetting.in(works, jdbc);
    events = deciding.together(head.size(), () -> works.forEach(work -> take(forgetting.of(work))));
    entries.write(events);
  }

  private static Set<String> keys(List<Work> works) {
    var keys = new HashSet<String>();
    for (Work work : works) {
      for (Submission command : work.commands()) {
        if (command.key() != null) {
          keys.add(command.key().key());
        }
      }
    }
    return keys;
  }

  /** What nobody waits for any more is not taken. */
  private void take(Work work) {
    if (work.future().isDone()) {
      return;
    }
    switch (work) {
      case Work.Commands commands -> decide(commands);
      case Work.InTurn turn -> {
        ofABatch = true;
        take(turn.work());
        ofABatch = false;
      }
      case Work.Question<?> question -> answer(question);
      case Work.ClockMove move -> move(move);
      case Work.CatchUp look -> answers.add(() -> look.future().complete(null));
      case Work.Attempt attempt -> {
        entries.attempts().add(now, attempt.refusal(), ofABatch);
        answers.add(() -> attempt.future().complete(null));
      }
    }
  }

  private void decide(Work.Commands work) {
    long began = System.nanoTime();
    Submission first = work.commands().getFirst();
    try {
      List<Reply> replies = new BundleOutcomes(work.bundle(), this).all();
      answers.add(() -> work.future().complete(replies));
    } catch (IdempotencyConflict conflict) {
      answers.add(() -> work.future().completeExceptionally(conflict));
    } catch (DataAccessException fault) {
      throw fault;
    } catch (Exception fault) {
      metrics.failedCommand();
      CommandLog.about(LOG.atError(), first)
          .setCause(fault)
          .log("a decision failed: {}", named(first));
      answers.add(() -> work.future().completeExceptionally(fault));
    }
    tellSlow(first, Duration.ofNanos((System.nanoTime() - began) / work.size()));
  }

  /**
   * What was decided under the command's key before, if anything was.
   *
   * @throws IdempotencyConflict where it was used for another request
   */
  @Nullable Reply first(Submission submission) {
    var key = submission.key();
    Reply first = key == null ? null : entries.results().find(submission.actor(), key);
    if (first != null) {
      metrics.repeated();
    }
    return first;
  }

  /**
   * Decides commands of one account that are accepted all or none, or tries them out.
   *
   * @throws Exception a fault in a decision: nothing of them is left
   */
  CommandGroup.Outcome decide(List<Submission> commands) throws Exception {
    return deciding.dispatch(commands, now, entries.claims());
  }

  /** Takes what an accepted command did; it has its position unless it is a dry run. */
  Outcome accept(Submission submission, Decision decision) {
    Long position = null;
    if (!submission.dryRun()) {
      size += decision.events().size();
      position = size;
    }
    var receipt = new Receipt(decision.after(), decision.events(), now, position);
    var outcome = new Outcome.Accepted(receipt);
    if (!submission.dryRun()) {
      entries.accept(submission, receipt);
      after.put(decision.after().accountId(), decision.after());
    }
    decided.add(new Settled(submission, outcome));
    return outcome;
  }

  /** Takes a refusal. */
  void refuse(Submission submission, Outcome.Refused refusal) {
    if (!submission.dryRun()) {
      entries.refuse(submission, refusal, now, ofABatch);
    }
    decided.add(new Settled(submission, refusal));
  }

  /** Takes what is told to a command that was undone with another. */
  void undo(Submission undone, Outcome.Refused told, Outcome.Refused fault) {
    if (!undone.dryRun()) {
      entries.undo(undone, told, fault);
    }
  }

  private void tellSlow(Submission submission, Duration took) {
    if (took.compareTo(SLOW) > 0) {
      metrics.slowDecision();
      CommandLog.about(LOG.atWarn(), submission)
          .log("a decision took {} ms: {}", took.toMillis(), named(submission));
    }
  }

  private static String named(Submission submission) {
    return EventNames.of(submission.command().getClass())
        + " on "
        + submission.command().accountId();
  }

  private <T> void answer(Work.Question<T> work) {
    try {
      T answer = work.question().apply(account(work.accountId()), now);
      answers.add(() -> work.future().complete(answer));
    } catch (RuntimeException refused) {
      answers.add(() -> work.future().completeExceptionally(refused));
    }
  }

  /** As the batch has left it so far. */
  private Account account(String accountId) {
    Account changed = after.get(accountId);
    return changed == null ? accounts.get(accountId) : changed;
  }

  private void move(Work.ClockMove work) {
    Instant before = head.testNow();
    if (before == null) {
      var refusal = Refusal.of(Problem.NOT_FOUND, "this ledger has no test clock");
      answers.add(() -> work.future().completeExceptionally(refusal));
    } else if (work.to().isBefore(before)) {
      var refusal = Refusal.invalid("now", "the test clock moves forward only").with("now", before);
      answers.add(() -> work.future().completeExceptionally(refusal));
    } else {
      headTable.moveClock(work.to());
      head = head.withTestNow(work.to());
      Instant moved = head.now();
      now = moved;
      answers.add(() -> work.future().complete(moved));
    }
  }

  /** The events that were written. */
  List<LoggedEvent> events() {
    return events;
  }

  /** Takes what is durable now into the accounts in memory; gives how far they reach. */
  PublishedAccounts.Reach fold() {
    accounts.take(after.values(), size);
    metrics.reached(size);
    Instant last = events.isEmpty() ? head.lastRecordedAt() : events.getLast().recordedAt();
    return new PublishedAccounts.Reach(size, last, reading);
  }

  /** Tells the callers. */
  void tell() {
    answers.forEach(Runnable::run);
    decided.forEach(metrics::decided);
    decided.forEach(CommandLog::tell);
  }
}
