package org.entitlementledger.api.write;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the writer replies to a command; {@link CommandAnswers} makes the answer of it. */
public sealed interface Reply {
  /** Whether nothing was done, now or then. */
  boolean refused();

  /** It was decided now. */
  record Decided(Outcome outcome) implements Reply {
    @Override
    public boolean refused() {
      return outcome instanceof Outcome.Refused;
    }
  }

  /** It was decided before, under the same key. */
  record Repeated(Stored first) implements Reply {
    @Override
    public boolean refused() {
      return first.refused();
    }
  }

  /** What is kept under a key: what was decided, not how it was put into words. */
  sealed interface Stored permits Done, Answered, Outcome.Refused {
    boolean refused();
  }

  /**
   * It was accepted; {@link PastReceipts} finds in the log what it did.
   *
   * @param position of its last event; the ledger's size where it made none
   * @param version of the account after it
   * @param eventCount how many events it made, the last ones up to that version
   * @param decidedAt where it made none; else its events tell
   */
  record Done(long position, long version, int eventCount, @Nullable Instant decidedAt)
      implements Stored {
    @Override
    public boolean refused() {
      return false;
    }
  }

  /** An answer that is kept as it was given: of what is no command, or by an earlier version. */
  record Answered(Answer answer) implements Stored {
    private static final int REFUSED = 400;

    @Override
    public boolean refused() {
      return answer.status() >= REFUSED;
    }
  }
}
