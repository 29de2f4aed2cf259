package org.entitlementledger.api.write;

import java.util.Set;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
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
 * @param words turns the decision into the answer; called by the writer before it commits, so that
 *     the answer is kept in the same transaction
 */
public record Submission(
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
    Words words) {

  /**
   * The caller's key and what it covers.
   *
   * @param requestHash lower-case hex SHA-256 over method, path, query and the bytes of the body
   */
  public record IdempotencyKey(String key, String requestHash) {}

  /** The same without the names of some people, in the command and in its answer. */
  Submission withoutNamesOf(Set<String> personIds) {
    return new Submission(
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
        new Words() {
          @Override
          public Answer accepted(Receipt receipt) {
            Answer told = words.accepted(receipt);
            String body = ErasedNames.in(told.body(), personIds);
            return new Answer(told.status(), told.headers(), body, told.replayed());
          }

          @Override
          public Answer refused(Refusal refusal) {
            return words.refused(refusal);
          }
        });
  }

  /** How decisions are put into answers. */
  public interface Words {
    Answer accepted(Receipt receipt);

    Answer refused(Refusal refusal);
  }
}
