package org.entitlementledger.core.finance;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.quota.TimeEffect;
import org.entitlementledger.core.statement.JournalEntry;

/**
 * A journal entry, or the part of one that belongs to a line.
 *
 * @param figures not all zero
 */
public record Booking(JournalEntry entry, Line line, Figures figures) {

  /** Whether it belongs to the period that ends at {@code time}, or to one before. */
  public boolean by(Instant time) {
    int order = entry.occurredAt().compareTo(time);
    return order < 0 || order == 0 && endsAPeriod();
  }

  /**
   * Whether it is an end, which belongs to the period that ends at its instant (FINANCE.md,
   * "Periods"). What rolls over is granted again in the period that it comes from. A tier change is
   * no end: what it takes back belongs to the period that begins.
   */
  private boolean endsAPeriod() {
    if (entry.recorded() != null) {
      return false;
    }
    boolean rolled =
        entry.source().kind() == Source.Kind.ROLLOVER
            && entry.movement().equals(TimeEffect.Type.GRANTED.key());
    return rolled
        || entry.movement().equals(TimeEffect.Type.LAPSED.key())
        || entry.movement().equals(TimeEffect.Type.ROLLED_OVER.key());
  }

  /** The day that it is dated: the account's, and the day before for what ends at its midnight. */
  public LocalDate day(AccountZone zone) {
    LocalDate day = zone.dayOf(entry.occurredAt());
    boolean midnight = zone.startOfDay(day).equals(entry.occurredAt());
    return midnight && endsAPeriod() ? day.minusDays(1) : day;
  }
}
