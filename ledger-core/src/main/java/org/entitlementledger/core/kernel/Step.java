package org.entitlementledger.core.kernel;

/** A step in the life cycle of an item, such as the booking of an exam with a voucher. */
public interface Step {
  /** Its name in refusals, in the fact {@code allowed}. */
  String key();
}
