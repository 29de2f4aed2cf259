package org.entitlementledger.core.entitlement;

import java.math.BigDecimal;
import java.time.Duration;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.quota.Balance;
import org.jspecify.annotations.Nullable;

/** What an account has under one key at one time (API.md, "What is left"). */
public sealed interface Entitlement {
  /** The key. */
  String entitlement();

  /** A kind that is counted: program, session, voucher, units. */
  record Counted(Balance balance) implements Entitlement {
    @Override
    public String entitlement() {
      return balance.entitlement();
    }
  }

  /**
   * A discount.
   *
   * @param percent of the list price, 0–100
   */
  record Discount(String entitlement, String kind, BigDecimal percent) implements Entitlement {}

  /**
   * Support.
   *
   * @param coverage absent before the first level of the schedule
   */
  record Support(
      String entitlement,
      String kind,
      @Nullable Coverage coverage,
      @Nullable Duration firstResponse)
      implements Entitlement {}

  /**
   * A role.
   *
   * @param assigneeId who fills it; absent where nobody does
   */
  record Role(String entitlement, String kind, boolean entitled, @Nullable String assigneeId)
      implements Entitlement {}

  /** Something without a limit that is not counted. */
  record Activity(String entitlement, String kind, boolean unlimited) implements Entitlement {}
}
