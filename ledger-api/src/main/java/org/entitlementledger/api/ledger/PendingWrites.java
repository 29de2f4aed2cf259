package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.ledger.tables.Claims;
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
  private final Claims claims;
  private final RefusalLog refusals;
  private final PeopleDirectory people;
  private final List<CommandResult> accepted = new ArrayList<>();

  PendingWrites(JdbcOperations jdbc, HeadTable head, RefusalTallies tallies) {
    this.head = head;
    this.results = new StoredResults(jdbc);
    this.claims = new Claims(jdbc);
    this.refusals = new RefusalLog(jdbc, tallies);
    this.people = new PeopleDirectory(jdbc);
  }

  StoredResults results() {
    return results;
  }

  Claims claims() {
    return claims;
  }

  RefusalLog refusals() {
    return refusals;
  }

  /** Adds an accepted command. */
  void accept(CommandRequest submission, CommandResult receipt) {
    accepted.add(receipt);
    List<AccountEvent> events = receipt.events();
    events.forEach(claims::take);
    people.add(submission.command().people());
    long position = Objects.requireNonNull(receipt.position(), "no dry run is written");
    Instant decidedAt = events.isEmpty() ? receipt.now() : null;
    keep(
        submission,
        new StoredResult.Accepted(position, receipt.after().version(), events.size(), decidedAt),
        position);
  }

  /**
   * Adds a refusal by a rule; a malformed request is not kept.
   *
   * @param inBatch whether it is a line of a batch
   */
  void refuse(CommandRequest submission, Outcome.Refused refusal, Instant now, boolean inBatch) {
    if (isKept(refusal)) {
      refusals.add(now, attempt(submission, refusal), inBatch);
      keep(submission, stored(refusal), null);
    }
  }

  /** Keeps the outcome of a command that was undone with the refused one. */
  void undo(CommandRequest undone, Outcome.Refused told, Outcome.Refused fault) {
    if (isKept(fault)) {
      keep(undone, stored(told), null);
    }
  }

  private static StoredResult stored(Outcome.Refused refusal) {
    return new StoredResult.Refused(refusal.problem(), refusal.detail(), refusal.facts());
  }

  private static boolean isKept(Outcome.Refused refusal) {
    return !refusal.problem().equals(Problem.VALIDATION.slug());
  }

  private void keep(CommandRequest submission, StoredResult first, @Nullable Long position) {
    var key = submission.key();
    if (key != null) {
      results.keep(submission.actor(), key, first, position);
    }
  }

  private static RefusalRow attempt(CommandRequest submission, Outcome.Refused refusal) {
    return new RefusalRow(
        submission.actor(),
        EventNames.of(submission.command().getClass()),
        submission.command().accountId(),
        refusal.problem(),
        refusal.facts(),
        submission.requestId());
  }

  /**
   * Writes everything; the head is locked.
   *
   * @param events those that the batch has appended to the log
   */
  void write(List<LoggedEvent> events) {
    requireReceipts(events);
    if (!events.isEmpty()) {
      head.move(events.getLast().position(), events.getLast().recordedAt());
    }
    claims.write();
    results.write();
    refusals.write();
    people.write();
  }

  /** Each event must be one of a command's, and at the position that its receipt tells. */
  private void requireReceipts(List<LoggedEvent> events) {
    var positions = new IdentityHashMap<AccountEvent, Long>();
    events.forEach(event -> positions.put(event.event(), event.position()));
    for (CommandResult receipt : accepted) {
      long next = Objects.requireNonNull(receipt.position()) - receipt.events().size();
      for (AccountEvent event : receipt.events()) {
        next++;
        if (!Objects.equals(positions.remove(event), next)) {
          throw new IllegalStateException("an event is not where its receipt tells: " + next);
        }
      }
    }
    if (!positions.isEmpty()) {
      throw new IllegalStateException("there are more events than the commands made");
    }
  }
}
