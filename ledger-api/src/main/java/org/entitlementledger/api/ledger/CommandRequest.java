package org.entitlementledger.api.ledger;

import java.util.Set;
import java.util.function.Function;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * A command for the writer.
 *
 * @param actor the authenticated user's id
 * @param expectedVersions from {@code If-Match}
 * @param key null without an idempotency key, and in a dry run
 * @param dryRun whether to decide and answer without recording anything
 * @param imported whether it is history from before this ledger
 * @param responder maps the outcome to the response, on the waiting thread rather than the
 *     writer's. The same outcome always gives the same response, except for names of people
 */
public record CommandRequest(
    AccountCommand command,
    String actor,
    @Nullable When occurredAt,
    @Nullable String reason,
    @Nullable Set<Long> expectedVersions,
    @Nullable String requestId,
    @Nullable String correlationId,
    @Nullable IdempotencyKey key,
    boolean dryRun,
    boolean imported,
    Function<CommandOutcome, StoredResponse> responder) {

  /** A copy without the names of some people. */
  CommandRequest withoutNamesOf(Set<String> personIds) {
    return new CommandRequest(
        command.withPeople(who -> personIds.contains(who.id()) ? who.idOnly() : who),
        actor,
        occurredAt,
        reason,
        expectedVersions,
        requestId,
        correlationId,
        key,
        dryRun,
        imported,
        responder);
  }
}
