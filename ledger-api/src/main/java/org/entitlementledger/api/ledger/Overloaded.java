package org.entitlementledger.api.ledger;

/** The writer's queue is full; nothing was taken. Clients are told 429 and may try again. */
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overloaded() {
    super("the writer's queue is full", null, false, false);
  }
}
