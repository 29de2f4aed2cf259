package org.entitlementledger.api.ledger;

import java.time.Duration;
import java.util.Collection;

/**
 * Fails requests that waited too long: queued ones as rejected, running ones as "outcome unknown".
 * A batch queues many lines at once; they wait while the writer makes progress, however slowly.
 */
final class WaitTimeout {
  private final long before;
  private final boolean stuck;

  /**
   * @param stuck whether the writer makes no progress
   */
  WaitTimeout(Duration patience, boolean stuck) {
    this.before = System.nanoTime() - patience.toNanos();
    this.stuck = stuck;
  }

  /** Fails requests that are too old and removes them from the queue. */
  void fail(Collection<WriteRequest> current, Collection<WriteRequest> queue) {
    current.forEach(this::failIfOld);
    queue.removeIf(this::removedIfOld);
  }

  private boolean removedIfOld(WriteRequest request) {
    boolean old = failIfOld(request);
    if (old) {
      request.dequeued();
    }
    return old;
  }

  private boolean failIfOld(WriteRequest request) {
    boolean old =
        request.since() - before < 0 && (stuck || !(request instanceof WriteRequest.Limited));
    if (old) {
      request
          .future()
          .completeExceptionally(new Unavailable("the ledger does not answer in time", null));
    }
    return old;
  }
}
