package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.List;
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
    List<SourceBalance> sources) {

  /**
   * The same of one source. {@code originally} is what it gave when it began, {@code granted} what
   * it brought into this window.
   */
  public record SourceBalance(
      Source source,
      int priority,
      boolean promotional,
      Instant starts,
      Instant ends,
      @Nullable Quantity originally,
      @Nullable Quantity granted,
      Quantity consumed,
      Quantity held,
      Quantity lapsed,
      @Nullable Quantity available) {}

  static Balance of(Allowance allowance, Quantity consumed, boolean over) {
    Quantity limit = allowance.limit();
    Quantity left = limit == null ? null : limit.minus(consumed);
    Quantity lapsed = left != null && over ? left : Quantity.ZERO;
    Quantity available = left != null && over ? Quantity.ZERO : left;
    var source =
        new SourceBalance(
            allowance.source(),
            Allowance.PRIORITY,
            false,
            allowance.life().start(),
            allowance.life().end(),
            limit,
            limit,
            consumed,
            Quantity.ZERO,
            lapsed,
            available);
    return new Balance(
        allowance.terms().key(),
        allowance.terms().kind().key(),
        allowance.terms().counted().period().text(),
        allowance.window(),
        allowance.inForce(),
        limit,
        Quantity.ZERO,
        consumed,
        Quantity.ZERO,
        lapsed,
        Quantity.ZERO,
        available,
        available,
        limit == null,
        List.of(source));
  }
}
