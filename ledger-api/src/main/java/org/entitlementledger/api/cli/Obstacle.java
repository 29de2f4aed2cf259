package org.entitlementledger.api.cli;

/** Keeps a job from being done; the message says why. */
final class Obstacle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Obstacle(String message) {
    super(message);
  }
}
