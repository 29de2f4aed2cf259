package org.entitlementledger.api.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node can reach the database. The first call that fails by its connection starts a
 * check on a connection outside all pools, since a pool retries a refused connection until its
 * timeout. The check repeats while the database is unavailable.
 */
public final class DatabaseAvailability implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseAvailability.class);

  /** How long {@link #reachable} waits for a check that has begun. */
  private static final long VERDICT_NANOS = Duration.ofMillis(500).toNanos();

  private static final long BETWEEN_CHECKS_NANOS = Duration.ofMillis(100).toNanos();

  private enum State {
    REACHABLE,
    SUSPECTED,
    AWAY,
    CLOSED
  }

  private final DataSource database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread =
      Thread.ofPlatform().daemon(true).name("database-check").unstarted(this::run);
  private volatile State state = State.REACHABLE;

  /**
   * Makes it; it starts with {@link #start}.
   *
   * @param database gives connections that are in no pool, and gives up soon
   */
  public DatabaseAvailability(DataSource database) {
    this.database = database;
  }

  /** Starts to check what {@link #suspect} says. */
  public void start() {
    thread.start();
  }

  /** A call has failed by its connection. Returns at once. */
  void suspect() {
    if (state == State.REACHABLE) {
      move(State.REACHABLE, State.SUSPECTED);
    }
  }

  /** Whether a check found that the database cannot be reached, and none has reached it since. */
  boolean away() {
    return state == State.AWAY;
  }

  /** Whether the database can be reached; waits for a check that has begun, for 500 ms at most. */
  public boolean reachable() {
    if (state == State.SUSPECTED) {
      awaitVerdict();
    }
    return state == State.REACHABLE;
  }

  private void awaitVerdict() {
    lock.lock();
    try {
      long left = VERDICT_NANOS;
      while (state == State.SUSPECTED && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void move(State from, State to) {
    lock.lock();
    try {
      if (state == from) {
        state = to;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitSuspicion()) {
        check();
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until there is something to check; false at the end. */
  private boolean awaitSuspicion() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (state == State.REACHABLE) {
        changed.await();
      }
      long left = BETWEEN_CHECKS_NANOS;
      while (state == State.AWAY && left > 0) {
        left = changed.awaitNanos(left);
      }
      return state != State.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  private void check() {
    State before = state;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      if (before == State.AWAY) {
        LOG.info("the database can be reached again");
      }
      move(before, State.REACHABLE);
    } catch (SQLException | RuntimeException gone) {
      if (before == State.SUSPECTED) {
        LOG.warn("the database is away: {}", gone.getMessage());
      }
      move(before, State.AWAY);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      state = State.CLOSED;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
