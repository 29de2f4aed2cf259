package org.entitlementledger.api.write;

import java.util.concurrent.Semaphore;

/**
 * The places in the writer's queue that one caller with very many commands may take at a time, so
 * that those of others come between: 256 commands. A bundle of more takes all of them.
 */
public final class Places {
  static final int MOST = 256;

  private final Semaphore free = new Semaphore(MOST);

  /** Waits until there are so many. */
  void take(int commands) throws InterruptedException {
    free.acquire(Math.min(commands, MOST));
  }

  /** Gives back what {@link #take} took for as many. */
  void leave(int commands) {
    free.release(Math.min(commands, MOST));
  }
}
