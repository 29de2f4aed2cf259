package org.entitlementledger.core.quota;

import org.entitlementledger.core.kernel.Quantity;

/**
 * What a movement, or the passing of time, adds to the figures of a source; below 0 where it takes
 * away from one.
 *
 * @param granted what the source brings in
 * @param consumed what is used of it
 * @param deducted what adjustments took away
 * @param held what is reserved
 * @param lapsed what ended unused
 * @param rolledOver what went on into the next window
 */
public record Effect(
    Quantity granted,
    Quantity consumed,
    Quantity deducted,
    Quantity held,
    Quantity lapsed,
    Quantity rolledOver) {
  private static final Quantity NO = Quantity.ZERO;

  /** Nothing. */
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
   * The same where there is no limit, or past it: what is used counts as granted at that moment,
   * what comes back takes both back, and there is nothing to reserve (FINANCE.md, "Roll-forward").
   */
  public Effect grantedAsUsed() {
    return new Effect(granted.plus(gone()), consumed, deducted, NO, lapsed, rolledOver);
  }

  /** What is no longer there. */
  public Quantity gone() {
    return consumed.plus(deducted).plus(lapsed).plus(rolledOver);
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
