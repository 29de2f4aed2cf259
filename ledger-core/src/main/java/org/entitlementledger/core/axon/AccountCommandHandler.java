package org.entitlementledger.core.axon;

import java.util.Objects;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.wire.EventNames;

/**
 * Takes every command to its account. The account is created where there is none, so that the
 * domain itself says {@code not-found} and {@code duplicate}.
 */
public final class AccountCommandHandler implements MessageHandler<CommandMessage<?>> {
  private static final String CONTEXT = "context";
  private static final String VERDICT = "verdict";

  private final Repository<AccountAggregate> repository;

  private AccountCommandHandler(Repository<AccountAggregate> repository) {
    this.repository = repository;
  }

  /**
   * Handles the commands of {@code bus} with the accounts in {@code store}. One writer decides at a
   * time, so there is no lock.
   */
  public static void subscribe(CommandBus bus, EventStore store) {
    Repository<AccountAggregate> repository =
        EventSourcingRepository.builder(AccountAggregate.class)
            .eventStore(store)
            .aggregateFactory(new AccountAggregate.Factory())
            .lockFactory(NullLockFactory.INSTANCE)
            .build();
    var handler = new AccountCommandHandler(repository);
    // Axon looks a handler up by the exact class, so each leaf of the sealed type has its own.
    for (Class<? extends AccountCommand> command : EventNames.commands().values()) {
      var _ = bus.subscribe(command.getName(), handler);
    }
    var _ = bus.subscribe(Unit.class.getName(), handler);
  }

  /** The message that carries a command and all that its decision needs. */
  public static CommandMessage<AccountCommand> message(
      AccountCommand command, Context context, Verdict verdict) {
    return new GenericCommandMessage<>(
        command, MetaData.with(CONTEXT, context).and(VERDICT, verdict));
  }

  /** The message that carries a unit; it is answered with its {@link Unit.Decision}. */
  public static CommandMessage<Unit> message(Unit unit) {
    return new GenericCommandMessage<>(unit, MetaData.emptyInstance());
  }

  @Override
  public Object handle(CommandMessage<?> message) throws Exception {
    if (message.getPayload() instanceof Unit unit) {
      return account(unit.accountId()).invoke(account -> account.decide(unit));
    }
    AccountCommand command = (AccountCommand) message.getPayload();
    Context context = (Context) required(message, CONTEXT);
    Verdict verdict = (Verdict) required(message, VERDICT);
    return account(command.accountId())
        .invoke(account -> account.decide(command, context, verdict));
  }

  private Aggregate<AccountAggregate> account(String accountId) throws Exception {
    return repository.loadOrCreate(
        accountId, () -> new AccountAggregate(Account.unopened(accountId)));
  }

  private static Object required(CommandMessage<?> message, String key) {
    return Objects.requireNonNull(message.getMetaData().get(key), key);
  }
}
