package org.entitlementledger.core.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.core.books.BooksEvent.BooksClosed;
import org.entitlementledger.core.books.BooksEvent.BooksReopened;
import org.entitlementledger.core.books.BooksEvent.ReopeningRequested;
import org.jspecify.annotations.Nullable;

/**
 * A closing that is done.
 *
 * @param after the last day of the books that were closed before it, if any
 * @param position of its event
 * @param upTo the last event that its books know
 * @param closedBy who asked for it
 * @param reopening absent while nobody asked to open it again
 */
public record Closing(
    String closingId,
    LocalDate through,
    @Nullable LocalDate after,
    long position,
    long upTo,
    Instant closedAt,
    String closedBy,
    List<ClosingTotal> totals,
    @Nullable Reopening reopening) {
  /** Where a closing is. */
  public enum State {
    /** Commands into its period are refused, and its totals are computed. */
    RUNNING,
    CLOSED,
    REOPENED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * That somebody asked to open it again.
   *
   * @param approvedBy absent while it waits for another person
   */
  public record Reopening(
      Instant requestedAt,
      String requestedBy,
      String reason,
      @Nullable Instant reopenedAt,
      @Nullable String approvedBy) {}

  static Closing of(BooksClosed closed, long position, String closedBy) {
    return new Closing(
        closed.closingId(),
        closed.through(),
        closed.after(),
        position,
        closed.upTo(),
        closed.occurredAt(),
        closedBy,
        closed.totals(),
        null);
  }

  /** Where it is. */
  public State state() {
    return reopening == null || reopening.approvedBy() == null ? State.CLOSED : State.REOPENED;
  }

  /** Whether it waits for another person to open it again. */
  boolean awaitsApproval() {
    return reopening != null && reopening.approvedBy() == null;
  }

  Closing after(ReopeningRequested asked) {
    return with(new Reopening(asked.occurredAt(), asked.requestedBy(), asked.why(), null, null));
  }

  Closing after(BooksReopened reopened) {
    Reopening asked = reopening;
    if (asked == null) {
      throw new IllegalStateException("reopened before anybody asked for it: " + closingId);
    }
    return with(
        new Reopening(
            asked.requestedAt(),
            asked.requestedBy(),
            asked.reason(),
            reopened.occurredAt(),
            reopened.approvedBy()));
  }

  private Closing with(Reopening next) {
    return new Closing(closingId, through, after, position, upTo, closedAt, closedBy, totals, next);
  }
}
