package org.entitlementledger.core.axon;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Refusal;

/**
 * The account as Axon loads it, keeps it and appends for it. Every rule is in {@link Account}; this
 * shell has none.
 */
public final class AccountAggregate {
  /** The aggregate's type in Axon's messages. */
  public static final String TYPE = "AccountAggregate";

  private Account account;

  public AccountAggregate(Account account) {
    this.account = account;
  }

  @AggregateIdentifier
  String accountId() {
    return account.accountId();
  }

  /**
   * Decides, and says it with {@code verdict}; only then are the events applied, so that a fault in
   * the wording leaves no trace.
   */
  Object decide(AccountCommand command, Context context, Verdict verdict) {
    List<? extends AccountEvent> events;
    try {
      events = account.decide(command, context);
    } catch (Refusal refusal) {
      return verdict.refused(refusal);
    }
    Object answer = verdict.accepted(account.applyAll(events), events);
    events.forEach(AggregateLifecycle::apply);
    return answer;
  }

  /** Decides a unit, and applies the events of all its commands or of none. */
  Unit.Decision decide(Unit unit) {
    Unit.Decision outcome = unit.decide(account);
    outcome.events().forEach(AggregateLifecycle::apply);
    return outcome;
  }

  @EventSourcingHandler
  void on(AccountEvent event) {
    account = account.apply(event);
  }

  /** Begins with the account before its first event. */
  static final class Factory implements AggregateFactory<AccountAggregate> {
    @Override
    public AccountAggregate createAggregateRoot(String accountId, DomainEventMessage<?> first) {
      return first.getPayload() instanceof AccountAggregate loaded
          ? loaded
          : new AccountAggregate(Account.unopened(accountId));
    }

    @Override
    public Class<AccountAggregate> getAggregateType() {
      return AccountAggregate.class;
    }
  }
}
