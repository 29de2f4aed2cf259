package org.entitlementledger.api.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.entitlementledger.api.ledger.account.Accounts;
import org.entitlementledger.api.ledger.account.HeadSnapshot;
import org.entitlementledger.api.ledger.account.PublishedAccounts;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;
import org.entitlementledger.api.ledger.tables.RefusalTallies;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.ledger.tables.StoredResult;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.Decision;
import org.entitlementledger.core.axon.CommandGroup;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Decides and writes requests in one transaction, in the order of the queue; each sees the effects
 * of those before it. Callers get their replies once the whole transaction is durable.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** A slower decision holds up the whole ledger, and is logged and counted. */
  private static final Duration SLOW = Duration.ofMillis(100);

  private final JdbcOperations jdbc;
  private final CommandDispatcher dispatcher;
  private final Accounts accounts;
  private final HeadTable headTable;
  private final WriterMetrics metrics;
  private final PendingWrites pending;
  private final Map<String, Account> after = new HashMap<>();
  private final List<Runnable> answers = new ArrayList<>();
  private final List<RequestOutcome> decided = new ArrayList<>();
  private final List<WriteRequest.Ledger> ofLedger = new ArrayList<>();
  private List<LoggedEvent> events = List.of();
  private final HeadSnapshot reading;
  private Head head;
  private Instant now;
  private long size;

  /** Whether the current request is a line of a client's batch. */
  private boolean inBatch;

  /**
   * @param reading the head, locked if anything is to be written
   */
  GroupCommit(
      CommandDispatcher dispatcher,
      Accounts accounts,
      JdbcOperations jdbc,
      HeadTable headTable,
      WriterMetrics metrics,
      RefusalTallies tallies,
      HeadSnapshot reading) {
    this.jdbc = jdbc;
    this.dispatcher = dispatcher;
    this.accounts = accounts;
    this.headTable = headTable;
    this.metrics = metrics;
    this.pending = new PendingWrites(jdbc, headTable, tallies);
    this.reading = reading;
    this.head = reading.head();
    this.now = head.now();
    this.size = head.size();
  }

  /** Decides all requests and writes what they did. */
  void run(List<WriteRequest> requests) {
    pending.results().load(keys(requests));
    var names = ErasedNameFilter.in(requests, jdbc);
    events =
        dispatcher.together(
            head.size(), () -> requests.forEach(request -> handle(names.without(request))));
    List<LoggedEvent> own = decideOfLedger();
    pending.write(events, own);
    events = Stream.concat(events.stream(), own.stream()).toList();
  }

  private static Set<String> keys(List<WriteRequest> requests) {
    var keys = new HashSet<String>();
    for (WriteRequest request : requests) {
      for (CommandRequest command : request.commands()) {
        if (command.key() != null) {
          keys.add(command.key().key());
        }
      }
      if (request instanceof WriteRequest.Ledger ledger && ledger.request().key() != null) {
        keys.add(ledger.request().key().key());
      }
    }
    return keys;
  }

  /** Skips requests that have timed out. */
  private void handle(WriteRequest request) {
    if (request.future().isDone()) {
      return;
    }
    switch (request) {
      case WriteRequest.Commands commands -> decide(commands);
      case WriteRequest.Limited limited -> {
        inBatch = true;
        handle(limited.request());
        inBatch = false;
      }
      case WriteRequest.Ledger ledger -> ofLedger.add(ledger);
      case WriteRequest.Question<?> question -> answer(question);
      case WriteRequest.ClockMove move -> move(move);
      case WriteRequest.CatchUp one -> answers.add(() -> one.future().complete(null));
      case WriteRequest.RecordRefusal refusal -> {
        pending.refusals().add(now, refusal.refusal(), inBatch);
        answers.add(() -> refusal.future().complete(null));
      }
    }
  }

  /** Decides the requests about the ledger itself, after all commands; gives their events. */
  private List<LoggedEvent> decideOfLedger() {
    if (ofLedger.isEmpty()) {
      return List.of();
    }
    var turn = new LedgerTurn(jdbc, headTable, now, head.closedThrough(), size);
    for (WriteRequest.Ledger one : ofLedger) {
      try {
        StoredResponse response = pending.decide(one.request(), turn);
        answers.add(() -> one.future().complete(response));
      } catch (IdempotencyConflict conflict) {
        answers.add(() -> one.future().completeExceptionally(conflict));
      }
    }
    size += turn.appended().size();
    return turn.appended();
  }

  private void decide(WriteRequest.Commands request) {
    long began = System.nanoTime();
    CommandRequest first = request.commands().getFirst();
    try {
      List<Reply> replies = new GroupReplies(request.group(), this).all();
      answers.add(() -> request.future().complete(replies));
    } catch (IdempotencyConflict conflict) {
      answers.add(() -> request.future().completeExceptionally(conflict));
    } catch (DataAccessException fault) {
      throw fault;
    } catch (Exception fault) {
      metrics.failedCommand();
      CommandLog.about(LOG.atError(), first)
          .setCause(fault)
          .log("a decision failed: {}", named(first));
      answers.add(() -> request.future().completeExceptionally(fault));
    }
    reportSlow(first, Duration.ofNanos((System.nanoTime() - began) / request.size()));
  }

  /**
   * The reply under the command's key, if it was decided before.
   *
   * @throws IdempotencyConflict if the key was used for another request
   */
  @Nullable Reply first(CommandRequest request) {
    var key = request.key();
    StoredResult first = key == null ? null : pending.results().find(request.actor(), key);
    if (first == null) {
      return null;
    }
    metrics.repeated();
    return new Reply.Repeated(first);
  }

  /**
   * Decides commands of one account, all or none, or dry runs of them.
   *
   * @throws Exception a fault in a decision, which leaves no trace
   */
  CommandGroup.Result decide(List<CommandRequest> commands) throws Exception {
    return dispatcher.dispatch(commands, now, head.closedThrough(), pending.claims());
  }

  /** Records an accepted command; it has a position unless it is a dry run. */
  CommandOutcome accept(CommandRequest request, Decision decision) {
    Long position = null;
    if (!request.dryRun()) {
      size += decision.events().size();
      position = size;
    }
    var result =
        new CommandResult(decision.after(), decision.events(), now, position, decision.balance());
    var outcome = new CommandOutcome.Accepted(result);
    if (!request.dryRun()) {
      pending.accept(request, result);
      after.put(decision.after().accountId(), decision.after());
    }
    decided.add(new RequestOutcome(request, outcome));
    return outcome;
  }

  /** Records a refusal. */
  void refuse(CommandRequest request, CommandOutcome.Refused refusal) {
    if (!request.dryRun()) {
      pending.refuse(request, refusal, now, inBatch);
    }
    decided.add(new RequestOutcome(request, refusal));
  }

  /** Records the outcome of a command that was undone with another. */
  void undo(CommandRequest undone, CommandOutcome.Refused rollback, CommandOutcome.Refused fault) {
    if (!undone.dryRun()) {
      pending.undo(undone, rollback, fault);
    }
  }

  private void reportSlow(CommandRequest request, Duration took) {
    if (took.compareTo(SLOW) > 0) {
      metrics.slowDecision();
      CommandLog.about(LOG.atWarn(), request)
          .log("a decision took {} ms: {}", took.toMillis(), named(request));
    }
  }

  private static String named(CommandRequest request) {
    return EventNames.of(request.command().getClass()) + " on " + request.command().accountId();
  }

  private <T> void answer(WriteRequest.Question<T> request) {
    try {
      var present = new Present(now, head.closedThrough());
      T answer = request.question().apply(account(request.accountId()), present);
      answers.add(() -> request.future().complete(answer));
    } catch (RuntimeException refused) {
      answers.add(() -> request.future().completeExceptionally(refused));
    }
  }

  /** The account including the changes of this commit so far. */
  private Account account(String accountId) {
    Account changed = after.get(accountId);
    return changed == null ? accounts.get(accountId) : changed;
  }

  private void move(WriteRequest.ClockMove request) {
    Instant before = head.testNow();
    if (before == null) {
      var refusal = Refusal.of(Problem.NOT_FOUND, "this ledger has no test clock");
      answers.add(() -> request.future().completeExceptionally(refusal));
    } else if (request.to().isBefore(before)) {
      var refusal = Refusal.invalid("now", "the test clock moves forward only").with("now", before);
      answers.add(() -> request.future().completeExceptionally(refusal));
    } else {
      headTable.moveClock(request.to());
      head = head.withTestNow(request.to());
      Instant moved = head.now();
      now = moved;
      answers.add(() -> request.future().complete(moved));
    }
  }

  /** The events that this commit has appended. */
  List<LoggedEvent> events() {
    return events;
  }

  /** Updates the accounts in memory after the commit; returns how far they reach. */
  PublishedAccounts.Reach fold() {
    accounts.take(after.values(), events, size);
    metrics.reached(size);
    Instant last = events.isEmpty() ? head.lastRecordedAt() : events.getLast().recordedAt();
    return new PublishedAccounts.Reach(size, last, reading);
  }

  /** Completes the futures of the callers. */
  void complete() {
    answers.forEach(Runnable::run);
    decided.forEach(metrics::decided);
    decided.forEach(CommandLog::tell);
  }
}
