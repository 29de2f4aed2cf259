package org.entitlementledger.api.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger cannot be written now: the database is away, its head is locked for too long, or the
 * service is shutting down. Clients are told 503 and may try again with the same idempotency key.
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
