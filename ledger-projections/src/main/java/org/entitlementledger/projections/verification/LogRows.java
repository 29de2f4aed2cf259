package org.entitlementledger.projections.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads the stored rows of the log, one by one in rising order of positions. */
final class LogRows {
  private static final String SOME =
      "select "
          + StoredEvents.COLUMNS
          + " from log l where l.position > ? and l.position <= ? order by l.position limit ?";

  private final JdbcOperations jdbc;
  private final long through;
  private final Progress progress;
  private final StoredEvents.Pages pages = new StoredEvents.Pages();
  private final Deque<StoredEvent> ahead = new ArrayDeque<>();
  private long read;

  /** Reads the rows after {@code after}, up to {@code through}. */
  LogRows(JdbcOperations jdbc, long after, long through, Progress progress) {
    this.jdbc = jdbc;
    this.read = after;
    this.through = through;
    this.progress = progress;
  }

  /** The row at a position, or null without one. */
  @Nullable StoredEvent at(long position) {
    StoredEvent next = peek();
    if (next == null || next.position() != position) {
      return null;
    }
    return ahead.poll();
  }

  /** The next row at any position; null after the last. */
  @Nullable StoredEvent next() {
    return peek() == null ? null : ahead.poll();
  }

  private @Nullable StoredEvent peek() {
    if (ahead.isEmpty() && read < through) {
      progress.pause();
      int limit = Math.min(pages.rows(), Progress.PIECE);
      List<StoredEvent> page =
          jdbc.query(SOME, (row, number) -> StoredEvents.read(row), read, through, limit);
      ahead.addAll(page);
      long before = read;
      read = page.size() < limit ? through : page.getLast().position();
      progress.add(read - before);
      if (!page.isEmpty()) {
        pages.saw(page);
      }
    }
    return ahead.peek();
  }
}
