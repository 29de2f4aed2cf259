package org.entitlementledger.projections.projector;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.entitlementledger.projections.log.LogStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Slows writers down so that views stay close to the log. Only views that serve count: one that
 * fails, or that has been behind for so long that its questions are answered 503, holds up nobody.
 *
 * <p>Batches have a window, as in congestion control: so many of their commands may be ahead of the
 * slowest view, counting those that are not written yet. It doubles whenever views reach what was
 * the head, and halves when that takes longer than {@link #TARGET}.
 */
public final class LagLimit {
  /** The largest window of batches, in events. */
  static final int MOST_AHEAD = 1_000;

  /** The first and the smallest window of batches, in events: as many lines as a batch queues. */
  static final int LEAST_AHEAD = 256;

  /** Within this time views are to reach what was the head of the log. */
  static final Duration TARGET = Duration.ofMillis(250);

  /** The writer itself waits while a view is further behind, in events. */
  static final int OF_WRITER = 1_000;

  private final LogStream log;
  private final ViewPositions positions;
  private final LongSupplier nanos;
  private final AtomicInteger underWay = new AtomicInteger();
  private int window = LEAST_AHEAD;
  private @Nullable Goal goal;

  /**
   * A position that the log had reached, and that all views have to reach.
   *
   * @param late whether it has already taken longer than the target
   */
  private record Goal(long position, long since, boolean late) {}

  public LagLimit(LogStream log, ViewPositions positions) {
    this(log, positions, System::nanoTime);
  }

  LagLimit(LogStream log, ViewPositions positions, LongSupplier nanos) {
    this.log = log;
    this.positions = positions;
    this.nanos = nanos;
  }

  /**
   * Waits while batches are as far ahead of a serving view as they may be, {@code longest} at the
   * longest.
   *
   * @return whether the batch may go on; it also may where the database is away, for the writer
   *     then answers its lines
   */
  public boolean awaitForBatch(Duration longest) throws InterruptedException {
    try {
      return await(this::delaysBatches, longest, positions::read);
    } catch (DataAccessException away) {
      return true;
    }
  }

  /** Counts commands of a batch that are queued, until they are answered. */
  public void track(CompletableFuture<?> answer, int commands) {
    underWay.addAndGet(commands);
    var _ = answer.whenComplete((_, _) -> underWay.addAndGet(-commands));
  }

  /**
   * Waits while a serving view is more than 1,000 events behind, {@code longest} at the longest.
   * Batches wait before that, since what they have queued counts too.
   *
   * @return whether no view is
   */
  public boolean awaitForWriter(Duration longest) throws InterruptedException {
    // without a query, which might wait for a connection behind questions
    return await(() -> positions.behind(log.size()) > OF_WRITER, longest, () -> {});
  }

  /**
   * @param look finds out how far the views are that another node follows
   */
  private boolean await(BooleanSupplier delays, Duration longest, Runnable look)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (delays.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      if (!positions.awaitAnyMove()) {
        look.run();
      }
    }
    return true;
  }

  private synchronized boolean delaysBatches() {
    // before the head: what is written meanwhile is counted twice, and not left out
    int queued = underWay.get();
    long head = log.size();
    long slowest = positions.slowest(head);
    adapt(head, slowest);
    return head + queued - slowest >= window;
  }

  private void adapt(long head, long slowest) {
    Goal last = goal;
    if (last == null || slowest >= last.position) {
      if (last != null && !last.late) {
        window = Math.min(2 * window, MOST_AHEAD);
      }
      goal = slowest < head ? new Goal(head, nanos.getAsLong(), false) : null;
    } else if (nanos.getAsLong() - last.since > TARGET.toNanos()) {
      window = Math.max(window / 2, LEAST_AHEAD);
      goal = new Goal(last.position, nanos.getAsLong(), true);
    }
  }
}
