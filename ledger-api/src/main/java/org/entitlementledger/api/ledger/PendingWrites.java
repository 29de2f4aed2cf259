package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.ledger.tables.IdClaims;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;
import org.entitlementledger.api.ledger.tables.PeopleDirectory;
import org.entitlementledger.api.ledger.tables.RefusalLog;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.ledger.tables.RefusalTallies;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.ledger.tables.StoredResult;
import org.entitlementledger.api.ledger.tables.StoredResults;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The rows that a group commit writes beside its events: results, claims, refusals, people. */
final class PendingWrites {
  private final HeadTable head;
  private final LogTable log;
  private final StoredResults results;
  private final IdClaims claims;
  private final RefusalLog refusals;
  private final PeopleDirectory people;
  private final List<CommandResult> accepted = new ArrayList<>();

  PendingWrites(JdbcOperations jdbc, HeadTable head, RefusalTallies tallies) {
    this.head = head;
    this.log = new LogTable(jdbc);
    this.results = new StoredResults(jdbc);
    this.claims = new IdClaims(jdbc);
    this.refusals = new RefusalLog(jdbc, tallies);
    this.people = new PeopleDirectory(jdbc);
  }

  StoredResults results() {
    return results;
  }

  IdClaims claims() {
    return claims;
  }

  RefusalLog refusals() {
    return refusals;
  }

  /** Adds an accepted command. */
  void accept(CommandRequest request, CommandResult result) {
    accepted.add(result);
    List<AccountEvent> events = result.events();
    events.forEach(claims::take);
    people.add(request.command().people());
    long position = Objects.requireNonNull(result.position(), "no dry run is written");
    Instant decidedAt = events.isEmpty() ? result.now() : null;
    keep(
        request,
        new StoredResult.Accepted(position, result.after().version(), events.size(), decidedAt),
        position);
  }

  /**
   * Adds a refusal by a rule; malformed requests are not recorded.
   *
   * @param inBatch whether it is a batch line
   */
  void refuse(
      CommandRequest request, CommandOutcome.Refused refusal, Instant now, boolean inBatch) {
    if (isKept(refusal)) {
      refusals.add(now, attempt(request, refusal), inBatch);
      keep(request, stored(refusal), null);
    }
  }

  /** Stores the outcome of a command that was undone with the refused one. */
  void undo(CommandRequest undone, CommandOutcome.Refused rollback, CommandOutcome.Refused fault) {
    if (isKept(fault)) {
      keep(undone, stored(rollback), null);
    }
  }

  /**
   * Decides a request about the ledger itself, or gives its first response again.
   *
   * @throws IdempotencyConflict where its key was used for another request
   */
  StoredResponse decide(LedgerRequest request, LedgerTurn turn) {
    var key = request.key();
    StoredResponse first = key == null ? null : results.findAnswer(request.actor(), key);
    if (first != null) {
      return first.again();
    }
    StoredResponse response;
    try {
      response = request.decision().decide(turn, request);
    } catch (Refusal refusal) {
      response = refused(request, CommandOutcome.Refused.of(refusal), turn.now());
      if (refusal.problem() == Problem.VALIDATION) {
        return response;
      }
    }
    if (key != null) {
      results.keep(request.actor(), key, new StoredResult.Response(response), null);
    }
    return response;
  }

  private StoredResponse refused(
      LedgerRequest request, CommandOutcome.Refused refusal, Instant now) {
    if (isKept(refusal)) {
      refusals.add(
          now,
          new RefusalRow(
              request.actor(),
              request.command(),
              null,
              refusal.problem(),
              refusal.facts(),
              request.requestId()),
          false);
    }
    return request.words().apply(refusal);
  }

  private static StoredResult stored(CommandOutcome.Refused refusal) {
    return new StoredResult.Refused(refusal.problem(), refusal.detail(), refusal.facts());
  }

  private static boolean isKept(CommandOutcome.Refused refusal) {
    return !refusal.problem().equals(Problem.VALIDATION.slug());
  }

  private void keep(CommandRequest request, StoredResult first, @Nullable Long position) {
    var key = request.key();
    if (key != null) {
      results.keep(request.actor(), key, first, position);
    }
  }

  private static RefusalRow attempt(CommandRequest request, CommandOutcome.Refused refusal) {
    return new RefusalRow(
        request.actor(),
        EventNames.of(request.command().getClass()),
        request.command().accountId(),
        refusal.problem(),
        refusal.facts(),
        request.requestId());
  }

  /**
   * Writes everything; the head is locked.
   *
   * @param events those that the commands have appended to the log
   * @param ofLedger those of the ledger itself, which come after them
   */
  void write(List<LoggedEvent> events, List<LoggedEvent> ofLedger) {
    requireResults(events);
    if (!ofLedger.isEmpty()) {
      log.append(ofLedger);
    }
    List<LoggedEvent> newest = ofLedger.isEmpty() ? events : ofLedger;
    if (!newest.isEmpty()) {
      head.move(newest.getLast().position(), newest.getLast().recordedAt());
    }
    claims.write();
    results.write();
    refusals.write();
    people.write();
  }

  /** Each event must be one of a command's, and at the position that its result says. */
  private void requireResults(List<LoggedEvent> events) {
    var positions = new IdentityHashMap<AccountEvent, Long>();
    events.forEach(event -> positions.put(event.event(), event.position()));
    for (CommandResult result : accepted) {
      long next = Objects.requireNonNull(result.position()) - result.events().size();
      for (AccountEvent event : result.events()) {
        next++;
        if (!Objects.equals(positions.remove(event), next)) {
          throw new IllegalStateException("an event is not where its result says: " + next);
        }
      }
    }
    if (!positions.isEmpty()) {
      throw new IllegalStateException("there are more events than the commands made");
    }
  }
}
