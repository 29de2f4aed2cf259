package org.entitlementledger.core.json;

import org.jspecify.annotations.Nullable;

/** A stored event that this version cannot read: it fails loudly and is never skipped. */
public final class UnreadableEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Why, in words. */
  public static UnreadableEvent because(String message) {
    return new UnreadableEvent(message, null);
  }

  /** The same, with the position in the log at which the event stands. */
  public UnreadableEvent at(long position) {
    return new UnreadableEvent("position " + position + ": " + getMessage(), getCause());
  }
}
