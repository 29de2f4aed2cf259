package org.entitlementledger.api.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger cannot write now: the database is unavailable, its head is locked for too long, or the
 * service is shutting down. Clients get 503 and may retry with the same idempotency key.
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
