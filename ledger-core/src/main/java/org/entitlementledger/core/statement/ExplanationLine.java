package org.entitlementledger.core.statement;

import java.time.Instant;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A line of an {@link Explanation}.
 *
 * @param recorded absent where it follows from time alone
 * @param movement what happened to the quantity, in the words of movements
 * @param window in which it counts
 * @param changes what it does to the figures that are explained
 */
public record ExplanationLine(
    Place place,
    @Nullable Recorded recorded,
    String movement,
    Quantity quantity,
    Source source,
    Window window,
    Changes changes) {

  /** When it took effect. */
  public Instant occurredAt() {
    return place.time();
  }
}
