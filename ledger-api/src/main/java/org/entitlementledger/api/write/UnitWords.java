package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.axon.Verdict;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Puts the decisions about one unit into words, one after the other: each has its place after those
 * before it, and may not claim what they would.
 */
final class UnitWords {
  private final Instant now;
  private final Claims.Ahead claims;
  private @Nullable Long size;

  /**
   * @param size the ledger's size before the unit; absent in a dry run
   */
  UnitWords(Instant now, @Nullable Long size, Claims.Ahead claims) {
    this.now = now;
    this.size = size;
    this.claims = claims;
  }

  /** The words for one of its commands. */
  Verdict of(Submission submission) {
    return new Verdict() {
      @Override
      public Said accepted(Account after, List<? extends AccountEvent> events) {
        Said said = new Said.Words(submission, now, size).accepted(after, events);
        size = size == null ? null : size + events.size();
        events.forEach(claims::take);
        return said;
      }

      @Override
      public Said refused(Refusal refusal) {
        return new Said.Words(submission, now, size).refused(refusal);
      }
    };
  }
}
