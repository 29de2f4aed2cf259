package org.entitlementledger.api.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.jspecify.annotations.Nullable;

/** Waits for the writer on the request's virtual thread. */
public final class Await {
  /**
   * Guards against a writer that hangs; otherwise it answers within 5 s, even without a database.
   */
  private static final long MOST_SECONDS = 30;

  private Await() {}

  /**
   * Returns the result of the future, or throws its failure.
   *
   * @throws RequestRejected {@code unavailable} after a timeout
   */
  public static <T extends @Nullable Object> T on(CompletableFuture<T> future) {
    try {
      return future.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException said) {
        throw said;
      }
      throw new IllegalStateException("the writer failed", failed);
    } catch (TimeoutException late) {
      throw new RequestRejected(Slug.UNAVAILABLE, "the ledger did not answer in time");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }
}
