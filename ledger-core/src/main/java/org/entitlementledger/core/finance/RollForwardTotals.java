package org.entitlementledger.core.finance;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums lines by entitlement and currency: currencies are never added together (FINANCE.md,
 * "Roll-forward").
 */
public final class RollForwardTotals {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::entitlement)
          .thenComparing(Key::currency, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final TreeMap<Key, RollForwardTotal> sums = new TreeMap<>(ORDER);

  private record Key(String entitlement, @Nullable String currency) {}

  /** Adds a line. */
  public void add(RollForwardLine line) {
    Amounts amounts = line.amounts();
    String entitlement = line.line().entitlement();
    sums.merge(
        new Key(entitlement, amounts == null ? null : amounts.currency()),
        new RollForwardTotal(entitlement, line.opening(), line.figures(), amounts),
        RollForwardTotal::plus);
  }

  /** The sums so far, by entitlement; lines without a value first, then currencies by code. */
  public List<RollForwardTotal> sums() {
    return List.copyOf(sums.values());
  }
}
