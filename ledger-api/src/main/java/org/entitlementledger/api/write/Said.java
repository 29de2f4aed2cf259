package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.axon.Verdict;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** A decision. */
sealed interface Said {
  Submission submission();

  /** As its caller is told. */
  Outcome outcome();

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
      Instant now,
      Account after,
      List<AccountEvent> events,
      @Nullable Long position)
      implements Said {
    @Override
    public Outcome outcome() {
      return new Outcome.Accepted(new Receipt(after, events, now, position));
    }
  }

  /** It was refused. */
  record Refused(Submission submission, Instant now, Refusal refusal) implements Said {
    @Override
    public Outcome.Refused outcome() {
      return Outcome.Refused.of(refusal);
    }
  }

  /**
   * Takes a decision.
   *
   * @param size the ledger's size before it; absent in a dry run
   */
  record Words(Submission submission, Instant now, @Nullable Long size) implements Verdict {
    @Override
    public Accepted accepted(Account after, List<? extends AccountEvent> events) {
      Long position = size == null ? null : size + events.size();
      return new Accepted(submission, now, after, List.copyOf(events), position);
    }

    @Override
    public Refused refused(Refusal refusal) {
      return new Refused(submission, now, refusal);
    }
  }
}
