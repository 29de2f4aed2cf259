package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.List;
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

  /** The commands that it is. */
  default List<Submission> commands() {
    return List.of();
  }

  /** Called once, when it no longer stands in the queue. */
  default void left() {}

  /** Commands that are accepted all or none, or dry runs of them. */
  record Commands(Bundle bundle, long since, CompletableFuture<List<Reply>> future)
      implements Work {
    @Override
    public String accountId() {
      return bundle.accountId();
    }

    @Override
    public boolean writes() {
      return !bundle.dryRun();
    }

    @Override
    public List<Submission> commands() {
      return bundle.commands();
    }
  }

  /** Work of a caller that may take so many places in the queue and no more. */
  record InTurn(Work work, Places places) implements Work {
    @Override
    public CompletableFuture<?> future() {
      return work.future();
    }

    @Override
    public long since() {
      return work.since();
    }

    @Override
    public @Nullable String accountId() {
      return work.accountId();
    }

    @Override
    public boolean writes() {
      return work.writes();
    }

    @Override
    public List<Submission> commands() {
      return work.commands();
    }

    @Override
    public void left() {
      places.leave(size());
    }
  }

  /** How many commands it counts for. */
  default int size() {
    return Math.max(1, commands().size());
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

  /** A look at what other nodes have written. */
  record CatchUp(long since, CompletableFuture<@Nullable Void> future) implements Work {
    @Override
    public @Nullable String accountId() {
      return null;
    }

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
