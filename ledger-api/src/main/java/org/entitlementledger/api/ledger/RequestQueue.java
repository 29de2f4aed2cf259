package org.entitlementledger.api.ledger;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The bounded queue in front of the writer. While it is closed every request is refused. */
final class RequestQueue {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

  private final BlockingQueue<WriteRequest> queue;
  private final WriterMetrics metrics;
  private volatile boolean open;

  RequestQueue(int capacity, WriterMetrics metrics) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.metrics = metrics;
    metrics.watch(queue);
  }

  /** Makes a request that is queued at a time, by {@link System#nanoTime}. */
  interface Create<T extends @Nullable Object> {
    WriteRequest request(long since, CompletableFuture<T> future);
  }

  void open() {
    open = true;
  }

  void close() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The requests that wait. */
  Queue<WriteRequest> waiting() {
    return queue;
  }

  /** The next request, once there is one; null where none comes in time. */
  @Nullable WriteRequest poll(Duration most) throws InterruptedException {
    return queue.poll(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The next request; null where none waits. */
  @Nullable WriteRequest poll() {
    return queue.poll();
  }

  /** Queues a request; its future ends with {@link Overloaded} where the queue is full. */
  <T extends @Nullable Object> CompletableFuture<T> offer(Create<T> create) {
    var future = new CompletableFuture<T>();
    offer(create.request(System.nanoTime(), future));
    return future;
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

  /** Queues a request; blocks while the queue is full or {@code limit} is reached. */
  void enqueue(LongFunction<WriteRequest> create, InFlightLimit limit) throws InterruptedException {
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

  /** Refuses the requests that still wait. */
  void refuseRest() {
    for (WriteRequest request = queue.poll(); request != null; request = queue.poll()) {
      request.dequeued();
      refuse(request);
    }
  }

  private static void refuse(WriteRequest request) {
    request.future().completeExceptionally(new Unavailable("the service is shutting down", null));
  }
}
