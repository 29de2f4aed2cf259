package org.entitlementledger.api.write;

import java.util.Map;

/**
 * What a caller is told, byte for byte; under an idempotency key it is kept and given again.
 *
 * @param headers those of the decision: content type, {@code Ledger-Position}, {@code ETag}, {@code
 *     Location}
 * @param body JSON in UTF-8
 * @param replayed whether it was given before
 */
public record Answer(int status, Map<String, String> headers, String body, boolean replayed) {}
