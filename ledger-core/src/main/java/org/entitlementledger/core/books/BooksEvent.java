package org.entitlementledger.core.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What may have happened to the books of the whole ledger: events of no account. */
public sealed interface BooksEvent extends AccountEvent {
  String closingId();

  /**
   * The books are closed through a day of each account's zone.
   *
   * @param after the last day of the books that were closed before; absent for the first closing
   * @param upTo the last event that these books know: what is recorded later belongs to open books
   * @param totals of the roll-forward of the days after that, up to and with {@code through}
   */
  @StoredName("books-closed")
  record BooksClosed(
      Instant occurredAt,
      String closingId,
      LocalDate through,
      @Nullable LocalDate after,
      long upTo,
      List<ClosingTotal> totals)
      implements BooksEvent {}

  /** Somebody asked to open the newest closing again. */
  @StoredName("reopening-requested")
  record ReopeningRequested(Instant occurredAt, String closingId, String requestedBy, String why)
      implements BooksEvent {}

  /**
   * Another person let its books be open again.
   *
   * @param closedThrough the last day that is still closed; absent where none is
   */
  @StoredName("books-reopened")
  record BooksReopened(
      Instant occurredAt,
      String closingId,
      @Nullable LocalDate closedThrough,
      String requestedBy,
      String approvedBy)
      implements BooksEvent {}
}
