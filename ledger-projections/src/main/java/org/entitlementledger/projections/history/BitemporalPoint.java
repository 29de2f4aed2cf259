package org.entitlementledger.projections.history;

import java.time.Instant;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * The pair of times of an as-of query (API.md, "Conventions").
 *
 * @param asOf the effective time up to which events count, inclusive; may be in the future
 * @param recordedAsOf the recorded time up to which events count, inclusive
 */
public record BitemporalPoint(Instant asOf, Instant recordedAsOf) {

  /**
   * The client's times. A date means its last microsecond in {@code zone}, a missing time means
   * now, and today as {@code recordedAsOf} means now.
   *
   * @throws Refusal {@code validation} if {@code recordedAsOf} is after {@code now}
   */
  public static BitemporalPoint of(
      @Nullable When asOf, @Nullable When recordedAsOf, AccountZone zone, Instant now) {
    return of("recordedAsOf", asOf, recordedAsOf, zone, now);
  }

  /**
   * The same for a pair with other field names.
   *
   * @param field the name of {@code recordedAsOf} in the request
   */
  public static BitemporalPoint of(
      String field,
      @Nullable When asOf,
      @Nullable When recordedAsOf,
      AccountZone zone,
      Instant now) {
    Instant known = recordedAsOf == null ? now : recordedAsOf.last(zone);
    if (known.isAfter(now) && hasBegun(recordedAsOf, zone, now)) {
      known = now;
    }
    if (known.isAfter(now)) {
      throw Refusal.invalid(field, "lies ahead of the ledger's clock").with("now", now);
    }
    return new BitemporalPoint(asOf == null ? now : asOf.last(zone), known);
  }

  /** Whether the time is a date that has begun. */
  private static boolean hasBegun(@Nullable When recordedAsOf, AccountZone zone, Instant now) {
    return recordedAsOf instanceof When.On day && !day.start(zone).isAfter(now);
  }

  /** Whether the present rows answer it, because both times are now or later. */
  public boolean isPresent(Instant now) {
    return !recordedAsOf.isBefore(now) && !asOf.isBefore(now);
  }
}
