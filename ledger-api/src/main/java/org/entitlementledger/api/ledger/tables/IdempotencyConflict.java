package org.entitlementledger.api.ledger.tables;

/**
 * The caller has used this idempotency key for another request; nothing was decided. Clients get
 * 422.
 */
public final class IdempotencyConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IdempotencyConflict() {
    super("the idempotency key was used for another request", null, false, false);
  }
}
