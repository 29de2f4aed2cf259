package org.entitlementledger.core.finance;

import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Effect;
import org.entitlementledger.core.quota.Source;

/**
 * The four columns of movement of a roll-forward, signed (FINANCE.md, "Roll-forward"). Holds move
 * nothing.
 *
 * @param granted allowances and grants; less what a tier change took back
 * @param adjusted approved adjustments, upwards and downwards
 * @param consumed draws, less what was given back
 * @param lapsed what ended unused
 */
public record Figures(Quantity granted, Quantity adjusted, Quantity consumed, Quantity lapsed) {
  private static final Quantity NO = Quantity.ZERO;

  /** Nothing. */
  public static final Figures NONE = new Figures(NO, NO, NO, NO);

  /**
   * The columns of an effect on a source. What rolls over leaves one source and begins another in
   * the same column, so that the two cancel each other.
   */
  static Figures of(Source.Kind source, Effect effect) {
    boolean adjustment = source == Source.Kind.ADJUSTMENT;
    Quantity brought = effect.granted().minus(effect.rolledOver());
    return new Figures(
        adjustment ? NO : brought,
        (adjustment ? brought : NO).minus(effect.deducted()),
        effect.consumed(),
        effect.lapsed());
  }

  /** Both. */
  public Figures plus(Figures other) {
    return new Figures(
        granted.plus(other.granted),
        adjusted.plus(other.adjusted),
        consumed.plus(other.consumed),
        lapsed.plus(other.lapsed));
  }

  /** These without the others. */
  public Figures minus(Figures other) {
    return new Figures(
        granted.minus(other.granted),
        adjusted.minus(other.adjusted),
        consumed.minus(other.consumed),
        lapsed.minus(other.lapsed));
  }

  /** The same of a part of what was consumed past a limit, where it counts as granted. */
  static Figures pastTheLimit(Quantity consumed) {
    return new Figures(consumed, NO, consumed, NO);
  }

  /** By how much more is left after them. */
  public Quantity change() {
    return granted.plus(adjusted).minus(consumed).minus(lapsed);
  }

  /** Whether nothing moved. */
  public boolean areZero() {
    return granted.isZero() && adjusted.isZero() && consumed.isZero() && lapsed.isZero();
  }
}
