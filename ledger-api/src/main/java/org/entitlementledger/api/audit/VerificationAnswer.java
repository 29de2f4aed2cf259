package org.entitlementledger.api.audit;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.projections.verification.Difference;
import org.jspecify.annotations.Nullable;

/**
 * A verification as auditors see it (AUDIT.md, "Verification").
 *
 * @param status {@code running}, {@code verified}, {@code failed} or {@code cancelled}
 * @param through the position up to which it checks: the larger of the log's head and the newest
 *     signed head when it began
 * @param checked how much of that is done; {@code through} in the end
 * @param intact the plain yes or no; absent where it has not come to its end
 * @param firstBadPosition absent where there is no difference
 * @param differences the first 1,000 by position; absent in a list
 * @param differenceCount how many there are; absent where it has not come to its end
 * @param sealed the newest signed head: later events could not be held against a hash; absent where
 *     it has not come to its end
 * @param startedAt by the ledger's clock
 * @param actor who asked for it
 */
record VerificationAnswer(
    String verificationId,
    String status,
    long through,
    long checked,
    @Nullable Boolean intact,
    @Nullable Long firstBadPosition,
    @Nullable List<Difference> differences,
    @Nullable Long differenceCount,
    @Nullable Long sealed,
    Instant startedAt,
    String actor) {
  static final String RUNNING = "running";
  static final String VERIFIED = "verified";
  static final String FAILED = "failed";
  static final String CANCELLED = "cancelled";

  /** As an item of a list. */
  VerificationAnswer withoutDifferences() {
    return new VerificationAnswer(
        verificationId,
        status,
        through,
        checked,
        intact,
        firstBadPosition,
        null,
        differenceCount,
        sealed,
        startedAt,
        actor);
  }
}
