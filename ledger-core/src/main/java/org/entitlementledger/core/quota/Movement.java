package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Locale;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;

/**
 * One change of one source, decided once, stored in its event, and never computed again (DOMAIN.md,
 * "Quota").
 *
 * @param quantity above 0
 * @param window the entitlement's window that the movement counts in
 * @param effectiveAt when it took effect
 */
public record Movement(
    Kind kind,
    String entitlement,
    Source source,
    Window window,
    Quantity quantity,
    Instant effectiveAt) {
  /** What happened to the quantity. */
  public enum Kind {
    CONSUMED,
    RETURNED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The movement that gives this consumption back, to the very source and window. */
  public Movement returned(Instant at) {
    return new Movement(Kind.RETURNED, entitlement, source, window, quantity, at);
  }
}
