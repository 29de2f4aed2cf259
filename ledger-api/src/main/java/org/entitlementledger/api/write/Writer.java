package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.entitlementledger.core.Account;

/**
 * The one writer of this node (DESIGN.md, decision 3). Everything that is asked of it waits in one
 * queue and is answered when it is durable.
 *
 * <p>All its futures may end with {@link Overloaded} and {@link Unavailable}, or with any other
 * exception where a decision failed by a fault of the service.
 */
public final class Writer {

  /**
   * Decides a command. The future may also end with {@link IdempotencyConflict}; a refusal is an
   * answer.
   */
  public CompletableFuture<Answer> submit(Submission submission) {
    return CompletableFuture.failedFuture(
        new Unavailable("not there yet " + submission.actor(), null));
  }

  /**
   * Answers a question about an account as it is at the head of the log, at the ledger's now. The
   * account may be one that was never opened. A refusal that {@code question} throws ends the
   * future.
   */
  public <T> CompletableFuture<T> ask(
      String accountId, BiFunction<? super Account, ? super Instant, ? extends T> question) {
    return CompletableFuture.failedFuture(
        new Unavailable("not there yet " + accountId + question, null));
  }

  /** Keeps an attempt that was refused before it came to a decision. */
  public CompletableFuture<Void> record(RefusalRow refusal) {
    return CompletableFuture.failedFuture(
        new Unavailable("not there yet " + refusal.actor(), null));
  }

  /**
   * Moves the clock of a rehearsal forward; gives what it says then. The future ends with a {@code
   * Refusal}: {@code validation} where it would go back, {@code not-found} where the ledger is no
   * rehearsal.
   */
  public CompletableFuture<Instant> moveClock(Instant to) {
    return CompletableFuture.failedFuture(new Unavailable("not there yet " + to.toString(), null));
  }
}
