package org.entitlementledger.api.http;

import java.util.Set;
import org.entitlementledger.api.security.Caller;
import org.entitlementledger.api.write.Submission.IdempotencyKey;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * A command as a request asks for it.
 *
 * @param occurredAt when it took effect, if the client says so
 * @param path as it was sent
 * @param expectedVersions from {@code If-Match}
 * @param key from {@code Idempotency-Key}; absent in a dry run, which ignores it
 * @param imported whether it is history from before this ledger
 */
public record Ask(
    AccountCommand command,
    @Nullable When occurredAt,
    @Nullable String reason,
    Caller caller,
    String path,
    String requestId,
    String correlationId,
    @Nullable Set<Long> expectedVersions,
    @Nullable IdempotencyKey key,
    boolean dryRun,
    boolean imported) {}
