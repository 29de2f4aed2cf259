package org.entitlementledger.core.quota;

import org.entitlementledger.core.kernel.Quantity;

/**
 * The changes that a movement, or the passing of time, makes to the figures of a source; negative
 * where it reduces one.
 *
 * @param granted units that the source adds
 * @param consumed units used
 * @param deducted units that adjustments took away
 * @param held units reserved
 * @param lapsed units that ended unused
 * @param rolledOver units that went on into the next window
 */
public record Effect(
    Quantity granted,
    Quantity consumed,
    Quantity deducted,
    Quantity held,
    Quantity lapsed,
    Quantity rolledOver) {
  private static final Quantity NO = Quantity.ZERO;

  /** No change. */
  public static final Effect NONE = new Effect(NO, NO, NO, NO, NO, NO);

  static Effect of(Movement movement) {
    Quantity quantity = movement.quantity();
    return switch (movement.kind()) {
      case GRANTED -> granted(quantity);
      case CONSUMED ->
          new Effect(NO, quantity, NO, movement.holdId() == null ? NO : quantity.negated(), NO, NO);
      case RETURNED -> consumed(quantity.negated());
      case DEDUCTED -> new Effect(NO, NO, quantity, NO, NO, NO);
      case HELD -> held(quantity);
      case RELEASED -> held(quantity.negated());
      case LAPSED, REVOKED -> lapsed(quantity);
    };
  }

  static Effect of(TimeEffect byTime) {
    Quantity quantity = byTime.quantity();
    return switch (byTime.type()) {
      case GRANTED -> granted(quantity);
      case CONSUMED -> consumed(quantity);
      case RELEASED -> held(quantity.negated());
      case LAPSED -> lapsed(quantity);
      case ROLLED_OVER -> new Effect(NO, NO, NO, NO, NO, quantity);
      case TAKEN_BACK -> granted(quantity.negated());
    };
  }

  private static Effect granted(Quantity quantity) {
    return new Effect(quantity, NO, NO, NO, NO, NO);
  }

  private static Effect consumed(Quantity quantity) {
    return new Effect(NO, quantity, NO, NO, NO, NO);
  }

  private static Effect held(Quantity quantity) {
    return new Effect(NO, NO, NO, quantity, NO, NO);
  }

  private static Effect lapsed(Quantity quantity) {
    return new Effect(NO, NO, NO, NO, quantity, NO);
  }

  /**
   * The effect on a source without a limit, or beyond it: units count as granted when they are
   * used, a return reverses both, and nothing is reserved (FINANCE.md, "Roll-forward").
   */
  public Effect grantedAsUsed() {
    return new Effect(granted.plus(gone()), consumed, deducted, NO, lapsed, rolledOver);
  }

  /** Units that have left the source. */
  public Quantity gone() {
    return consumed.plus(deducted).plus(lapsed).plus(rolledOver);
  }

  /** Units that nobody else can draw: gone or reserved. */
  public Quantity taken() {
    return gone().plus(held);
  }

  /** Units that the next draw may use. */
  public Quantity available() {
    return granted.minus(taken());
  }
}
