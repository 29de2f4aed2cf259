package org.entitlementledger.api.problem;

import org.entitlementledger.api.ledger.Overloaded;
import org.entitlementledger.api.ledger.Unavailable;
import org.entitlementledger.core.kernel.Refusal;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Maps exceptions of commands and queries to problems. */
public final class ExceptionProblems {
  /** The idempotency key was used for another request. */
  public static final ProblemAnswer OTHER_REQUEST =
      ProblemAnswer.of(
          Slug.IDEMPOTENCY_CONFLICT,
          "the key belongs to another request: repeat that one to the byte, or take a new key");

  static final ProblemAnswer OVERLOADED =
      ProblemAnswer.of(Slug.OVERLOADED, "nothing was taken: try again in a moment");

  static final ProblemAnswer AWAY =
      ProblemAnswer.of(Slug.UNAVAILABLE, "the ledger cannot be reached now: try again");

  private ExceptionProblems() {}

  /**
   * The problem behind what was thrown.
   *
   * @param requestId leads from a fault of the service to its own log
   */
  public static ProblemAnswer of(RuntimeException thrown, String requestId) {
    return switch (thrown) {
      case Refusal refusal -> ProblemAnswer.of(refusal);
      case RequestRejected rejected -> rejected.problem();
      case Overloaded full -> OVERLOADED;
      case Unavailable away -> AWAY;
      case DataAccessResourceFailureException away -> AWAY;
      case TransientDataAccessException away -> AWAY;
      default -> StatusProblems.internal(requestId);
    };
  }
}
