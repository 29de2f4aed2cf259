package org.entitlementledger.api.ledger.tables;

/**
 * The caller's key and what it covers.
 *
 * @param requestHash lower-case hex SHA-256 over method, path, query and the bytes of the body
 */
public record IdempotencyKey(String key, String requestHash) {}
