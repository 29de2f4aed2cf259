package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.axon.AccountCommandHandler;
import org.entitlementledger.core.axon.Unit;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands: Axon's bus takes each to its account in a unit of work of its own, nested in
 * that of the batch, so that a fault in one leaves no trace in the others. For the writer's thread
 * alone.
 */
final class Deciding {
  private final Accounts accounts;
  private final AccountStorage storage;
  private final CommandBus bus;
  private final Catalogue catalogue;
  private final Context.Fresh fresh = new FreshIds();

  Deciding(Accounts accounts, Catalogue catalogue) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.storage = new AccountStorage(accounts);
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
   * Runs the decisions of one batch and gives the events of those that were accepted, in order.
   *
   * <p>Whatever {@code decisions} throws is thrown, and no event is left.
   */
  List<DomainEventMessage<?>> together(Runnable decisions) {
    storage.clear();
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
    return storage.gathered();
  }

  /**
   * Decides a command within {@link #together}.
   *
   * @param size the ledger's size before it
   * @throws Exception a fault in the decision: nothing of it is left
   */
  Said decide(Submission submission, Instant now, long size, Context.Claims claims)
      throws Exception {
    accounts.get(submission.command().accountId());
    var words = new Said.Words(submission, now, size);
    return (Said)
        dispatched(
            AccountCommandHandler.message(
                submission.command(), context(submission, now, claims), words));
  }

  /**
   * Decides commands of one account within {@link #together}, which are accepted all or none.
   *
   * @throws Exception likewise
   */
  Unit.Decision decide(List<Submission> commands, Instant now, long size, Claims claims)
      throws Exception {
    accounts.get(commands.getFirst().command().accountId());
    return (Unit.Decision)
        dispatched(AccountCommandHandler.message(unit(commands, now, size, claims)));
  }

  private Object dispatched(CommandMessage<?> message) throws Exception {
    var result = new AtomicReference<@Nullable CommandResultMessage<?>>();
    bus.dispatch(message, (_, answered) -> result.set(answered));
    CommandResultMessage<?> answered = Objects.requireNonNull(result.get(), "the bus answers");
    if (answered.isExceptional()) {
      throw fault(answered.exceptionResult());
    }
    return answered.getPayload();
  }

  private static Exception fault(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (Exception) thrown;
  }

  /** Decides a command on {@code account}, and forgets it. */
  Said tryOut(Submission submission, Instant now, Account account, Context.Claims claims) {
    var words = new Said.Words(submission, now, null);
    List<? extends AccountEvent> events;
    try {
      events = account.decide(submission.command(), context(submission, now, claims));
    } catch (Refusal refusal) {
      return words.refused(refusal);
    }
    return words.accepted(account.applyAll(events), events);
  }

  /** The same of commands that are accepted all or none. */
  Unit.Decision tryOut(List<Submission> commands, Instant now, Account account, Claims claims) {
    return unit(commands, now, null, claims).decide(account);
  }

  private Unit unit(List<Submission> commands, Instant now, @Nullable Long size, Claims claims) {
    var ahead = claims.ahead();
    var words = new UnitWords(now, size, ahead);
    return new Unit(
        commands.stream()
            .map(one -> new Unit.Step(one.command(), context(one, now, ahead), words.of(one)))
            .toList());
  }

  private Context context(Submission submission, Instant now, Context.Claims claims) {
    return new Context(
        now,
        submission.occurredAt(),
        submission.actor(),
        submission.reason(),
        null,
        submission.expectedVersions(),
        catalogue,
        claims,
        fresh,
        submission.imported());
  }
}
