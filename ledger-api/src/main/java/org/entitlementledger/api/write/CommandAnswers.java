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
  public Answer of(Submission submission, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> submission.words().accepted(accepted.receipt());
      case Outcome.Refused refused -> submission.words().refused(refused);
      case Outcome.Repeated(Outcome.Stored first) -> again(submission, first);
    };
  }

  private Answer again(Submission submission, Outcome.Stored first) {
    return switch (first) {
      case Outcome.Done done ->
          submission.words().accepted(past.find(submission.command().accountId(), done)).again();
      case Outcome.Refused refused -> submission.words().refused(refused).again();
      case Outcome.Answered whole -> whole.answer().again();
    };
  }
}
