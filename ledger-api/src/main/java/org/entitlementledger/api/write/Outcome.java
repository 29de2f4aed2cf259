package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of a command; its caller makes the answer of it ({@link Submission.Words}). */
public sealed interface Outcome {
  /** Whether nothing was done, now or then. */
  boolean refused();

  /** It was accepted now. */
  record Accepted(Receipt receipt) implements Outcome {
    @Override
    public boolean refused() {
      return false;
    }
  }

  /**
   * It was refused.
   *
   * @param problem the slug
   * @param facts as the refusal gave them; after a restart as their JSON, which is the same again
   */
  record Refused(String problem, String detail, Map<String, Object> facts)
      implements Outcome, Stored {
    public Refused {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Refused of(Refusal refusal) {
      return new Refused(refusal.problem().slug(), refusal.detail(), refusal.facts());
    }

    @Override
    public boolean refused() {
      return true;
    }
  }

  /** It was decided before, under the same key. */
  record Repeated(Stored first) implements Outcome {
    @Override
    public boolean refused() {
      return first.refused();
    }
  }

  /** What is kept under a key: what was decided, not how it was put into words. */
  sealed interface Stored {
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
