package org.entitlementledger.api.finance.register;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * What a register is about.
 *
 * @param period days in each account's zone; all unless given
 * @param account only this one
 * @param asOf what took effect by then, inclusive; now unless given
 */
record RegisterScope(@Nullable String period, @Nullable String account, @Nullable When asOf) {

  /**
   * The days of the period.
   *
   * @throws org.entitlementledger.core.kernel.Refusal {@code validation}
   */
  @Nullable Days days() {
    return period == null ? null : Days.parse("period", period);
  }

  /** What the name of a file says of it. */
  List<String> qualifiers() {
    var qualifiers = new ArrayList<String>();
    if (period != null) {
      qualifiers.add(period.replace('/', '_'));
    }
    if (account != null) {
      qualifiers.add(account);
    }
    return qualifiers;
  }
}
