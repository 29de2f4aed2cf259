package org.entitlementledger.core.quota;

import java.time.Instant;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * A source that the contract and the date imply, seen in one window: an allowance or a rollover.
 *
 * @param originally the quantity when it began; null without a limit
 * @param entered the quantity that it brought into this window; null without a limit
 * @param carried overage of the previous window that was charged to it
 * @param replaced whether a tier change ends it; its unused quantity is then taken back and does
 *     not lapse
 * @param rolled the quantity that rolls over when this window ends
 * @param trimmed the quantity cut at the start of this window because all live rollovers exceeded
 *     their limit
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

  /** A rollover from a window with these terms. */
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

  /** A copy that brought {@code quantity} into the window after {@code trimmed} was cut. */
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

  /** The quantity that is used, lost or still reserved when it ends. */
  Quantity usedAtEnd(QuotaState state) {
    return state.takenFrom(life.end(), source).plus(carried);
  }

  /**
   * The quantity available at {@code now}, counting every recorded movement; null without a limit.
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
