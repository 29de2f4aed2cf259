package org.entitlementledger.api.ledger;

/** The writer's queue is full and the request was not accepted. Clients get 429 and may retry. */
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overloaded() {
    super("the writer's queue is full", null, false, false);
  }
}
