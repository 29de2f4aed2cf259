package org.entitlementledger.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * server itself would drop their connections.
 */
final class GracefulShutdownFilter extends OncePerRequestFilter implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdownFilter.class);

  /** Right after request ids. */
  static final int ORDER = RequestIds.ORDER + 1;

  private static final String STAYS_OPEN = "/actuator/";

  private final Duration atLeast;
  private final Duration atMost;
  private final AtomicInteger underWay = new AtomicInteger();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean over;
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
    underWay.incrementAndGet();
    if (over) {
      end();
      return false;
    }
    return true;
  }

  private void end() {
    if (underWay.decrementAndGet() == 0 && over) {
      finished.countDown();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    over = true;
    LOG.info("Shutting down: finishing {} requests, answering new ones with 503", underWay.get());
    try {
      Thread.sleep(atLeast);
      long left = atMost.minus(atLeast).toNanos();
      if (underWay.get() > 0 && !finished.await(left, TimeUnit.NANOSECONDS)) {
        LOG.warn("{} requests did not finish in time", underWay.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      running = false;
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
