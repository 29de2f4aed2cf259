package org.entitlementledger.core.quota;

import java.time.Instant;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * A source that follows from the contract and the date, as it stands in one window: an allowance,
 * or what rolled over into it.
 *
 * @param originally what it gave when it began; absent without a limit
 * @param entered what it brought into this window
 * @param carried what the overage of the window before took from it
 * @param replaced whether a tier change ends it: what was not used is then taken back, not lapsed
 * @param rolled what goes on into the next window when this one ends
 * @param trimmed what it lost at the start of this window to the bound of all that is alive
 */
record Allocation(
    Source source,
    EntitlementTerms terms,
    Window life,
    int priority,
    @Nullable Quantity originally,
    @Nullable Quantity entered,
    Quantity carried,
    boolean replaced,
    Quantity rolled,
    Quantity trimmed) {

  static Allocation allowance(
      ContractEntitlement promise,
      EntitlementTerms terms,
      Window life,
      @Nullable Quantity gift,
      boolean replaced) {
    var source = new Source(Source.Kind.ALLOWANCE, promise.contractId() + "/" + life.start());
    return new Allocation(
        source,
        terms,
        life,
        Lot.PRIORITY,
        gift,
        gift,
        Quantity.ZERO,
        replaced,
        Quantity.ZERO,
        Quantity.ZERO);
  }

  /** What rolled over from a window with these terms. */
  static Allocation rollover(
      Source source, EntitlementTerms terms, Window life, int priority, Quantity rolled) {
    return new Allocation(
        source,
        terms,
        life,
        priority,
        rolled,
        rolled,
        Quantity.ZERO,
        false,
        Quantity.ZERO,
        Quantity.ZERO);
  }

  Allocation carrying(Quantity quantity) {
    return new Allocation(
        source, terms, life, priority, originally, entered, quantity, replaced, rolled, trimmed);
  }

  Allocation rolling(Quantity quantity) {
    return new Allocation(
        source, terms, life, priority, originally, entered, carried, replaced, quantity, trimmed);
  }

  Allocation entering(@Nullable Quantity quantity) {
    return entering(quantity, Quantity.ZERO);
  }

  /** With what it brought into the window, after it had lost {@code trimmed}. */
  Allocation entering(@Nullable Quantity quantity, Quantity trimmed) {
    return new Allocation(
        source,
        terms,
        life,
        priority,
        originally,
        quantity,
        Quantity.ZERO,
        replaced,
        rolled,
        trimmed);
  }

  boolean unlimited() {
    return entered == null;
  }

  /** What is not there any more when it ends: used, reserved past the end, or lost. */
  Quantity usedAtEnd(QuotaState state) {
    return state.takenFrom(life.end(), source).plus(carried);
  }

  /**
   * What of it is there at {@code now}, all that was ever recorded counted; null without a limit.
   */
  @Nullable Quantity available(QuotaState state, Instant window, Instant now) {
    if (entered == null) {
      return null;
    }
    Usage before =
        source.kind() == Source.Kind.ROLLOVER ? state.before(source, window) : Usage.NONE;
    Quantity whole = entered.plus(before.gone());
    return whole.minus(state.inAll(source).gone()).minus(state.heldOf(source, now)).minus(carried);
  }
}
