package org.entitlementledger.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.problem.Slug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finishes running requests at shutdown and answers new ones with 503 until the server closes. The
 * server by itself would drop the connections of new ones.
 */
final class GracefulShutdownFilter extends OncePerRequestFilter implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdownFilter.class);

  /** Right after request ids. */
  static final int ORDER = RequestIds.ORDER + 1;

  private static final String STAYS_OPEN = "/actuator/";

  private final Duration atLeast;
  private final Duration atMost;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private int under;
  private boolean over;
  private volatile boolean running;

  /**
   * @param atLeast how long new requests get 503, so that a proxy notices and uses other nodes
   * @param atMost how long running requests may take
   */
  GracefulShutdownFilter(Duration atLeast, Duration atMost) {
    this.atLeast = atLeast;
    this.atMost = atMost;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith(STAYS_OPEN);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!begin()) {
      response.setHeader("Connection", "close");
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.UNAVAILABLE, "the service is shutting down: try again"));
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      end();
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      if (over) {
        return false;
      }
      under++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      under--;
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      over = true;
      LOG.info("Shutting down: finishing {} requests, answering new ones with 503", under);
      await(atLeast, () -> false);
      await(atMost.minus(atLeast), () -> under == 0);
      if (under > 0) {
        LOG.warn("{} requests did not finish in time", under);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
      running = false;
    }
  }

  private void await(Duration time, BooleanSupplier done) throws InterruptedException {
    long left = time.toNanos();
    while (left > 0 && !done.getAsBoolean()) {
      left = fewer.awaitNanos(left);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the server. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
  }
}
