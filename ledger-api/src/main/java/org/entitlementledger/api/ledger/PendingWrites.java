package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.ledger.tables.IdClaims;
import org.entitlementledger.api.ledger.tables.PeopleDirectory;
import org.entitlementledger.api.ledger.tables.RefusalLog;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.ledger.tables.RefusalTallies;
import org.entitlementledger.api.ledger.tables.StoredResult;
import org.entitlementledger.api.ledger.tables.StoredResults;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The rows that a group commit writes beside its events: results, claims, refusals, people. */
final class PendingWrites {
  private final HeadTable head;
  private final StoredResults results;
  private final IdClaims claims;
  private final RefusalLog refusals;
  private final PeopleDirectory people;
  private final List<CommandResult> accepted = new ArrayList<>();

  PendingWrites(JdbcOperations jdbc, HeadTable head, RefusalTallies tallies) {
    this.head = head;
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
   * @param events the events appended by the group commit
   */
  void write(List<LoggedEvent> events) {
    requireResults(events);
    if (!events.isEmpty()) {
      head.move(events.getLast().position(), events.getLast().recordedAt());
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
