package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.Account;
import org.jspecify.annotations.Nullable;

/** A request in the writer's queue. */
sealed interface WriteRequest {
  /** Completed when the request is answered. */
  CompletableFuture<?> future();

  /** When it was queued, by {@link System#nanoTime}. */
  long since();

  /** The account it needs, if any. */
  @Nullable String accountId();

  /** Whether it may write, and so needs the lock on the head. */
  boolean writes();

  /** Its commands; empty for other requests. */
  default List<CommandRequest> commands() {
    return List.of();
  }

  /** Called once, when it leaves the queue. */
  default void dequeued() {}

  /** Commands that are accepted all or none, or dry runs of them. */
  record Commands(RequestGroup group, long since, CompletableFuture<List<Reply>> future)
      implements WriteRequest {
    @Override
    public String accountId() {
      return group.accountId();
    }

    @Override
    public boolean writes() {
      return !group.dryRun();
    }

    @Override
    public List<CommandRequest> commands() {
      return group.commands();
    }
  }

  /** A request of a caller whose queued commands are limited. */
  record Limited(WriteRequest request, InFlightLimit limit) implements WriteRequest {
    @Override
    public CompletableFuture<?> future() {
      return request.future();
    }

    @Override
    public long since() {
      return request.since();
    }

    @Override
    public @Nullable String accountId() {
      return request.accountId();
    }

    @Override
    public boolean writes() {
      return request.writes();
    }

    @Override
    public List<CommandRequest> commands() {
      return request.commands();
    }

    @Override
    public void dequeued() {
      limit.release(size());
    }
  }

  /** Its size in the queue: the number of its commands, at least 1. */
  default int size() {
    return Math.max(1, commands().size());
  }

  /** A request about the ledger itself. */
  record Ledger(LedgerRequest request, long since, CompletableFuture<StoredResponse> future)
      implements WriteRequest {
    @Override
    public @Nullable String accountId() {
      return null;
    }

    @Override
    public boolean writes() {
      return true;
    }
  }

  /** A question about an account. */
  record Question<T>(
      String accountId,
      BiFunction<? super Account, ? super Present, ? extends T> question,
      long since,
      CompletableFuture<T> future)
      implements WriteRequest {
    @Override
    public boolean writes() {
      return false;
    }
  }

  /** Reads the events that other nodes have written. */
  record CatchUp(long since, CompletableFuture<@Nullable Void> future) implements WriteRequest {
    @Override
    public @Nullable String accountId() {
      return null;
    }

    @Override
    public boolean writes() {
      return false;
    }
  }

  /** Records a request that was refused before it reached the writer. */
  record RecordRefusal(RefusalRow refusal, long since, CompletableFuture<@Nullable Void> future)
      implements WriteRequest {
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
  record ClockMove(Instant to, long since, CompletableFuture<Instant> future)
      implements WriteRequest {
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
