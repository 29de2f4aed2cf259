package org.entitlementledger.api.ledger;

import org.entitlementledger.api.ledger.tables.StoredResult;

/** The writer's reply to a command, from which {@link CommandAnswers} makes the response. */
public sealed interface Reply {
  /** Whether the command was refused, now or the first time. */
  boolean refused();

  /** It was decided now. */
  record Decided(CommandOutcome outcome) implements Reply {
    @Override
    public boolean refused() {
      return outcome instanceof CommandOutcome.Refused;
    }
  }

  /** It was decided before, under the same key. */
  record Repeated(StoredResult first) implements Reply {
    @Override
    public boolean refused() {
      return first.refused();
    }
  }
}
