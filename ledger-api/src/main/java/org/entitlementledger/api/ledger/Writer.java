package org.entitlementledger.api.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.process.FatalErrors;
import org.entitlementledger.core.Account;
import org.entitlementledger.projections.projector.LagLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The one writer of this node. Requests wait in one queue and are answered when they are durable.
 *
 * <p>All its futures may fail with {@link Overloaded} and {@link Unavailable}, or with another
 * exception after a fault of the service. The writer's thread completes them, so dependent stages
 * must be cheap or run elsewhere.
 */
public final class Writer implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** A group commit takes no more requests once it has this many commands. */
  static final int MOST_AT_ONCE = 256;

  /** A request that waits longer is answered 503 (API.md: within 5 s). */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final CommitLoop loop;
  private final LagLimit lag;
  private final RequestQueue queue;
  private final Consumer<Error> fatal;
  private volatile List<WriteRequest> current = List.of();
  private volatile long currentSince;
  private volatile @Nullable Thread thread;
  private @Nullable ScheduledExecutorService watch;

  /** The queue holds {@code capacity} requests; {@code fatal} ends the process. */
  Writer(
      CommitLoop loop, LagLimit lag, int capacity, WriterMetrics metrics, Consumer<Error> fatal) {
    this.loop = loop;
    this.lag = lag;
    this.queue = new RequestQueue(capacity, metrics);
    this.fatal = fatal;
  }

  /**
   * Decides a command. The future may also end with {@code IdempotencyConflict}; a refusal is an
   * outcome.
   */
  public CompletableFuture<Reply> submit(CommandRequest request) {
    RequestGroup group = RequestGroup.of(request);
    return queue
        .<List<Reply>>offer((since, future) -> new WriteRequest.Commands(group, since, future))
        .thenApply(List::getFirst);
  }

  /**
   * Decides the commands of a group. Blocks while views lag, the queue is full or {@code limit} is
   * reached, so the future never ends with {@link Overloaded}.
   */
  public CompletableFuture<List<Reply>> submit(RequestGroup group, InFlightLimit limit)
      throws InterruptedException {
    var future = new CompletableFuture<List<Reply>>();
    if (!group.dryRun()) {
      awaitViews();
      lag.track(future, group.commands().size());
    }
    queue.enqueue(since -> new WriteRequest.Commands(group, since, future), limit);
    return future;
  }

  /**
   * Answers a question about an account at the head of the log and the ledger's now. The account
   * may never have been opened. The future fails with a refusal that {@code question} throws.
   */
  public <T> CompletableFuture<T> ask(
      String accountId, BiFunction<? super Account, ? super Present, ? extends T> question) {
    return queue.offer(
        (since, future) -> new WriteRequest.Question<>(accountId, question, since, future));
  }

  /**
   * Decides a request about the ledger itself, after the commands of the same group commit. The
   * future may also end with {@code IdempotencyConflict}; a refusal is a response.
   */
  public CompletableFuture<StoredResponse> decide(LedgerRequest request) {
    return queue.offer((since, future) -> new WriteRequest.Ledger(request, since, future));
  }

  /** Loads the events that other nodes have written. */
  CompletableFuture<@Nullable Void> catchUp() {
    return queue.<@Nullable Void>offer(WriteRequest.CatchUp::new);
  }

  /** Records a request that was refused before it reached the writer. */
  public CompletableFuture<@Nullable Void> record(RefusalRow refusal) {
    return queue.<@Nullable Void>offer(
        (since, future) -> new WriteRequest.RecordRefusal(refusal, since, future));
  }

  /** The same; blocks while the queue is full or {@code limit} is reached. */
  public CompletableFuture<@Nullable Void> record(RefusalRow refusal, InFlightLimit limit)
      throws InterruptedException {
    var future = new CompletableFuture<@Nullable Void>();
    queue.enqueue(since -> new WriteRequest.RecordRefusal(refusal, since, future), limit);
    return future;
  }

  /**
   * Moves the clock of a rehearsal forward and returns its new time. The future fails with a {@code
   * Refusal}: {@code validation} if it would go back, {@code not-found} if the ledger is not a
   * rehearsal.
   */
  public CompletableFuture<Instant> moveClock(Instant to) {
    return queue.offer((since, future) -> new WriteRequest.ClockMove(to, since, future));
  }

  /** Whether it accepts commands: it runs, can write, and no commit hangs. */
  public boolean available() {
    return queue.isOpen() && loop.available() && !hangs();
  }

  /** Whether its thread runs, or was stopped in order. */
  public boolean alive() {
    Thread running = thread;
    return running == null || running.isAlive();
  }

  /** Blocks while views lag too far behind the log. */
  private void awaitViews() throws InterruptedException {
    boolean close = false;
    while (queue.isOpen() && !close) {
      close = lag.awaitForBatch(POLL_INTERVAL);
    }
  }

  private void run() {
    var requests = new ArrayList<WriteRequest>(MOST_AT_ONCE);
    while (queue.isOpen() || !queue.isEmpty()) {
      try {
        next(requests);
      } catch (InterruptedException stopped) {
        LOG.warn("the writer was interrupted");
        queue.close();
      } catch (Error error) {
        fatal.accept(error);
        return;
      } catch (RuntimeException fault) {
        LOG.error("a turn failed", fault);
        requests.forEach(request -> request.future().completeExceptionally(fault));
      }
      requests.clear();
    }
  }

  private void next(List<WriteRequest> requests) throws InterruptedException {
    WriteRequest first = queue.poll(POLL_INTERVAL);
    if (first != null) {
      commitWith(first, requests);
    }
    if (loop.probeIsDue()) {
      loop.probe();
    }
  }

  private void commitWith(WriteRequest first, List<WriteRequest> requests)
      throws InterruptedException {
    int commands = 0;
    for (WriteRequest request = first;
        request != null;
        request = commands < MOST_AT_ONCE ? queue.poll() : null) {
      request.dequeued();
      requests.add(request);
      commands += request.size();
    }
    if (CommitLoop.writes(requests)) {
      var _ = lag.awaitForWriter(POLL_INTERVAL);
    }
    currentSince = System.nanoTime();
    current = List.copyOf(requests);
    loop.run(requests);
    current = List.of();
  }

  private boolean hangs() {
    return !current.isEmpty() && System.nanoTime() - currentSince > TIMEOUT.toNanos();
  }

  private void failTimedOut() {
    boolean stuck = hangs() || !loop.available();
    new WaitTimeout(TIMEOUT, stuck).fail(current, queue.waiting());
  }

  @Override
  public synchronized void start() {
    queue.open();
    thread = Thread.ofPlatform().name("ledger-writer").start(this::run);
    watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-writer-watch").daemon().factory());
    var _ =
        watch.scheduleWithFixedDelay(
            FatalErrors.guarded(this::failTimedOut),
            POLL_INTERVAL.toMillis(),
            POLL_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Takes nothing more, and ends when what was taken is answered. */
  @Override
  public synchronized void stop() {
    queue.close();
    Thread running = thread;
    ScheduledExecutorService watching = watch;
    if (running == null || watching == null) {
      return;
    }
    try {
      running.join(STOP_TIMEOUT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    watching.shutdown();
    queue.refuseRest();
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Starts before the web server and stops after it, so that what was accepted is answered. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1_024;
  }
}
