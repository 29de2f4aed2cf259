package org.entitlementledger.core.axon;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.jspecify.annotations.Nullable;

/** The account as an Axon aggregate. All rules are in {@link Account}. */
public final class AccountAggregate {
  /** The aggregate's type in Axon's messages. */
  public static final String TYPE = "AccountAggregate";

  private Account account;

  /** The account that the decision has folded, while Axon applies its events. */
  private @Nullable Account decided;

  public AccountAggregate(Account account) {
    this.account = account;
  }

  Account account() {
    return account;
  }

  @AggregateIdentifier
  String accountId() {
    return account.accountId();
  }

  /** Decides a group and applies the events of all its commands or of none. */
  CommandGroup.Result decide(CommandGroup group) {
    CommandGroup.Result outcome = group.decide(account);
    if (outcome instanceof CommandGroup.Accepted accepted && !group.dryRun()) {
      decided = accepted.after();
      for (int i = 0; i < group.steps().size(); i++) {
        MetaData origin = EventOrigin.of(group.steps().get(i)).metaData();
        accepted
            .decisions()
            .get(i)
            .events()
            .forEach(event -> AggregateLifecycle.apply(event, origin));
      }
      decided = null;
    }
    return outcome;
  }

  @EventSourcingHandler
  void on(AccountEvent event) {
    account = decided == null ? account.apply(event) : decided;
  }

  /** Creates the account before its first event. */
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
