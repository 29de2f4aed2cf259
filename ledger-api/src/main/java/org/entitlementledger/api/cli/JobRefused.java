package org.entitlementledger.api.cli;

/** A job cannot be done; the message says why. */
final class JobRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobRefused(String message) {
    super(message);
  }
}
