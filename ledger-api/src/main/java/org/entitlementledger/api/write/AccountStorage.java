package org.entitlementledger.api.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.axon.AccountAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Where Axon finds accounts and leaves events: the accounts that the writer holds in memory are
 * given as snapshots, so that no query is needed, and the events of a batch are gathered, so that
 * they are written at once. For the writer's thread alone.
 */
final class AccountStorage implements EventStorageEngine {
  private final Accounts accounts;
  private List<DomainEventMessage<?>> gathered = new ArrayList<>();

  AccountStorage(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Forgets what a failed batch left. */
  void clear() {
    gathered = new ArrayList<>();
  }

  /** The events that were appended since the last time, in order. */
  List<DomainEventMessage<?>> gathered() {
    List<DomainEventMessage<?>> all = gathered;
    clear();
    return all;
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    for (EventMessage<?> event : events) {
      gathered.add((DomainEventMessage<?>) event);
    }
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

  /** None: the account in memory has them all. */
  @Override
  public DomainEventStream readEvents(String accountId, long sequence) {
    return DomainEventStream.empty();
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
