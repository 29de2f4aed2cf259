package org.entitlementledger.projections.log;

import java.time.Instant;
import java.util.Objects;
import org.entitlementledger.projections.Instants;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds positions by recorded times. These never go back along positions, so that halving finds
 * them and no index is needed.
 */
public final class RecordedTimes {
  private final JdbcOperations jdbc;
  private final LogTable log;

  public RecordedTimes(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    log = new LogTable(jdbc);
  }

  /**
   * The position of the first event recorded at {@code time} or later; {@link Long#MAX_VALUE}
   * without one.
   */
  public long firstFrom(Instant time) {
    long low = 1;
    long end = log.last() + 1;
    long first = Long.MAX_VALUE;
    while (low < end) {
      long middle = low + (end - low) / 2;
      Recorded found = firstAt(middle);
      if (found.at().isBefore(time)) {
        low = found.position() + 1;
      } else {
        first = found.position();
        end = middle;
      }
    }
    return first;
  }

  private record Recorded(long position, Instant at) {}

  /** The first row from a position on: a damaged log may lack the one at the position. */
  private Recorded firstAt(long position) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select position, recorded_at from log where position >= ? order by position limit 1",
            (row, number) -> new Recorded(row.getLong("position"), Instants.of(row, "recorded_at")),
            position));
  }
}
