package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * The length of a term, given by its end or in months; at most 100 years (API.md, "Conventions").
 */
final class TermLength {
  private static final int MOST_MONTHS = 1_200;

  private TermLength() {}

  static void check(@Nullable LocalDate until, @Nullable Integer termMonths) {
    if ((until == null) == (termMonths == null)) {
      throw Refusal.invalid("until", "give either until or termMonths");
    }
    if (until != null) {
      Check.date("until", until);
    }
    if (termMonths != null && (termMonths < 1 || termMonths > MOST_MONTHS)) {
      throw Refusal.invalid("termMonths", "must be 1 to " + MOST_MONTHS);
    }
  }

  /** The day after the last day of the term. */
  static LocalDate end(
      LocalDate startsOn, @Nullable LocalDate until, @Nullable Integer termMonths) {
    LocalDate end =
        until != null
            ? until
            : startsOn.plusMonths(termMonths == null ? 0 : termMonths.longValue());
    Check.date("until", end);
    if (!end.isAfter(startsOn)) {
      throw Refusal.invalid("until", "must be after startsOn: it is the day after the last");
    }
    if (end.isAfter(startsOn.plusMonths(MOST_MONTHS))) {
      throw Refusal.invalid("until", "a term has at most 100 years");
    }
    return end;
  }

  /**
   * The time span of a term in the account's zone.
   *
   * @throws Refusal {@code validation} for an empty span: a zone that crosses the date line skips a
   *     day
   */
  static Window term(LocalDate startsOn, LocalDate until, AccountZone zone) {
    Instant start = zone.startOfDay(startsOn);
    Instant end = zone.startOfDay(until);
    if (!start.isBefore(end)) {
      throw Refusal.invalid("until", "the term has no time in the account's zone");
    }
    return new Window(start, end);
  }
}
