package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one entitlement in one window (API.md, "What is left"). The figures close: {@code
 * granted + adjusted + overage = consumed + held + lapsed + available} and {@code remaining = held
 * + available}; none is below 0 but {@code adjusted}.
 *
 * @param period the policy that the window follows
 * @param inForce the part of the window in which the contract is in force, where that is not all of
 *     it
 * @param granted absent without a limit, as are {@code remaining} and {@code available}
 * @param lapsed what ended unused
 * @param overage what went past the limit
 * @param thresholds the percents consumed that were reached; absent where the catalogue names none
 * @param sources those with something left first, in the order in which they are drawn, then the
 *     others, the latest that ended first
 * @param moreSources how many sources were left out; absent where none were
 */
public record Balance(
    String entitlement,
    String kind,
    String period,
    Window window,
    @Nullable Window inForce,
    @Nullable Quantity granted,
    Quantity adjusted,
    Quantity consumed,
    Quantity held,
    Quantity lapsed,
    Quantity overage,
    @Nullable Quantity remaining,
    @Nullable Quantity available,
    boolean unlimited,
    @Nullable List<Integer> thresholds,
    List<SourceBalance> sources,
    @Nullable Integer moreSources) {
  /** The most sources that an answer shows. */
  public static final int MOST_SOURCES = 100;

  /**
   * The same of one source.
   *
   * @param originally what it gave when it began
   * @param granted what it brought into this window
   * @param adjusted what adjustments took from it, below 0; absent where none did
   */
  public record SourceBalance(
      Source source,
      int priority,
      boolean promotional,
      Instant starts,
      Instant ends,
      @Nullable Quantity originally,
      @Nullable Quantity granted,
      @Nullable Quantity adjusted,
      Quantity consumed,
      Quantity held,
      Quantity lapsed,
      @Nullable Quantity available) {}

  /** The balance as answers show it: with its first {@value #MOST_SOURCES} sources. */
  public Balance abridged() {
    int more = sources.size() - MOST_SOURCES;
    return more <= 0
        ? this
        : new Balance(
            entitlement,
            kind,
            period,
            window,
            inForce,
            granted,
            adjusted,
            consumed,
            held,
            lapsed,
            overage,
            remaining,
            available,
            unlimited,
            thresholds,
            List.copyOf(sources.subList(0, MOST_SOURCES)),
            more);
  }

  /**
   * Whether the figures close and none is below 0 but {@code adjusted} (API.md, "What is left").
   * Without a limit nothing is to close.
   */
  public boolean closes() {
    boolean belowZero =
        Stream.of(granted, consumed, held, lapsed, overage, remaining, available)
            .anyMatch(figure -> figure != null && figure.isNegative());
    if (belowZero || granted == null || available == null || remaining == null) {
      return !belowZero && unlimited;
    }
    Quantity gone = consumed.plus(held).plus(lapsed);
    return granted.plus(adjusted).plus(overage).equals(gone.plus(available))
        && remaining.equals(held.plus(available));
  }
}
