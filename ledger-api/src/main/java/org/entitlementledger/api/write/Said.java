package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.axon.Verdict;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** A decision, and the answer that it was put into. */
sealed interface Said {
  Submission submission();

  Answer answer();

  /** When it was decided, by the ledger's clock. */
  Instant now();

  /**
   * It was accepted.
   *
   * @param events what it made
   * @param position of the last of them; absent in a dry run
   */
  record Accepted(
      Submission submission,
      Answer answer,
      Instant now,
      Account after,
      List<AccountEvent> events,
      @Nullable Long position)
      implements Said {}

  /** It was refused. */
  record Refused(Submission submission, Answer answer, Instant now, Refusal refusal)
      implements Said {}

  /**
   * Puts the decision into words.
   *
   * @param size the ledger's size before it; absent in a dry run
   */
  record Words(Submission submission, Instant now, @Nullable Long size) implements Verdict {
    @Override
    public Accepted accepted(Account after, List<? extends AccountEvent> events) {
      Long position = size == null ? null : size + events.size();
      List<AccountEvent> made = List.copyOf(events);
      Answer answer = submission.words().accepted(new Receipt(after, made, now, position));
      return new Accepted(submission, answer, now, after, made, position);
    }

    @Override
    public Refused refused(Refusal refusal) {
      return new Refused(submission, submission.words().refused(refusal), now, refusal);
    }
  }
}
