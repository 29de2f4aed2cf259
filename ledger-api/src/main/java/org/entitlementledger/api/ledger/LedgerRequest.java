package org.entitlementledger.api.ledger;

import java.util.function.Function;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A request about the ledger itself and no account, on its way to the writer: it closes the books
 * or opens them.
 *
 * @param command its logical name
 * @param actor the authenticated user's id
 * @param key absent where the client gave none
 * @param words makes the response to a refusal
 */
public record LedgerRequest(
    String command,
    String actor,
    @Nullable String reason,
    @Nullable String requestId,
    @Nullable String correlationId,
    @Nullable IdempotencyKey key,
    Decision decision,
    Function<CommandOutcome.Refused, StoredResponse> words) {

  /** The id of what the request belongs to: its own where the client gave none. */
  public @Nullable String belongsTo() {
    return correlationId == null ? requestId : correlationId;
  }

  /** Decides in the writer's transaction, in which the head is locked. */
  @FunctionalInterface
  public interface Decision {
    /**
     * Decides and writes. It is repeated where it is not known whether the transaction was
     * committed.
     *
     * @throws Refusal before anything is written
     */
    StoredResponse decide(LedgerTurn turn, LedgerRequest request);
  }
}
