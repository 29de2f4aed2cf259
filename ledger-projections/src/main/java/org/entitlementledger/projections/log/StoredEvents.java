package org.entitlementledger.projections.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads the rows of the log as they are stored, in the memory of one page. */
public final class StoredEvents {
  /** The columns of a row, in the order of {@link #read}. */
  public static final String COLUMNS =
      "l.position, l.account_id, l.sequence, l.event_id, l.type, l.revision, l.occurred_at,"
          + " l.recorded_at, l.actor, l.metadata, l.payload";

  private static final String BETWEEN =
      "select "
          + COLUMNS
          + " from log l where l.position > ? and l.position <= ? order by l.position limit ?";

  private final JdbcOperations jdbc;

  public StoredEvents(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Gives all rows after {@code position} up to {@code through} in order, page by page. */
  public void each(long position, long through, Consumer<? super StoredEvent> taker) {
    var pages = new Pages();
    long after = position;
    while (after < through) {
      int limit = pages.rows();
      List<StoredEvent> page =
          jdbc.query(BETWEEN, (row, number) -> read(row), after, through, limit);
      page.forEach(taker);
      if (page.size() < limit) {
        return;
      }
      pages.saw(page);
      after = page.getLast().position();
    }
  }

  /** How many rows to read at once: few where they are large, so that any page fits into memory. */
  public static final class Pages {
    private static final int FIRST = 256;
    private static final int FEWEST = 16;
    private static final int MOST = 2_000;
    private static final long BYTES = 4L << 20;

    private int rows = FIRST;

    /** The next page's. */
    public int rows() {
      return rows;
    }

    /** Takes how large the rows of a page were. */
    public void saw(List<StoredEvent> page) {
      long bytes = 1;
      for (StoredEvent event : page) {
        bytes += event.payload().length + event.metadata().length;
      }
      rows = Math.clamp(BYTES * page.size() / bytes, FEWEST, MOST);
    }
  }

  /** The row that stands in {@link #COLUMNS}. */
  public static StoredEvent read(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("position"),
        row.getString("account_id"),
        row.getLong("sequence"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getInt("revision"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getBytes("metadata"),
        row.getBytes("payload"));
  }
}
