package org.entitlementledger.projections.projector;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One view of a group. A view that fails is set aside: the group continues without it, and {@link
 * CatchUp} retries it after 1, 2, 4 … 60 seconds, until it has caught up with the group.
 */
final class GroupMember {
  private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);

  private final View view;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long position;
  private volatile @Nullable String error;
  private volatile Duration backOff = Duration.ZERO;
  private volatile long failedAt;

  GroupMember(View view) {
    this.view = view;
  }

  View view() {
    return view;
  }

  String name() {
    return view.name();
  }

  /** Held while a transaction moves the view. */
  ReentrantLock lock() {
    return lock;
  }

  /** The stored position that this node last read or wrote. */
  long position() {
    return position;
  }

  void stands(long stored) {
    position = stored;
  }

  /** The error that stops it, or null. */
  @Nullable String error() {
    return error;
  }

  void failed(RuntimeException failure) {
    if (error == null) {
      LOG.warn("the view {} is set aside at position {}", name(), position, failure);
    }
    error = String.valueOf(failure.getMessage());
    failedAt = System.nanoTime();
    backOff =
        backOff.isZero()
            ? FIRST_RETRY
            : backOff.compareTo(LAST_RETRY.dividedBy(2)) > 0 ? LAST_RETRY : backOff.multipliedBy(2);
  }

  void recovered() {
    if (error != null) {
      LOG.info("the view {} goes on at position {}", name(), position);
    }
    error = null;
    backOff = Duration.ZERO;
  }

  /** Ends the back-off. */
  void retryNow() {
    backOff = Duration.ZERO;
  }

  /** Whether the back-off is over. */
  boolean due() {
    return System.nanoTime() - failedAt >= backOff.toNanos();
  }
}
