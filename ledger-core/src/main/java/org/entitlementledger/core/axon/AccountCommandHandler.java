package org.entitlementledger.core.axon;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Repository;
import org.entitlementledger.core.Account;

/**
 * Loads the account of a {@link CommandGroup} and lets it decide. An account that does not exist is
 * created, so that the domain itself says {@code not-found} and {@code duplicate}.
 */
public final class AccountCommandHandler implements MessageHandler<CommandMessage<?>> {
  private final Repository<AccountAggregate> repository;

  AccountCommandHandler(Repository<AccountAggregate> repository) {
    this.repository = repository;
  }

  /**
   * Handles the groups of {@code bus} with the accounts in {@code store}. One writer decides at a
   * time, so there is no lock.
   */
  public static void subscribe(CommandBus bus, EventStore store) {
    Repository<AccountAggregate> repository =
        EventSourcingRepository.builder(AccountAggregate.class)
            .eventStore(store)
            .aggregateFactory(new AccountAggregate.Factory())
            .lockFactory(NullLockFactory.INSTANCE)
            .build();
    var _ = bus.subscribe(CommandGroup.class.getName(), new AccountCommandHandler(repository));
  }

  /** The message that carries a group; its result is a {@link CommandGroup.Result}. */
  public static CommandMessage<CommandGroup> message(CommandGroup group) {
    return new GenericCommandMessage<>(group);
  }

  @Override
  public CommandGroup.Result handle(CommandMessage<?> message) throws Exception {
    CommandGroup group = (CommandGroup) message.getPayload();
    String accountId = group.accountId();
    return repository
        .loadOrCreate(accountId, () -> new AccountAggregate(Account.unopened(accountId)))
        .invoke(account -> account.decide(group));
  }
}
