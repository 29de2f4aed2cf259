package org.entitlementledger.api.kill;

import org.entitlementledger.api.Client;

/**
 * A request that a client makes until it is answered, each time with the same key.
 *
 * @param key the idempotency key, which is also what its events are found by
 */
record Request(String key, String path, String body) {
  Client.Reply send(Client client) {
    return client.post(path, body, "Idempotency-Key", key, "X-Correlation-Id", key);
  }
}
