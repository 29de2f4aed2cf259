package org.entitlementledger.api.command;

import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.jspecify.annotations.Nullable;

/** A parsed batch line. */
public sealed interface ParsedLine {
  /** The account id of the line; null without one. */
  @Nullable String accountId();

  /** A command. */
  record Command(CommandRequest request) implements ParsedLine {
    @Override
    public String accountId() {
      return request.command().accountId();
    }
  }

  /**
   * A line that is refused before it reaches the writer.
   *
   * @param attempt the record for auditors if the caller lacks the role; otherwise null
   */
  record Refused(@Nullable String accountId, ProblemAnswer problem, @Nullable RefusalRow attempt)
      implements ParsedLine {}
}
