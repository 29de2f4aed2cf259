package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.entitlementledger.api.write.Said.Accepted;
import org.entitlementledger.api.write.Said.Refused;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.wire.EventNames;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What one batch writes: its events, and what is written in the transaction of commands alone. */
final class Entries {
  private final HeadTable head;
  private final LogTable log;
  private final CommandResults results;
  private final Claims claims;
  private final Attempts attempts;
  private final People people;
  private final List<Accepted> accepted = new ArrayList<>();
  private final List<LoggedEvent> events = new ArrayList<>();

  Entries(JdbcOperations jdbc, HeadTable head, RefusalTallies tallies) {
    this.head = head;
    this.log = new LogTable(jdbc);
    this.results = new CommandResults(jdbc);
    this.claims = new Claims(jdbc);
    this.attempts = new Attempts(jdbc, tallies);
    this.people = new People(jdbc);
  }

  CommandResults results() {
    return results;
  }

  Claims claims() {
    return claims;
  }

  Attempts attempts() {
    return attempts;
  }

  /** The batch's events, once they are numbered. */
  List<LoggedEvent> events() {
    return events;
  }

  /** Takes what an accepted command did. */
  void add(Accepted one) {
    accepted.add(one);
    one.events().forEach(claims::take);
    people.add(one.submission().command().people());
    long position = Objects.requireNonNull(one.position(), "no dry run is written");
    Instant decidedAt = one.events().isEmpty() ? one.now() : null;
    var done = new Outcome.Done(position, one.after().version(), one.events().size(), decidedAt);
    keep(one.submission(), done, position);
  }

  /**
   * Takes what a rule refused; a request that was wrong in form is not kept.
   *
   * @param ofABatch whether it is a line of a batch
   */
  void add(Refused one, boolean ofABatch) {
    if (isKept(one)) {
      attempts.add(one.now(), attempt(one), ofABatch);
      keep(one.submission(), one.outcome(), null);
    }
  }

  /** Keeps what is told to a command that was undone with the one that was refused. */
  void add(Submission undone, Outcome.Refused told, Refused fault) {
    if (isKept(fault)) {
      keep(undone, told, null);
    }
  }

  private static boolean isKept(Refused one) {
    return one.refusal().problem() != Problem.VALIDATION;
  }

  private void keep(Submission submission, Outcome.Stored first, @Nullable Long position) {
    var key = submission.key();
    if (key != null) {
      results.keep(submission.actor(), key, first, position);
    }
  }

  private static RefusalRow attempt(Refused one) {
    Submission submission = one.submission();
    return new RefusalRow(
        submission.actor(),
        EventNames.of(submission.command().getClass()),
        submission.command().accountId(),
        one.refusal().problem().slug(),
        one.refusal().facts(),
        submission.requestId());
  }

  /** Gives the events that Axon gathered their positions after {@code size}. */
  void number(List<DomainEventMessage<?>> gathered, long size) {
    var messages = gathered.iterator();
    for (Accepted one : accepted) {
      Submission submission = one.submission();
      var metadata =
          new Metadata(
              EventNames.of(submission.command().getClass()),
              submission.reason(),
              submission.correlationId() == null
                  ? submission.requestId()
                  : submission.correlationId(),
              submission.imported() ? true : null);
      for (int i = 0; i < one.events().size(); i++) {
        events.add(logged(messages.next(), size + events.size() + 1, one, metadata));
      }
    }
    if (messages.hasNext()) {
      throw new IllegalStateException("more events than the commands made");
    }
  }

  private static LoggedEvent logged(
      DomainEventMessage<?> message, long position, Accepted one, Metadata metadata) {
    AccountEvent event = (AccountEvent) message.getPayload();
    return new LoggedEvent(
        position,
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        UUID.fromString(message.getIdentifier()),
        EventNames.of(event.getClass()),
        EventNames.REVISION,
        event.occurredAt(),
        one.now(),
        one.submission().actor(),
        metadata,
        event);
  }

  /** Writes everything; the head is locked. */
  void write() {
    if (!events.isEmpty()) {
      log.append(events);
      head.move(events.getLast().position(), events.getLast().recordedAt());
    }
    claims.write();
    results.write();
    attempts.write();
    people.write();
  }
}
