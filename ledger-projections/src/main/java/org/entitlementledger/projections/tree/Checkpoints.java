package org.entitlementledger.projections.tree;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Knows the newest signed head that may be shown to clients, and waits for positions to be sealed.
 * A head that a client has seen must never disappear, so it is known only once it is durable.
 */
public final class Checkpoints {
  /** The name of the tree among the views. */
  public static final String NAME = "tree";

  /** The interval at which heads of other nodes are read while a thread waits. */
  private static final long LOOK_NANOS = Duration.ofMillis(25).toNanos();

  private final JdbcOperations jdbc;
  private final Dialect dialect;
  private final SignedHeadTable heads;
  private final AtomicReference<@Nullable SignedHead> known = new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  public Checkpoints(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    dialect = Dialect.of(jdbc);
    heads = new SignedHeadTable(jdbc);
  }

  /** The newest durable head; null before the first. */
  public @Nullable SignedHead newest() {
    if (dialect.readsWhatIsDurable()) {
      reached(heads.newest());
    }
    return known.get();
  }

  /** The size of the tree as far as this node knows, without a query. */
  public long size() {
    SignedHead head = known.get();
    return head == null ? 0 : head.size();
  }

  /** Syncs the newest head and learns it; call it before others write to the database. */
  public void refresh() {
    dialect.sync(jdbc);
    reached(heads.newest());
  }

  /** Announces a durable head and wakes waiting threads. */
  void reached(@Nullable SignedHead head) {
    if (head == null) {
      return;
    }
    SignedHead before = known.getAndUpdate(now -> newer(now, head));
    if (before != null && before.size() >= head.size()) {
      return;
    }
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static SignedHead newer(@Nullable SignedHead now, SignedHead head) {
    return now != null && now.size() > head.size() ? now : head;
  }

  /**
   * Waits until the event at {@code position} is sealed.
   *
   * @throws ViewUnavailable if it is not within {@link ViewPositions#LONGEST_WAIT}
   */
  public void await(long position) throws InterruptedException {
    long deadline = System.nanoTime() + ViewPositions.LONGEST_WAIT.toNanos();
    while (size() < position) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new ViewUnavailable(NAME, size());
      }
      awaitMove(position, Math.min(left, LOOK_NANOS));
      newest();
    }
  }

  private void awaitMove(long position, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (size() < position && left > 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
