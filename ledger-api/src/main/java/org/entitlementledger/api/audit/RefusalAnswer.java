package org.entitlementledger.api.audit;

import java.time.Instant;
import org.entitlementledger.projections.audit.RefusedAttempt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A refused attempt as auditors read it.
 *
 * @param problem the slug
 */
record RefusalAnswer(
    Instant at,
    String actor,
    @Nullable String command,
    @Nullable String accountId,
    String problem,
    JsonNode facts,
    @Nullable String requestId) {

  static RefusalAnswer of(RefusedAttempt attempt) {
    return new RefusalAnswer(
        attempt.at(),
        attempt.actor(),
        attempt.command(),
        attempt.accountId(),
        attempt.problem(),
        attempt.facts(),
        attempt.requestId());
  }
}
