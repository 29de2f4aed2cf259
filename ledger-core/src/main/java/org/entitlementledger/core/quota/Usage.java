package org.entitlementledger.core.quota;

import org.entitlementledger.core.kernel.Quantity;

/**
 * The usage of a source in one window, net of returns.
 *
 * @param lapsed units that returned after the source had ended, and the rest of a revoked grant
 */
record Usage(Quantity consumed, Quantity deducted, Quantity lapsed) {
  static final Usage NONE = new Usage(Quantity.ZERO, Quantity.ZERO, Quantity.ZERO);

  Usage plus(Usage other) {
    return new Usage(
        consumed.plus(other.consumed), deducted.plus(other.deducted), lapsed.plus(other.lapsed));
  }

  /** Whether anything is consumed or deducted. */
  boolean drawn() {
    return !consumed.isZero() || !deducted.isZero();
  }

  /** Consumed, deducted and lapsed units. */
  Quantity gone() {
    return consumed.plus(deducted).plus(lapsed);
  }

  Usage apply(Movement movement) {
    Effect effect = movement.effect();
    return new Usage(
        consumed.plus(effect.consumed()),
        deducted.plus(effect.deducted()),
        lapsed.plus(effect.lapsed()));
  }
}
