package org.entitlementledger.projections.history;

import java.time.Instant;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * The two times that a question is asked for (API.md, "Conventions").
 *
 * @param asOf what took effect by then counts, inclusive; may lie ahead of now
 * @param recordedAsOf what the ledger knew by then counts, inclusive
 */
public record BitemporalPoint(Instant asOf, Instant recordedAsOf) {

  /**
   * The times that a client gave, a date meaning its last microsecond in {@code zone}; now for what
   * it left out. Known by today is known by now.
   *
   * @throws Refusal {@code validation} where {@code recordedAsOf} lies ahead of {@code now}
   */
  public static BitemporalPoint of(
      @Nullable When asOf, @Nullable When recordedAsOf, AccountZone zone, Instant now) {
    return of("recordedAsOf", asOf, recordedAsOf, zone, now);
  }

  /**
   * The same of another pair.
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

  /** Today, of which the ledger knows what came by now. */
  private static boolean hasBegun(@Nullable When recordedAsOf, AccountZone zone, Instant now) {
    return recordedAsOf instanceof When.On day && !day.start(zone).isAfter(now);
  }

  /** Whether the present rows answer it: everything recorded counts, and nothing of it is later. */
  public boolean isPresent(Instant now) {
    return !recordedAsOf.isBefore(now) && !asOf.isBefore(now);
  }
}
