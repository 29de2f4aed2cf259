package org.entitlementledger.api.ledger.tables;

import java.util.Map;

/**
 * What a caller is told, byte for byte.
 *
 * @param headers those of the decision: content type, {@code Ledger-Position}, {@code ETag}, {@code
 *     Location}
 * @param body JSON in UTF-8
 * @param replayed whether it was given before
 */
public record StoredResponse(
    int status, Map<String, String> headers, String body, boolean replayed) {
  /** The same, given again. */
  public StoredResponse again() {
    return new StoredResponse(status, headers, body, true);
  }
}
