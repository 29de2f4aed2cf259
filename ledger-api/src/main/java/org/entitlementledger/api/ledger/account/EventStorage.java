package org.entitlementledger.api.ledger.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.axon.AccountAggregate;
import org.entitlementledger.core.axon.EventOrigin;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over the log. An account in memory is its own snapshot, so loading it needs
 * no query. Used by the writer's thread alone, with the head locked.
 */
public final class EventStorage implements EventStorageEngine {
  private final Accounts accounts;
  private final LogTable log;
  private final List<LoggedEvent> appended = new ArrayList<>();
  private long size;

  public EventStorage(Accounts accounts, LogTable log) {
    this.accounts = accounts;
    this.log = log;
  }

  /** Begins a batch: its events come after the position {@code end}. */
  public void begin(long end) {
    size = end;
    appended.clear();
  }

  /** The events that the batch has appended, in order. */
  public List<LoggedEvent> appended() {
    return List.copyOf(appended);
  }

  /** Appends the events of a batch, which Axon gives together when it commits. */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    var rows = new ArrayList<LoggedEvent>();
    for (EventMessage<?> event : events) {
      rows.add(logged((DomainEventMessage<?>) event, size + rows.size() + 1));
    }
    log.append(rows);
    size += rows.size();
    appended.addAll(rows);
  }

  private static LoggedEvent logged(DomainEventMessage<?> message, long position) {
    AccountEvent event = (AccountEvent) message.getPayload();
    EventOrigin origin = EventOrigin.of(message);
    return new LoggedEvent(
        position,
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        UUID.fromString(message.getIdentifier()),
        EventNames.of(event.getClass()),
        EventNames.REVISION,
        event.occurredAt(),
        origin.recordedAt(),
        origin.actor(),
        new Metadata(
            origin.command(),
            origin.reason(),
            origin.correlationId(),
            origin.imported() ? true : null),
        event);
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String accountId) {
    Account account = accounts.get(accountId);
    if (account.version() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new GenericDomainEventMessage<>(
            AccountAggregate.TYPE,
            accountId,
            account.version() - 1,
            new AccountAggregate(account)));
  }

  /** Those that the account in memory does not have; usually there are none. */
  @Override
  public DomainEventStream readEvents(String accountId, long sequence) {
    if (sequence >= accounts.get(accountId).version()) {
      return DomainEventStream.empty();
    }
    var events = new ArrayList<DomainEventMessage<?>>();
    log.eachOfAccount(accountId, sequence, logged -> events.add(message(logged)));
    return DomainEventStream.of(events);
  }

  private static DomainEventMessage<?> message(LoggedEvent logged) {
    return new GenericDomainEventMessage<>(
        AccountAggregate.TYPE,
        logged.accountId(),
        logged.sequence(),
        new GenericMessage<>(logged.eventId().toString(), logged.event(), MetaData.emptyInstance()),
        logged.recordedAt());
  }

  /** Followers read the log itself. */
  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    throw new UnsupportedOperationException("the log is followed by LogStream");
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("accounts are held in memory");
  }
}
