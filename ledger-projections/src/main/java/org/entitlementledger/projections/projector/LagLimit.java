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
 * Slows writers down so that views stay close to the log. Only serving views count: one that fails,
 * or lags so much that its queries are answered 503, does not slow anybody down.
 *
 * <p>Batches have a window, as in congestion control: the number of commands, including queued
 * ones, by which they may be ahead of the slowest view. It doubles whenever views reach a former
 * head, and halves when that takes longer than {@link #TARGET}.
 */
public final class LagLimit {
  /** The largest window of batches, in events. */
  static final int MOST_AHEAD = 1_000;

  /** The initial and smallest window of batches, in events: as many as a batch queues. */
  static final int LEAST_AHEAD = 256;

  /** The time within which views should reach a former head of the log. */
  static final Duration TARGET = Duration.ofMillis(250);

  /** The lag, in events, beyond which the writer itself waits. */
  static final int OF_WRITER = 1_000;

  private final LogStream log;
  private final ViewPositions positions;
  private final LongSupplier nanos;
  private final AtomicInteger underWay = new AtomicInteger();
  private int window = LEAST_AHEAD;
  private @Nullable Goal goal;

  /**
   * A former head of the log, which all views have to reach.
   *
   * @param late whether that has already taken longer than the target
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
   * Waits while batches are at their limit, at most {@code longest}.
   *
   * @return whether the batch may go on; it also may if the database is unavailable, since the
   *     writer then answers its lines
   */
  public boolean awaitForBatch(Duration longest) throws InterruptedException {
    try {
      return await(this::delaysBatches, longest, positions::read);
    } catch (DataAccessException away) {
      return true;
    }
  }

  /** Counts queued commands of a batch until they are answered. */
  public void track(CompletableFuture<?> answer, int commands) {
    underWay.addAndGet(commands);
    var _ = answer.whenComplete((_, _) -> underWay.addAndGet(-commands));
  }

  /**
   * Waits while a serving view is more than 1,000 events behind, at most {@code longest}. Batches
   * wait earlier, since their queued commands count too.
   *
   * @return whether all serving views are close enough
   */
  public boolean awaitForWriter(Duration longest) throws InterruptedException {
    // Without a query, which might wait for a connection behind clients' queries.
    return await(() -> positions.behind(log.size()) > OF_WRITER, longest, () -> {});
  }

  /**
   * @param look reads the positions of views that another node follows
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
    // Read before the head, so that commands written meanwhile count twice rather than not at all.
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
