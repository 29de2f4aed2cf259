package org.entitlementledger.core.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.books.BooksEvent.BooksClosed;
import org.entitlementledger.core.books.BooksEvent.BooksReopened;
import org.entitlementledger.core.books.BooksEvent.ReopeningRequested;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The books of the whole ledger, and who may close and open them (FINANCE.md, "Closing").
 *
 * @param closings that are done, oldest first
 */
public record Books(List<Closing> closings) {
  /** Before the first closing. */
  public static final Books OPEN = new Books(List.of());

  /** Where a day ends last on earth. */
  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  public Books {
    closings = List.copyOf(closings);
  }

  /**
   * The books after an event.
   *
   * @param position of the event
   * @param actor who caused it
   */
  public Books apply(BooksEvent event, long position, String actor) {
    if (event instanceof BooksClosed closed) {
      var more = new ArrayList<>(closings);
      more.add(Closing.of(closed, position, actor));
      return new Books(more);
    }
    return new Books(
        closings.stream()
            .map(one -> one.closingId().equals(event.closingId()) ? after(one, event) : one)
            .toList());
  }

  private static Closing after(Closing closing, BooksEvent event) {
    return switch (event) {
      case ReopeningRequested asked -> closing.after(asked);
      case BooksReopened reopened -> closing.after(reopened);
      case BooksClosed _ -> throw new IllegalStateException("closed twice: " + event.closingId());
    };
  }

  /** The newest closing that was not opened again; null where there is none. */
  public @Nullable Closing newest() {
    return closings.reversed().stream()
        .filter(closing -> closing.state() == Closing.State.CLOSED)
        .findFirst()
        .orElse(null);
  }

  /** The closing with this id; null where none that is done has it. */
  public @Nullable Closing find(String closingId) {
    return closings.stream()
        .filter(closing -> closing.closingId().equals(closingId))
        .findFirst()
        .orElse(null);
  }

  /**
   * The closing with this id.
   *
   * @throws Refusal {@code not-found}
   */
  public Closing require(String closingId) {
    Closing found = find(closingId);
    if (found == null) {
      throw Refusal.of(Problem.NOT_FOUND, "there is no closing with this id that is done")
          .with("closingId", closingId);
    }
    return found;
  }

  /**
   * A day may be the last of a closing once it is over everywhere on earth, and unless its books
   * are closed.
   *
   * @param closedThrough the last day whose books are closed or being closed, if any
   * @throws Refusal {@code future-dated}, {@code books-closed}
   */
  public static void refuseClosing(
      LocalDate through, @Nullable LocalDate closedThrough, Instant now) {
    Instant over = through.plusDays(1).atStartOfDay().toInstant(LAST);
    if (over.isAfter(now)) {
      throw Refusal.of(Problem.FUTURE_DATED, "that day is not over everywhere on earth")
          .with("earliest", over)
          .with("now", now);
    }
    if (closedThrough != null && !through.isAfter(closedThrough)) {
      throw Refusal.of(Problem.BOOKS_CLOSED, "the books of that day are closed or being closed")
          .with("closedThrough", closedThrough);
    }
  }

  /**
   * Somebody asks to open a closing again.
   *
   * @param running the closing that is running, if any
   * @throws Refusal {@code not-found}, {@code invalid-transition}
   */
  public ReopeningRequested requestReopening(
      String closingId, @Nullable String running, String actor, String why, Instant now) {
    Closing closing = require(closingId);
    onlyTheNewestIsReopened(closing, running);
    if (closing.awaitsApproval()) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "its reopening awaits another person")
          .with("state", "reopening-requested")
          .with("allowed", List.of("reopening/approval"));
    }
    return new ReopeningRequested(now, closingId, actor, why);
  }

  /**
   * Another person opens it again.
   *
   * @param running likewise
   * @throws Refusal {@code not-found}, {@code self-approval}, {@code invalid-transition}
   */
  public BooksReopened approveReopening(
      String closingId, @Nullable String running, String actor, Instant now) {
    Closing closing = require(closingId);
    Closing.Reopening asked = closing.reopening();
    if (closing.awaitsApproval() && asked != null && asked.requestedBy().equals(actor)) {
      throw Refusal.of(Problem.SELF_APPROVAL, "who asked for it cannot decide on it")
          .with("requestedBy", actor);
    }
    onlyTheNewestIsReopened(closing, running);
    if (asked == null) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "nobody asked to open it again")
          .with("state", closing.state().key())
          .with("allowed", List.of("reopening"));
    }
    return new BooksReopened(now, closingId, closing.after(), asked.requestedBy(), actor);
  }

  private void onlyTheNewestIsReopened(Closing closing, @Nullable String running) {
    if (closing.state() == Closing.State.REOPENED) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "the closing was opened again already")
          .with("state", closing.state().key())
          .with("allowed", List.of());
    }
    Closing last = newest();
    String newest = running == null && last != null ? last.closingId() : running;
    if (!closing.closingId().equals(newest)) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "only the newest closing is opened again")
          .with("state", closing.state().key())
          .with("newest", newest)
          .with("allowed", List.of());
    }
  }
}
