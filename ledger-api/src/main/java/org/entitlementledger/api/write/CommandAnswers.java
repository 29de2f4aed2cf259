package org.entitlementledger.api.write;

/**
 * Makes the answers of commands, on the thread of whoever waits for them. Under an idempotency key
 * the answer is made again from what was decided.
 */
public final class CommandAnswers {
  private final PastReceipts past;

  CommandAnswers(PastReceipts past) {
    this.past = past;
  }

  /**
   * The answer.
   *
   * @throws Unavailable where what a command did is asked for again and cannot be read
   */
  public Answer of(Submission submission, Reply reply) {
    return switch (reply) {
      case Reply.Decided(Outcome outcome) -> submission.words().apply(outcome);
      case Reply.Repeated(Reply.Answered whole) -> whole.answer().again();
      case Reply.Repeated(Reply.Stored first) ->
          submission.words().apply(outcome(submission, first)).again();
    };
  }

  private Outcome outcome(Submission submission, Reply.Stored first) {
    return switch (first) {
      case Reply.Done done ->
          new Outcome.Accepted(past.find(submission.command().accountId(), done));
      case Outcome.Refused refused -> refused;
      case Reply.Answered _ -> throw new IllegalArgumentException("it is an answer already");
    };
  }
}
