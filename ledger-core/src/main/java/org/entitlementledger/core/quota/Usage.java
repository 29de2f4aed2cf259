package org.entitlementledger.core.quota;

import org.entitlementledger.core.kernel.Quantity;

/**
 * What became of a source in one window, net of what came back.
 *
 * @param lapsed what came back after the source had ended, and was gone at once; and what was left
 *     of a grant when it was revoked
 */
record Usage(Quantity consumed, Quantity deducted, Quantity lapsed) {
  static final Usage NONE = new Usage(Quantity.ZERO, Quantity.ZERO, Quantity.ZERO);

  Usage plus(Usage other) {
    return new Usage(
        consumed.plus(other.consumed), deducted.plus(other.deducted), lapsed.plus(other.lapsed));
  }

  /** Whether anything of it is used or was taken away. */
  boolean drawn() {
    return !consumed.isZero() || !deducted.isZero();
  }

  /** What is not there any more. */
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
