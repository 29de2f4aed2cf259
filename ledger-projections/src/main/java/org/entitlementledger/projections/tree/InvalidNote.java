package org.entitlementledger.projections.tree;

/** A signed note, a checkpoint or a key is not as it must be; the message says why. */
public final class InvalidNote extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidNote(String message) {
    super(message);
  }
}
