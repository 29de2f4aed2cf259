package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.entitlementledger.core.Account;
import org.jspecify.annotations.Nullable;

/** What waits in the writer's queue. */
sealed interface Work {
  /** What its caller waits for. */
  CompletableFuture<?> future();

  /** When it was put in the queue, by {@link System#nanoTime}. */
  long since();

  /** The account it needs, if any. */
  @Nullable String accountId();

  /** Whether it may write, and so needs the head's lock. */
  boolean writes();

  /** A command, or the dry run of one. */
  record Command(Submission submission, long since, CompletableFuture<Answer> future)
      implements Work {
    @Override
    public String accountId() {
      return submission.command().accountId();
    }

    @Override
    public boolean writes() {
      return !submission.dryRun();
    }
  }

  /** A question about an account. */
  record Question<T>(
      String accountId,
      BiFunction<? super Account, ? super Instant, ? extends T> question,
      long since,
      CompletableFuture<T> future)
      implements Work {
    @Override
    public boolean writes() {
      return false;
    }
  }

  /** An attempt that was refused before it came here. */
  record Attempt(RefusalRow refusal, long since, CompletableFuture<@Nullable Void> future)
      implements Work {
    @Override
    public @Nullable String accountId() {
      return null;
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  /** A move of the test clock. */
  record ClockMove(Instant to, long since, CompletableFuture<Instant> future) implements Work {
    @Override
    public @Nullable String accountId() {
      return null;
    }

    @Override
    public boolean writes() {
      return true;
    }
  }
}
