package org.entitlementledger.projections.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An attempt that a rule or a role refused (API.md, {@code audit/refusals}).
 *
 * @param id its place in the list
 * @param problem the slug
 */
public record RefusedAttempt(
    long id,
    Instant at,
    String actor,
    @Nullable String command,
    @Nullable String accountId,
    String problem,
    JsonNode facts,
    @Nullable String requestId) {}
