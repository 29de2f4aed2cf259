package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.entitlementledger.api.ledger.account.Accounts;
import org.entitlementledger.api.ledger.account.EventStorage;
import org.entitlementledger.api.ledger.tables.IdClaims;
import org.entitlementledger.core.axon.AccountCommandHandler;
import org.entitlementledger.core.axon.CommandGroup;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches commands on Axon's bus. Each group has its own unit of work, nested in that of the
 * batch, so that a fault in one leaves no trace in the others. Used by the writer's thread alone.
 */
final class CommandDispatcher {
  private final Accounts accounts;
  private final EventStorage storage;
  private final CommandBus bus;
  private final Catalogue catalogue;
  private final Context.Fresh fresh = new RandomIds();

  CommandDispatcher(Accounts accounts, LogTable log, Catalogue catalogue) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.storage = new EventStorage(accounts, log);
    // The writer owns the transaction: a manager that nested units join would roll all of it back
    // for one of them.
    this.bus =
        SimpleCommandBus.builder()
            .transactionManager(NoTransactionManager.INSTANCE)
            .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
            .build();
    AccountCommandHandler.subscribe(
        bus, EmbeddedEventStore.builder().storageEngine(storage).build());
  }

  /**
   * Runs the decisions of one group commit and appends their events to the log after position
   * {@code size}.
   *
   * <p>If {@code decisions} throws, no event is appended and the exception is rethrown.
   */
  List<LoggedEvent> together(long size, Runnable decisions) {
    storage.begin(size);
    UnitOfWork<?> batch = DefaultUnitOfWork.startAndGet(new GenericMessage<>("batch"));
    try {
      decisions.run();
      batch.commit();
    } catch (RuntimeException | Error fault) {
      if (batch.isActive()) {
        batch.rollback(fault);
      }
      throw fault;
    }
    return storage.appended();
  }

  /**
   * Decides commands of one account, all or none. Call it within {@link #together}.
   *
   * @param closedThrough the last day whose books are closed; absent where none are
   * @throws Exception a fault in the decision: nothing of it is left
   */
  CommandGroup.Result dispatch(
      List<CommandRequest> commands,
      Instant now,
      @Nullable LocalDate closedThrough,
      IdClaims claims)
      throws Exception {
    CommandRequest first = commands.getFirst();
    accounts.get(first.command().accountId());
    IdClaims.Tentative ahead = claims.ahead();
    var group =
        new CommandGroup(
            commands.stream().map(command -> step(command, now, closedThrough, ahead)).toList(),
            ahead,
            first.dryRun());
    var result = new AtomicReference<@Nullable CommandResultMessage<?>>();
    bus.dispatch(AccountCommandHandler.message(group), (_, answered) -> result.set(answered));
    CommandResultMessage<?> answered = Objects.requireNonNull(result.get(), "the bus answers");
    if (answered.isExceptional()) {
      throw fault(answered.exceptionResult());
    }
    return (CommandGroup.Result) answered.getPayload();
  }

  private static Exception fault(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (Exception) thrown;
  }

  private CommandGroup.Step step(
      CommandRequest request,
      Instant now,
      @Nullable LocalDate closedThrough,
      Context.TakenIds claims) {
    var context =
        new Context(
            now,
            request.occurredAt(),
            request.actor(),
            request.reason(),
            null,
            request.expectedVersions(),
            catalogue,
            claims,
            fresh,
            request.imported(),
            closedThrough);
    String correlationId = request.correlationId();
    return new CommandGroup.Step(
        request.command(), context, correlationId == null ? request.requestId() : correlationId);
  }
}
