package org.entitlementledger.api.finance.closing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The table {@code closing}: the closing that is running, if any. It is written with the head
 * locked, but for the claim of the node that works on it.
 */
final class ClosingTable {
  /** A node that has not been heard of for so long may have died. */
  private static final String CLAIM =
      "update closing set claimed_by = ?, beat_at = current_timestamp where closing_id = ?"
          + " and (claimed_by is null or claimed_by = ?"
          + " or beat_at < current_timestamp - interval '5' second)";

  private final JdbcOperations jdbc;

  ClosingTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The one that is running; null where none is. */
  @Nullable RunningClosing running() {
    List<RunningClosing> found =
        jdbc.query("select * from closing order by through", (row, number) -> closing(row));
    return found.isEmpty() ? null : found.getFirst();
  }

  private static RunningClosing closing(ResultSet row) throws SQLException {
    return new RunningClosing(
        row.getString("closing_id"),
        row.getObject("through", LocalDate.class),
        row.getObject("closed_before", LocalDate.class),
        Instants.of(row, "begun_at"),
        row.getString("actor"),
        row.getString("correlation_id"));
  }

  void begin(RunningClosing closing) {
    jdbc.update(
        "insert into closing (closing_id, through, closed_before, begun_at, actor, correlation_id)"
            + " values (?, ?, ?, ?, ?, ?)",
        closing.closingId(),
        closing.through(),
        closing.closedBefore(),
        Instants.sql(closing.begunAt()),
        closing.actor(),
        closing.correlationId());
  }

  /**
   * Claims a closing for a node, or says that the node is still alive.
   *
   * @return false where another node works on it, or it is done
   */
  boolean claim(String closingId, String node) {
    return jdbc.update(CLAIM, node, closingId, node) > 0;
  }

  /** Ends a closing; false where it is not running. */
  boolean end(String closingId) {
    return jdbc.update("delete from closing where closing_id = ?", closingId) > 0;
  }
}
