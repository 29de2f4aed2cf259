package org.entitlementledger.api.audit;

import java.time.Instant;
import org.entitlementledger.projections.audit.RefusedAttempt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A refused attempt as auditors read it, or several that were refused alike: in one batch, or by a
 * caller who is refused very often in one minute.
 *
 * @param at of the first of several
 * @param accountId absent where several were aimed at different accounts
 * @param problem the slug
 * @param facts of the first of several
 * @param count how many there were
 */
record RefusalAnswer(
    Instant at,
    String actor,
    @Nullable String command,
    @Nullable String accountId,
    String problem,
    JsonNode facts,
    @Nullable String requestId,
    long count) {

  static RefusalAnswer of(RefusedAttempt attempt) {
    return new RefusalAnswer(
        attempt.at(),
        attempt.actor(),
        attempt.command(),
        attempt.accountId(),
        attempt.problem(),
        attempt.facts(),
        attempt.requestId(),
        attempt.count());
  }
}
