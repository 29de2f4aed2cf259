package org.entitlementledger.api.finance.register;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.projections.register.StoredItem;
import org.jspecify.annotations.Nullable;

/**
 * An account as a register asks it.
 *
 * @param period the days that are asked for; all of them for null
 * @param asOf what took effect by then counts
 * @param position what was recorded up to there counts
 */
record RegisterAccount(
    String accountId,
    Contracts contracts,
    AccountZone zone,
    @Nullable Days period,
    Instant asOf,
    long position) {

  /** Whether an item was recorded by then. */
  boolean knows(StoredItem item) {
    return item.recorded() <= position;
  }

  /** Whether nothing was recorded of an item since. */
  boolean knowsLast(StoredItem item) {
    return item.position() <= position;
  }

  /** Whether something had happened by then. */
  boolean sees(@Nullable Instant time) {
    return time != null && !time.isAfter(asOf);
  }

  /** Whether something falls into the period. */
  boolean covers(Instant time) {
    return period == null
        || (!time.isBefore(period.begins(zone)) && time.isBefore(period.ends(zone)));
  }

  /** Whether a day falls into the period. */
  boolean covers(LocalDate day) {
    return period == null || (!day.isBefore(period.start()) && day.isBefore(period.end()));
  }
}
