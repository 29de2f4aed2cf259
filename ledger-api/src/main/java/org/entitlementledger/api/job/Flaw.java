package org.entitlementledger.api.job;

/** The ledger is not whole; the message says where it is not, by position, and how. */
final class Flaw extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Flaw(String message) {
    super(message);
  }

  Flaw(long position, String message) {
    super("position " + position + ": " + message);
  }
}
