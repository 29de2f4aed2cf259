package org.entitlementledger.api.ledger;

import java.util.concurrent.Semaphore;

/**
 * Limits the queued commands of one batch to 256, so that other requests come between them. A
 * larger group takes the whole limit.
 */
public final class InFlightLimit {
  static final int MOST = 256;

  private final Semaphore free = new Semaphore(MOST);

  /** Blocks until {@code commands} more may be queued. */
  void acquire(int commands) throws InterruptedException {
    free.acquire(Math.min(commands, MOST));
  }

  /** Releases what {@link #acquire} took. */
  void release(int commands) {
    free.release(Math.min(commands, MOST));
  }
}
