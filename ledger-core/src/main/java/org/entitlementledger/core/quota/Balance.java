package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one entitlement in one window (API.md, "What is left"). The figures of the whole
 * and of each source close: {@code granted + adjusted + overage = consumed + held + lapsed +
 * rolledOver + available}, and {@code remaining = held + available}; none is below 0 but {@code
 * adjusted}.
 *
 * @param period the policy that the window follows
 * @param inForce the part of the window in which the contract is in force, where that is not all of
 *     it
 * @param granted absent without a limit, as are {@code remaining} and {@code available}
 * @param lapsed what ended unused
 * @param rolledOver what went on into the next window by the policy {@code rollover}; absent where
 *     nothing did
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
    @Nullable Quantity rolledOver,
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
   * @param rolledOver what of it went on into the next window; absent where nothing did
   * @param available what may still be drawn; of an ended window's grant, what lives on
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
      @Nullable Quantity rolledOver,
      @Nullable Quantity available) {

    /** Whether its figures close and none is below 0 but {@code adjusted}. */
    public boolean closes() {
      if (belowZero(granted, consumed, held, lapsed, rolledOver, available)) {
        return false;
      }
      Quantity gone = consumed.plus(held).plus(lapsed).plus(orZero(rolledOver));
      return granted == null
          ? available == null
          : granted.plus(orZero(adjusted)).equals(gone.plus(orZero(available)));
    }
  }

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
            rolledOver,
            overage,
            remaining,
            available,
            unlimited,
            thresholds,
            List.copyOf(sources.subList(0, MOST_SOURCES)),
            more);
  }

  /**
   * Whether the figures of the whole and of each source close and none is below 0 but {@code
   * adjusted} (API.md, "What is left"). Without a limit nothing is to close.
   */
  public boolean closes() {
    if (belowZero(granted, consumed, held, lapsed, rolledOver, overage, remaining, available)
        || !sources.stream().allMatch(SourceBalance::closes)) {
      return false;
    }
    if (granted == null || available == null || remaining == null) {
      return unlimited;
    }
    Quantity gone = consumed.plus(held).plus(lapsed).plus(orZero(rolledOver));
    return granted.plus(adjusted).plus(overage).equals(gone.plus(available))
        && remaining.equals(held.plus(available));
  }

  private static boolean belowZero(@Nullable Quantity... figures) {
    return Arrays.stream(figures).anyMatch(figure -> figure != null && figure.isNegative());
  }

  static Quantity orZero(@Nullable Quantity figure) {
    return figure == null ? Quantity.ZERO : figure;
  }
}
