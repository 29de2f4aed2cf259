package org.entitlementledger.projections;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A daemon thread that works in rounds until it is closed. Nothing interrupts it, since an
 * interrupt makes the embedded database close its file: closing waits for the end of a round.
 */
public final class BackgroundLoop implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Round round;
  private final Runnable last;
  private final Thread thread;

  /** One piece of work, after which the thread looks whether it is to end. */
  @FunctionalInterface
  public interface Round {
    /** Works, and gives the time to wait before the next round. */
    Duration run() throws InterruptedException;
  }

  /** Makes it; it starts with {@link #start}. */
  public BackgroundLoop(String name, Round round) {
    this(name, round, () -> {});
  }

  /**
   * The same with more work at the end.
   *
   * @param last runs after the last round, in the same thread
   */
  public BackgroundLoop(String name, Round round, Runnable last) {
    this.round = round;
    this.last = last;
    thread = Thread.ofPlatform().daemon(true).name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Whether it is to end: a round that waits for something should stop waiting. */
  public boolean isClosing() {
    return closed.getCount() == 0;
  }

  /** Ends after the current round; waits for that. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        pause = round.run();
      }
      last.run();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
