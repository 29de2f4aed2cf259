package org.entitlementledger.api.command;

import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.jspecify.annotations.Nullable;

/** The request in a line of a batch. */
public sealed interface ParsedLine {
  /** The account that it names; absent where it names none. */
  @Nullable String accountId();

  /** A command. */
  record Command(CommandRequest request) implements ParsedLine {
    @Override
    public String accountId() {
      return request.command().accountId();
    }
  }

  /**
   * Nothing that is decided.
   *
   * @param attempt what is kept for auditors, where the role of the caller does not allow it
   */
  record Refused(@Nullable String accountId, ProblemAnswer problem, @Nullable RefusalRow attempt)
      implements ParsedLine {}
}
