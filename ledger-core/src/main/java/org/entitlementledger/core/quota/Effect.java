package org.entitlementledger.core.quota;

import org.entitlementledger.core.kernel.Quantity;

/**
 * What a movement adds to the five figures of its source; below 0 where it takes away from one.
 *
 * @param granted what the source brings in
 * @param consumed what is used of it
 * @param deducted what adjustments took away
 * @param held what is reserved
 * @param lapsed what ended unused
 */
public record Effect(
    Quantity granted, Quantity consumed, Quantity deducted, Quantity held, Quantity lapsed) {
  private static final Quantity NO = Quantity.ZERO;

  static Effect of(Movement movement) {
    Quantity quantity = movement.quantity();
    return switch (movement.kind()) {
      case GRANTED -> new Effect(quantity, NO, NO, NO, NO);
      case CONSUMED ->
          new Effect(NO, quantity, NO, movement.holdId() == null ? NO : quantity.negated(), NO);
      case RETURNED -> new Effect(NO, quantity.negated(), NO, NO, NO);
      case DEDUCTED -> new Effect(NO, NO, quantity, NO, NO);
      case HELD -> new Effect(NO, NO, NO, quantity, NO);
      case RELEASED -> new Effect(NO, NO, NO, quantity.negated(), NO);
      case LAPSED, REVOKED -> new Effect(NO, NO, NO, NO, quantity);
    };
  }

  /** What is no longer there. */
  public Quantity gone() {
    return consumed.plus(deducted).plus(lapsed);
  }

  /** What is no longer there for anybody else: gone, or reserved. */
  public Quantity taken() {
    return gone().plus(held);
  }

  /** What is there for the next use. */
  public Quantity available() {
    return granted.minus(taken());
  }
}
