package org.entitlementledger.core.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What one tier promises under one key, every policy resolved to the nearest setting (CATALOGUE.md,
 * "Policies").
 *
 * @param metering for the kinds that are counted
 * @param program for the kind program
 * @param voucher for the kind voucher
 * @param session for the kind session
 * @param percent for the kind discount, 0–100
 * @param support for the kind support: levels in the order of their first days
 * @param required for the kind role: the keys that need an assignee
 */
public record EntitlementTerms(
    String key,
    String name,
    Kind kind,
    Period backdating,
    @Nullable Metering metering,
    @Nullable ProgramRules program,
    @Nullable VoucherRules voucher,
    @Nullable SessionRules session,
    @Nullable BigDecimal percent,
    List<SupportLevel> support,
    List<String> required) {

  /**
   * How a quantity is limited.
   *
   * @param limit of one window; absent where there is no limit
   * @param unit what one is called, for the kind units
   * @param scale decimal places of a quantity
   */
  public record Metering(
      Recurrence period,
      @Nullable Quantity limit,
      @Nullable String unit,
      int scale,
      @Nullable Money unitValue,
      QuotaPolicy policy) {
    public boolean unlimited() {
      return limit == null;
    }
  }

  /**
   * A program's length from its start, and how long after the start a cancellation gives the unit
   * back.
   */
  public record ProgramRules(Period length, Period returnWithin) {}

  /**
   * How long a voucher is good for.
   *
   * @param untilContractEnd whether the contract's end comes first where it is earlier
   */
  public record VoucherRules(Period validFor, boolean untilContractEnd) {}

  /** Whether a no-show counts as held, by who did not come. */
  public record SessionRules(boolean customerNoShowConsumes, boolean vendorNoShowConsumes) {}

  /** The metering of a counted kind. */
  public Metering counted() {
    if (metering == null) {
      throw new IllegalStateException(key + " is not counted");
    }
    return metering;
  }

  /** The support level of the day that {@code time} falls on; null before the first. */
  public @Nullable SupportLevel supportAt(Instant time, AccountZone zone) {
    LocalDate day = zone.dayOf(time);
    SupportLevel found = null;
    for (SupportLevel level : support) {
      if (level.from() == null || !level.from().isAfter(day)) {
        found = level;
      }
    }
    return found;
  }
}
