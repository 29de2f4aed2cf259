package org.entitlementledger.api.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.entitlementledger.api.ledger.tables.RefusalRow;
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
  private final BlockingQueue<WriteRequest> queue;
  private final WriterMetrics metrics;
  private final Consumer<Error> fatal;
  private volatile List<WriteRequest> current = List.of();
  private volatile long currentSince;
  private volatile boolean open;
  private volatile @Nullable Thread thread;
  private @Nullable ScheduledExecutorService watch;

  /** The queue holds {@code capacity} requests; {@code fatal} ends the process. */
  Writer(
      CommitLoop loop, LagLimit lag, int capacity, WriterMetrics metrics, Consumer<Error> fatal) {
    this.loop = loop;
    this.lag = lag;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.metrics = metrics;
    this.fatal = fatal;
    metrics.watch(queue);
  }

  /**
   * Decides a command. The future may also end with {@code IdempotencyConflict}; a refusal is an
   * outcome.
   */
  public CompletableFuture<Reply> submit(CommandRequest request) {
    var future = new CompletableFuture<List<Reply>>();
    offer(new WriteRequest.Commands(RequestGroup.of(request), System.nanoTime(), future));
    return future.thenApply(List::getFirst);
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
    enqueue(since -> new WriteRequest.Commands(group, since, future), limit);
    return future;
  }

  /**
   * Answers a question about an account at the head of the log and the ledger's now. The account
   * may never have been opened. The future fails with a refusal that {@code question} throws.
   */
  public <T> CompletableFuture<T> ask(
      String accountId, BiFunction<? super Account, ? super Instant, ? extends T> question) {
    var future = new CompletableFuture<T>();
    offer(new WriteRequest.Question<>(accountId, question, System.nanoTime(), future));
    return future;
  }

  /** Loads the events that other nodes have written. */
  CompletableFuture<@Nullable Void> catchUp() {
    var future = new CompletableFuture<@Nullable Void>();
    offer(new WriteRequest.CatchUp(System.nanoTime(), future));
    return future;
  }

  /** Records a request that was refused before it reached the writer. */
  public CompletableFuture<@Nullable Void> record(RefusalRow refusal) {
    var future = new CompletableFuture<@Nullable Void>();
    offer(new WriteRequest.RecordRefusal(refusal, System.nanoTime(), future));
    return future;
  }

  /** The same; blocks while the queue is full or {@code limit} is reached. */
  public CompletableFuture<@Nullable Void> record(RefusalRow refusal, InFlightLimit limit)
      throws InterruptedException {
    var future = new CompletableFuture<@Nullable Void>();
    enqueue(since -> new WriteRequest.RecordRefusal(refusal, since, future), limit);
    return future;
  }

  /**
   * Moves the clock of a rehearsal forward and returns its new time. The future fails with a {@code
   * Refusal}: {@code validation} if it would go back, {@code not-found} if the ledger is not a
   * rehearsal.
   */
  public CompletableFuture<Instant> moveClock(Instant to) {
    var future = new CompletableFuture<Instant>();
    offer(new WriteRequest.ClockMove(to, System.nanoTime(), future));
    return future;
  }

  /** Whether it accepts commands: it runs, can write, and no commit hangs. */
  public boolean available() {
    return open && loop.available() && !hangs();
  }

  /** Whether its thread runs, or was stopped in order. */
  public boolean alive() {
    Thread running = thread;
    return running == null || running.isAlive();
  }

  private void offer(WriteRequest request) {
    if (!open) {
      refuse(request);
    } else if (!queue.offer(request)) {
      metrics.overloaded();
      request.future().completeExceptionally(new Overloaded());
    } else {
      refuseIfClosed(request);
    }
  }

  /** Blocks while views lag too far behind the log. */
  private void awaitViews() throws InterruptedException {
    boolean close = false;
    while (open && !close) {
      close = lag.awaitForBatch(POLL_INTERVAL);
    }
  }

  private void enqueue(LongFunction<WriteRequest> create, InFlightLimit limit)
      throws InterruptedException {
    limit.acquire(create.apply(0).size());
    while (true) {
      WriteRequest request = new WriteRequest.Limited(create.apply(System.nanoTime()), limit);
      if (!open) {
        request.dequeued();
        refuse(request);
        return;
      }
      if (queue.offer(request, POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        refuseIfClosed(request);
        return;
      }
    }
  }

  private void refuseIfClosed(WriteRequest request) {
    if (!open && queue.remove(request)) {
      request.dequeued();
      refuse(request);
    }
  }

  private static void refuse(WriteRequest request) {
    request.future().completeExceptionally(new Unavailable("the service is shutting down", null));
  }

  private void run() {
    var requests = new ArrayList<WriteRequest>(MOST_AT_ONCE);
    while (open || !queue.isEmpty()) {
      try {
        next(requests);
      } catch (InterruptedException stopped) {
        LOG.warn("the writer was interrupted");
        open = false;
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
    WriteRequest first = queue.poll(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
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
    new WaitTimeout(TIMEOUT, stuck).fail(current, queue);
  }

  @Override
  public synchronized void start() {
    open = true;
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
    open = false;
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
    for (WriteRequest request = queue.poll(); request != null; request = queue.poll()) {
      request.dequeued();
      refuse(request);
    }
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
