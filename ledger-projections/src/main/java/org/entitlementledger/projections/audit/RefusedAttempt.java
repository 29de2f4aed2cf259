package org.entitlementledger.projections.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An attempt that a rule or a role refused (API.md, {@code audit/refusals}), or several alike.
 *
 * @param id its place in the list
 * @param accountId absent where several were aimed at different accounts
 * @param problem the slug
 * @param facts of the first of several
 * @param count how many there were
 */
public record RefusedAttempt(
    long id,
    Instant at,
    String actor,
    @Nullable String command,
    @Nullable String accountId,
    String problem,
    JsonNode facts,
    @Nullable String requestId,
    long count) {}
