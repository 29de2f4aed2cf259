package org.entitlementledger.projections.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The position of the last event that this node has recorded for an account, so that a read can
 * wait for its views. Accounts share a fixed number of places by the hash of their ids: memory is
 * bounded however long a view stands still, and no lock is needed. An account may be given the
 * later position of another one, never an earlier one than its own.
 */
final class RecordedPositions {
  /**
   * A power of two; 1 MiB. With 1,000 accounts ahead of a view, one other in 131 shares a place.
   */
  private static final int PLACES = 1 << 17;

  private final AtomicLongArray byPlace = new AtomicLongArray(PLACES);

  /** Of all accounts. */
  private volatile long newest;

  /** Every account counts as written up to here; see {@link #startAt}. */
  private volatile long start;

  /** Takes the events of one turn of the writer, which is the only one that calls this. */
  void add(List<LoggedEvent> events) {
    for (LoggedEvent event : events) {
      byPlace.setRelease(place(event.accountId()), event.position());
    }
    newest = events.getLast().position();
  }

  /**
   * Takes the end of the log at the start of this node: a crash may have taken back rows of views
   * that it had shown before.
   */
  void startAt(long position) {
    start = position;
  }

  /** The last position of an account; 0 without one. */
  long of(String accountId) {
    return Math.max(start, byPlace.getAcquire(place(accountId)));
  }

  /** The last position of all accounts; 0 without one. */
  long ofAll() {
    return Math.max(start, newest);
  }

  private static int place(String accountId) {
    int hash = accountId.hashCode();
    return (hash ^ (hash >>> 16)) & (PLACES - 1);
  }
}
