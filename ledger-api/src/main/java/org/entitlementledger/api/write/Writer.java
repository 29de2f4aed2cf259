package org.entitlementledger.api.write;

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
import org.entitlementledger.api.process.FatalErrors;
import org.entitlementledger.core.Account;
import org.entitlementledger.projections.follow.LagLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The one writer of this node. Requests wait in one queue and are answered when they are durable.
 *
 * <p>All its futures may end with {@link Overloaded} and {@link Unavailable}, or with any other
 * exception where a decision failed by a fault of the service. They are completed by the writer's
 * thread: what a caller hangs on to them must be cheap, or run elsewhere.
 */
public final class Writer implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** No more is taken into a transaction once it has so many commands. */
  static final int MOST_AT_ONCE = 256;

  /** After so long a caller is told that the ledger is away (API.md: within 5 s). */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  private final Turns turns;
  private final LagLimit lag;
  private final BlockingQueue<Work> queue;
  private final WriterMetrics metrics;
  private final Consumer<Error> fatal;
  private volatile List<Work> current = List.of();
  private volatile long currentSince;
  private volatile boolean open;
  private volatile @Nullable Thread thread;
  private @Nullable ScheduledExecutorService watch;

  /**
   * @param lag how far views may be behind
   * @param places how much work may wait
   * @param fatal ends the process
   */
  Writer(Turns turns, LagLimit lag, int places, WriterMetrics metrics, Consumer<Error> fatal) {
    this.turns = turns;
    this.lag = lag;
    this.queue = new ArrayBlockingQueue<>(places);
    this.metrics = metrics;
    this.fatal = fatal;
    metrics.watch(queue);
  }

  /**
   * Decides a command. The future may also end with {@link IdempotencyConflict}; a refusal is an
   * outcome.
   */
  public CompletableFuture<Reply> submit(Submission submission) {
    var future = new CompletableFuture<List<Reply>>();
    offer(new Work.Commands(Bundle.of(submission), System.nanoTime(), future));
    return future.thenApply(List::getFirst);
  }

  /**
   * Decides the commands of a bundle. Waits for views that are behind, for room in the queue, and
   * for places where the caller has taken all of its own; so the future does not end with {@link
   * Overloaded}.
   */
  public CompletableFuture<List<Reply>> submit(Bundle bundle, Places places)
      throws InterruptedException {
    var future = new CompletableFuture<List<Reply>>();
    if (!bundle.dryRun()) {
      awaitViews();
      lag.track(future, bundle.commands().size());
    }
    inTurn(since -> new Work.Commands(bundle, since, future), places);
    return future;
  }

  /**
   * Answers a question about an account as it is at the head of the log, at the ledger's now. The
   * account may be one that was never opened. A refusal that {@code question} throws ends the
   * future.
   */
  public <T> CompletableFuture<T> ask(
      String accountId, BiFunction<? super Account, ? super Instant, ? extends T> question) {
    var future = new CompletableFuture<T>();
    offer(new Work.Question<>(accountId, question, System.nanoTime(), future));
    return future;
  }

  /** Reads what other nodes have written into memory. */
  CompletableFuture<@Nullable Void> catchUp() {
    var future = new CompletableFuture<@Nullable Void>();
    offer(new Work.CatchUp(System.nanoTime(), future));
    return future;
  }

  /** Keeps an attempt that was refused before it came to a decision. */
  public CompletableFuture<@Nullable Void> record(RefusalRow refusal) {
    var future = new CompletableFuture<@Nullable Void>();
    offer(new Work.Attempt(refusal, System.nanoTime(), future));
    return future;
  }

  /** The same for a caller with very many of them; waits likewise. */
  public CompletableFuture<@Nullable Void> record(RefusalRow refusal, Places places)
      throws InterruptedException {
    var future = new CompletableFuture<@Nullable Void>();
    inTurn(since -> new Work.Attempt(refusal, since, future), places);
    return future;
  }

  /**
   * Moves the clock of a rehearsal forward; gives what it says then. The future ends with a {@code
   * Refusal}: {@code validation} where it would go back, {@code not-found} where the ledger is no
   * rehearsal.
   */
  public CompletableFuture<Instant> moveClock(Instant to) {
    var future = new CompletableFuture<Instant>();
    offer(new Work.ClockMove(to, System.nanoTime(), future));
    return future;
  }

  /** Whether commands are taken: it runs, the database is there and no turn stands still. */
  public boolean available() {
    return open && turns.available() && !standsStill();
  }

  /** Whether its thread lives, or was stopped as it should be: a dead one takes nothing more. */
  public boolean alive() {
    Thread running = thread;
    return running == null || running.isAlive();
  }

  private void offer(Work work) {
    if (!open) {
      refuse(work);
    } else if (!queue.offer(work)) {
      metrics.overloaded();
      work.future().completeExceptionally(new Overloaded());
    } else {
      refuseIfClosed(work);
    }
  }

  /** Waits, before anything is queued, until the views have come closer to the log. */
  private void awaitViews() throws InterruptedException {
    boolean close = false;
    while (open && !close) {
      close = lag.awaitForBatch(BETWEEN_LOOKS);
    }
  }

  /** Puts work in the queue when there is room for it. */
  private void inTurn(LongFunction<Work> made, Places places) throws InterruptedException {
    places.take(made.apply(0).size());
    while (true) {
      Work work = new Work.InTurn(made.apply(System.nanoTime()), places);
      if (!open) {
        work.left();
        refuse(work);
        return;
      }
      if (queue.offer(work, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        refuseIfClosed(work);
        return;
      }
    }
  }

  private void refuseIfClosed(Work work) {
    if (!open && queue.remove(work)) {
      work.left();
      refuse(work);
    }
  }

  private static void refuse(Work work) {
    work.future().completeExceptionally(new Unavailable("the service is shutting down", null));
  }

  private void run() {
    var works = new ArrayList<Work>(MOST_AT_ONCE);
    while (open || !queue.isEmpty()) {
      try {
        next(works);
      } catch (InterruptedException stopped) {
        LOG.warn("the writer was interrupted");
        open = false;
      } catch (Error error) {
        fatal.accept(error);
        return;
      } catch (RuntimeException fault) {
        LOG.error("a turn failed", fault);
        works.forEach(work -> work.future().completeExceptionally(fault));
      }
      works.clear();
    }
  }

  private void next(List<Work> works) throws InterruptedException {
    Work first = queue.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      takeWith(first, works);
    }
    if (turns.probeIsDue()) {
      turns.probe();
    }
  }

  private void takeWith(Work first, List<Work> works) throws InterruptedException {
    int commands = 0;
    for (Work work = first; work != null; work = commands < MOST_AT_ONCE ? queue.poll() : null) {
      work.left();
      works.add(work);
      commands += work.size();
    }
    if (Turns.writes(works)) {
      lag.awaitForWriter(BETWEEN_LOOKS);
    }
    currentSince = System.nanoTime();
    current = List.copyOf(works);
    turns.take(works);
    current = List.of();
  }

  private boolean standsStill() {
    return !current.isEmpty() && System.nanoTime() - currentSince > PATIENCE.toNanos();
  }

  private void failOldWork() {
    boolean stuck = standsStill() || !turns.available();
    new WaitTimeout(PATIENCE, stuck).fail(current, queue);
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
            FatalErrors.guarded(this::failOldWork),
            BETWEEN_LOOKS.toMillis(),
            BETWEEN_LOOKS.toMillis(),
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
      running.join(LONGEST_STOP);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    watching.shutdown();
    for (Work work = queue.poll(); work != null; work = queue.poll()) {
      work.left();
      refuse(work);
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
