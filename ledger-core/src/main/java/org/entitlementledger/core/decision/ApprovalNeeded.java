package org.entitlementledger.core.decision;

import java.time.Instant;

/**
 * The rules allow a command once another person approves it (API.md, "Conventions"). An answer and
 * not a fault: it has no stack trace.
 */
public final class ApprovalNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Instant effectiveAt;

  /** Asks for the approval of what would take effect at {@code effectiveAt}. */
  public ApprovalNeeded(Instant effectiveAt) {
    super("another person must approve this", null, false, false);
    this.effectiveAt = effectiveAt;
  }

  public Instant effectiveAt() {
    return effectiveAt;
  }
}
