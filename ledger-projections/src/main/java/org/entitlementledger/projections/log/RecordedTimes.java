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
  private static final String FROM =
      "select position, recorded_at from log where position >= ? order by position limit 1";

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
    return Halving.first(1, log.last() + 1, position -> firstAt(position, time));
  }

  private Halving.Row firstAt(long position, Instant time) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            FROM,
            (row, number) ->
                new Halving.Row(
                    row.getLong("position"), !Instants.of(row, "recorded_at").isBefore(time)),
            position));
  }
}
