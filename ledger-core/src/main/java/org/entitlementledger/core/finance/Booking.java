package org.entitlementledger.core.finance;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.statement.JournalEntry;

/**
 * A journal entry, or the part of one that belongs to a line.
 *
 * @param figures not all zero
 * @param ends whether it is an end, which belongs to the period that ends at its instant
 *     (FINANCE.md, "Periods")
 */
public record Booking(JournalEntry entry, Line line, Figures figures, boolean ends) {

  /** Whether it belongs to the period that ends at {@code time}, or to one before. */
  public boolean by(Instant time) {
    int order = entry.occurredAt().compareTo(time);
    return order < 0 || (order == 0 && ends);
  }

  /** The day that it is dated: the account's, and the day before for what ends at its midnight. */
  public LocalDate day(AccountZone zone) {
    LocalDate day = zone.dayOf(entry.occurredAt());
    boolean midnight = zone.startOfDay(day).equals(entry.occurredAt());
    return midnight && ends ? day.minusDays(1) : day;
  }
}
