package org.entitlementledger.projections.report;

import java.time.Instant;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.projections.audit.Conditions;
import org.entitlementledger.projections.audit.EventSearch.Range;
import org.entitlementledger.projections.log.RecordedTimes;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about; what is absent does not narrow.
 *
 * @param from of recording, inclusive
 * @param to of recording, exclusive
 */
public record Scope(@Nullable String account, @Nullable Instant from, @Nullable Instant to) {

  /** Refuses a reversed range. */
  public Scope {
    Check.range("from", from, "to", to);
  }

  /** The part of the log that it is about, after a position. */
  Range range(long after) {
    return new Range(account, from, to, after, Long.MAX_VALUE);
  }

  /** Of rows {@code table}, whose event has its position in {@code column}. */
  Conditions conditions(String table, String column, RecordedTimes times) {
    return new Conditions()
        .and(table + ".account_id = ?", account)
        .recorded(table + "." + column, from, to, times);
  }
}
