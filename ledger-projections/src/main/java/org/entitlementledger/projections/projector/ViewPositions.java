package org.entitlementledger.projections.projector;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Knows the position of each view and waits for views to reach one. */
public final class ViewPositions {
  /** How long a read waits for its view ({@code Ledger-Min-Position}; API.md, "Conventions"). */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** The interval at which tokens of views on other nodes are read, however many threads wait. */
  private static final long LOOK_NANOS = Duration.ofMillis(25).toNanos();

  /** The age after which known states count as unknown. */
  private static final long STALE_NANOS = Duration.ofSeconds(5).toNanos();

  private final JdbcOperations jdbc;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<String, Long> known = new ConcurrentHashMap<>();
  private final Map<String, ViewState> states = new ConcurrentHashMap<>();

  /** The number of moves of any view; guarded by the lock. */
  private long moves;

  private volatile long seenAt = System.nanoTime();
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - LOOK_NANOS);

  public ViewPositions(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Reads the positions of all views from the database, including those that a crash or fail-over
   * has set back.
   */
  public Map<String, Long> read() {
    Map<String, Long> before = Map.copyOf(known);
    var positions = new HashMap<String, Long>();
    jdbc.query(
        "select processor_name, token from token_entry where segment = " + TokenTable.SEGMENT,
        row -> {
          positions.put(
              row.getString("processor_name"), TokenTable.position(row.getBytes("token")));
        });
    positions.forEach((view, position) -> stands(view, position, before.get(view)));
    return positions;
  }

  /** Sets the known position, unless the view has moved since the tokens were read. */
  private void stands(String view, long position, @Nullable Long before) {
    reached(view, position);
    if (before != null) {
      known.replace(view, before, position);
    }
  }

  /** Announces that a view has reached {@code position} and wakes waiting threads. */
  public void reached(String view, long position) {
    if (known.merge(view, position, Math::max) != position) {
      return;
    }
    lock.lock();
    try {
      moves++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all of {@code views} reflect the event at {@code position}.
   *
   * @throws ViewUnavailable if one does not within {@link #LONGEST_WAIT}
   */
  public void await(Collection<String> views, long position) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    for (String view : views) {
      while (known(view) < position) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new ViewUnavailable(view, known(view));
        }
        if (!look()) {
          awaitMove(view, position, Math.min(left, LOOK_NANOS));
        }
      }
    }
  }

  /** Reads the tokens, unless another thread just did. */
  private boolean look() {
    long last = lookedAt.get();
    long now = System.nanoTime();
    if (now - last < LOOK_NANOS || !lookedAt.compareAndSet(last, now)) {
      return false;
    }
    read();
    return true;
  }

  private void awaitMove(String view, long position, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (known(view) < position && left > 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits briefly for any view to move; returns whether one is known to have moved. */
  boolean awaitAnyMove() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long before = moves;
      long left = LOOK_NANOS;
      while (moves == before && left > 0) {
        left = moved.awaitNanos(left);
      }
      return moves != before;
    } finally {
      lock.unlock();
    }
  }

  /** The position of the slowest serving view without an error; {@code head} without one. */
  long slowest(long head) {
    if (System.nanoTime() - seenAt > STALE_NANOS) {
      return head;
    }
    long slowest = head;
    for (ViewState state : states.values()) {
      if (state.error() == null && state.serves()) {
        slowest = Math.min(slowest, known(state.view()));
      }
    }
    return slowest;
  }

  /**
   * The lag, in events, of the slowest serving view without an error. For a view on another node it
   * is the lag at the last look, since the log has grown since.
   */
  long behind(long head) {
    long most = 0;
    if (System.nanoTime() - seenAt <= STALE_NANOS) {
      for (ViewState state : states.values()) {
        if (state.error() == null && state.serves()) {
          most = Math.max(most, behind(state, head));
        }
      }
    }
    return most;
  }

  private long behind(ViewState seen, long head) {
    long known = known(seen.view());
    return known > seen.position() ? head - known : seen.head() - seen.position();
  }

  /** The last known position of a view; 0 if unknown. */
  public long known(String view) {
    return known.getOrDefault(view, 0L);
  }

  /** Stores a state seen by the lag monitor. */
  void saw(ViewState state) {
    states.put(state.view(), state);
    seenAt = System.nanoTime();
  }

  /** The last known state of each view. */
  public Collection<ViewState> states() {
    return List.copyOf(states.values());
  }

  /**
   * Requires all views to serve.
   *
   * @throws ViewUnavailable for the first that fails or lags
   */
  public void requireServing(Collection<String> views) {
    for (String view : views) {
      ViewState state = states.get(view);
      if (state != null && !state.serves()) {
        throw new ViewUnavailable(view, state.position());
      }
    }
  }
}
