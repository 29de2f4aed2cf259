package org.entitlementledger.projections.movement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The movements of an entitlement as of a pair of times, in the order in which they took effect.
 * They are read as they are asked for: rows are never changed, so that what was read first says up
 * to which position all others count.
 */
final class MovementRows implements Iterator<Recorded> {
  private static final int MOST = 1_000;

  static final String ORDER = "effective_at, position, ordinal";

  static final String KNOWN =
      "select * from movement where account_id = ? and entitlement = ? and recorded_at <= ?"
          + " and position <= ? and effective_at <= ?";

  /** With all columns of the index, or the embedded database reads and sorts all rows. */
  private static final String IN_ORDER = " order by account_id, entitlement, " + ORDER + " limit ?";

  static final String FIRST = KNOWN + IN_ORDER;

  static final String NEXT =
      KNOWN
          + " and effective_at >= ? and (effective_at > ? or position > ?"
          + " or position = ? and ordinal > ?)"
          + IN_ORDER;

  private final JdbcOperations jdbc;
  private final String accountId;
  private final String entitlement;
  private final BitemporalPoint point;
  private final long position;
  private final Queue<Recorded> read;
  private int page;
  private @Nullable Recorded last;

  /**
   * Reads the first rows.
   *
   * @param through the last event of the log that counts
   * @param few how many are probably enough
   */
  MovementRows(
      JdbcOperations jdbc,
      String accountId,
      String entitlement,
      BitemporalPoint point,
      long through,
      int few) {
    this.jdbc = jdbc;
    this.accountId = accountId;
    this.entitlement = entitlement;
    this.point = point;
    page = Math.min(MOST, few);
    Snapshot.Rows<Recorded> first =
        new Snapshot(jdbc)
            .read(
                MovementQueries.VIEW,
                FIRST,
                ORDER,
                MovementRows::recorded,
                accountId,
                entitlement,
                Instants.sql(point.recordedAsOf()),
                through,
                Instants.sql(point.asOf()),
                page);
    position = Math.min(through, first.position());
    read = new ArrayDeque<>(first.rows());
    last = end(first.rows());
  }

  /** The last event whose movements count. */
  long position() {
    return position;
  }

  @Override
  public boolean hasNext() {
    if (read.isEmpty() && last != null) {
      readMore(last);
    }
    return !read.isEmpty();
  }

  @Override
  public Recorded next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.remove();
  }

  private void readMore(Recorded after) {
    page = Math.min(MOST, 2 * page);
    var time = Instants.sql(after.movement().effectiveAt());
    List<Recorded> rows =
        jdbc.query(
            NEXT,
            MovementRows::recorded,
            accountId,
            entitlement,
            Instants.sql(point.recordedAsOf()),
            position,
            Instants.sql(point.asOf()),
            time,
            time,
            after.position(),
            after.position(),
            after.ordinal(),
            page);
    read.addAll(rows);
    last = end(rows);
  }

  /** The last row of a full page, after which there may be more. */
  private @Nullable Recorded end(List<Recorded> rows) {
    return rows.size() < page ? null : rows.getLast();
  }

  static Recorded recorded(ResultSet row, int number) throws SQLException {
    String detail = row.getString("detail");
    Movement movement =
        detail == null ? plain(row) : LedgerJson.mapper().readValue(detail, Movement.class);
    return new Recorded(
        row.getLong("position"),
        row.getInt("ordinal"),
        row.getString("type"),
        Instants.of(row, "recorded_at"),
        movement);
  }

  private static Movement plain(ResultSet row) throws SQLException {
    var source =
        new Source(
            Source.Kind.valueOf(row.getString("source_kind").toUpperCase(Locale.ROOT)),
            row.getString("source_id"));
    return Movement.of(
        Movement.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("entitlement"),
        source,
        new Window(Instants.of(row, "window_start"), Instants.of(row, "window_end")),
        new Quantity(row.getBigDecimal("quantity")),
        Instants.of(row, "effective_at"));
  }
}
