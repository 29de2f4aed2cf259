package org.entitlementledger.api.ledger;

import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.ledger.tables.StoredResult;

/**
 * Makes the responses to commands on the waiting thread. Under an idempotency key a repeat makes
 * the response again from the stored outcome.
 */
public final class CommandAnswers {
  private final PastResults past;

  CommandAnswers(PastResults past) {
    this.past = past;
  }

  /**
   * The response to a command.
   *
   * @throws Unavailable if the result of a repeated command cannot be read
   */
  public StoredResponse of(CommandRequest request, Reply reply) {
    return switch (reply) {
      case Reply.Decided(CommandOutcome outcome) -> request.responder().apply(outcome);
      case Reply.Repeated(StoredResult.Response whole) -> whole.response().again();
      case Reply.Repeated(StoredResult first) ->
          request.responder().apply(outcome(request, first)).again();
    };
  }

  private CommandOutcome outcome(CommandRequest request, StoredResult first) {
    return switch (first) {
      case StoredResult.Accepted accepted ->
          new CommandOutcome.Accepted(past.find(request.command().accountId(), accepted));
      case StoredResult.Refused refused ->
          new CommandOutcome.Refused(refused.problem(), refused.detail(), refused.facts());
      case StoredResult.Response _ -> throw new IllegalArgumentException("it is worded already");
    };
  }
}
