package org.entitlementledger.projections.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the log is known to reach on this node, and the bell that wakes those who wait for more.
 */
public final class LogSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile long size;

  /** The position of the last event that is known to be in the log and durable. */
  public long size() {
    return size;
  }

  /** Says that the log reaches {@code position}, and wakes those who wait for it. */
  public void reached(long position) {
    if (position <= size) {
      return;
    }
    lock.lock();
    try {
      size = Math.max(size, position);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that the log has nothing after {@code position}, whatever was known before. */
  public void endsAt(long position) {
    lock.lock();
    try {
      size = Math.min(size, position);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the log is known to reach beyond {@code position}, {@code most} at the longest.
   *
   * @return whether it does
   */
  public boolean awaitBeyond(long position, Duration most) throws InterruptedException {
    long left = most.toNanos();
    if (size > position) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      while (size <= position && left > 0) {
        left = grown.awaitNanos(left);
      }
      return size > position;
    } finally {
      lock.unlock();
    }
  }
}
