package org.entitlementledger.api.command.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.problem.ExceptionProblems;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.api.web.request.LineRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results in the order of their lines, each as soon as it is available, concurrently with
 * the thread that reads lines.
 */
final class ResultStream {
  private static final Logger LOG = LoggerFactory.getLogger(ResultStream.class);

  /** The most lines that wait for their results or for the client to read them. */
  private static final int MOST = 2_048;

  private static final Pending END =
      new Pending(List.of(), CompletableFuture.completedFuture(List.of()));

  private final OutputStream out;
  private final LineRequest request;
  private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST);
  private final Thread teller;
  private volatile boolean gone;

  private record Pending(
      List<Long> lines, CompletableFuture<List<Supplier<StoredResponse>>> answers) {}

  ResultStream(OutputStream out, LineRequest request) {
    this.out = new BufferedOutputStream(out, 1 << 14);
    this.request = request;
    this.teller = Thread.ofVirtual().name("batch-results").start(this::tell);
  }

  /** Whether the client has disconnected. */
  boolean gone() {
    return gone;
  }

  /**
   * Adds the lines whose results come next.
   *
   * @param answers one for each line, evaluated by the thread that writes them
   */
  void add(List<Long> lines, CompletableFuture<List<Supplier<StoredResponse>>> answers)
      throws InterruptedException {
    room.acquire(lines.size());
    pending.add(new Pending(List.copyOf(lines), answers));
  }

  /** Blocks until all results are written. */
  void end() throws InterruptedException {
    pending.add(END);
    teller.join();
  }

  private void tell() {
    try {
      for (Pending next = take(); !next.lines().isEmpty(); next = take()) {
        give(next);
        room.release(next.lines().size());
      }
      flush();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      gone = true;
    }
  }

  private Pending take() throws InterruptedException {
    Pending next = pending.peek();
    if (next == null || !next.answers().isDone()) {
      flush();
    }
    return pending.take();
  }

  private void give(Pending one) {
    List<Supplier<StoredResponse>> answers = answers(one);
    try {
      for (int i = 0; i < answers.size() && !gone; i++) {
        long line = one.lines().get(i);
        out.write(BatchResult.json(line, created(line, answers.get(i))));
      }
    } catch (IOException left) {
      leave(left);
    }
  }

  private List<Supplier<StoredResponse>> answers(Pending one) {
    try {
      return Await.on(one.answers());
    } catch (RuntimeException failed) {
      StoredResponse answer = failed(one.lines().getFirst(), failed);
      return one.lines().stream().<Supplier<StoredResponse>>map(line -> () -> answer).toList();
    }
  }

  private StoredResponse created(long line, Supplier<StoredResponse> answer) {
    try {
      return answer.get();
    } catch (RuntimeException failed) {
      return failed(line, failed);
    }
  }

  private StoredResponse failed(long line, RuntimeException failure) {
    var problem = ExceptionProblems.of(failure, request.requestId());
    LOG.warn("lines from {} on: {}", line, problem.slug().text(), failure);
    return BatchResult.answer(problem, request.path());
  }

  private void flush() {
    try {
      if (!gone) {
        out.flush();
      }
    } catch (IOException left) {
      leave(left);
    }
  }

  private void leave(IOException left) {
    LOG.debug("a client left before its results", left);
    gone = true;
  }
}
