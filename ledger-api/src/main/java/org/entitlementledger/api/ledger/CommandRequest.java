package org.entitlementledger.api.ledger;

import java.util.Set;
import java.util.function.Function;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to the writer.
 *
 * @param actor the authenticated user's id
 * @param expectedVersions from {@code If-Match}
 * @param key absent where the client gave none, and in a dry run
 * @param dryRun decide and answer, record nothing
 * @param imported it is history from before this ledger
 * @param words makes the answer of the outcome; called by whoever waits for it, so that it costs
 *     the writer no time. The same outcome gives the same answer at any later time, but for the
 *     names of people
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
    Function<CommandOutcome, StoredResponse> words) {

  /** The same without the names of some people. */
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
        words);
  }
}
