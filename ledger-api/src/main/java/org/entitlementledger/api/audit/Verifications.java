package org.entitlementledger.api.audit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.process.FatalErrors;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.rebuild.Courtesy;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.verification.Signatures;
import org.entitlementledger.projections.verification.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs the verifications requested from this node one after the other, on a thread that lets
 * commands go first. A queued one checks the ledger as it is when it begins.
 */
final class Verifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);

  /** More than so many at a time are asked by mistake. */
  private static final int MOST = 16;

  private static final Duration BEAT = Duration.ofSeconds(1);

  /** What was written is sealed within 200 ms where anybody seals. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How many times as long as it worked it rests while commands come. */
  private static final int REST = 9;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final JdbcTemplate jdbc;
  private final VerificationTable table;
  private final LedgerClock clock;
  private final Rebuild rebuild;
  private final Signatures signatures;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon(true).name("verification").factory());
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon(true).name("verification beat").factory());

  Verifications(
      JdbcTemplate jdbc,
      VerificationTable table,
      LedgerClock clock,
      Rebuild rebuild,
      Signatures signatures) {
    this.jdbc = jdbc;
    this.table = table;
    this.clock = clock;
    this.rebuild = rebuild;
    this.signatures = signatures;
    var _ =
        heart.scheduleWithFixedDelay(
            FatalErrors.guarded(this::beat),
            BEAT.toMillis(),
            BEAT.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** It was cancelled, or the service ends. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /** One that runs here or waits. */
  private static final class Run {
    private volatile long through;
    private volatile long checked;
    private volatile boolean stopped;

    Run(long through) {
      this.through = through;
    }

    void refuseStopped() {
      if (stopped) {
        throw new Stopped();
      }
    }
  }

  /**
   * Begins one; gives its id.
   *
   * @throws RequestRejected {@code overloaded} where very many wait already
   */
  String begin(String actor) {
    if (runs.size() >= MOST) {
      throw new RequestRejected(
          Slug.OVERLOADED, MOST + " verifications wait already: read one of theirs");
    }
    String id = UUID.randomUUID().toString();
    var run = new Run(Verification.through(jdbc, signatures));
    table.begin(id, clock.now(), actor, run.through);
    runs.put(id, run);
    worker.execute(() -> run(id, run));
    return id;
  }

  /** Stops one, wherever it runs; false where it does not run. */
  boolean cancel(String id) {
    boolean cancelled = table.cancel(id);
    stop(id);
    return cancelled;
  }

  private void stop(String id) {
    Run run = runs.get(id);
    if (run != null) {
      run.stopped = true;
    }
  }

  private void run(String id, Run run) {
    try {
      run.refuseStopped();
      verify(id, run);
    } catch (Stopped stopped) {
      table.cancel(id);
    } catch (RuntimeException fault) {
      LOG.error("the verification {} could not be done", id, fault);
      cancelAfterFault(id);
    } finally {
      runs.remove(id);
    }
  }

  private void verify(String id, Run run) {
    var courtesy = new Courtesy(new HeadTable(jdbc), REST);
    var verification =
        new Verification(
            jdbc,
            rebuild,
            signatures,
            PATIENCE,
            () -> {
              run.refuseStopped();
              courtesy.pause();
            },
            checked -> run.checked = checked);
    run.through = verification.through();
    verification.log(event -> {});
    verification.views();
    table.end(id, verification.through(), verification.sealed(), verification.report());
    LOG.info("the verification {} found {} differences", id, verification.report().count());
  }

  /** Where even that cannot be written it is cancelled when it does not beat any more. */
  private void cancelAfterFault(String id) {
    try {
      table.cancel(id);
    } catch (RuntimeException away) {
      LOG.warn("the verification {} could not be cancelled: {}", id, away.getMessage());
    }
  }

  private void beat() {
    Collection<String> ids = runs.keySet();
    if (ids.isEmpty()) {
      return;
    }
    try {
      runs.forEach((id, run) -> table.beat(id, run.through, run.checked));
      table.ended(ids).forEach(this::stop);
    } catch (RuntimeException away) {
      LOG.warn("verifications could not say that they run: {}", away.getMessage());
    }
  }

  /**
   * Cancels those that run or wait here. Nothing is interrupted: an embedded database would close
   * its file.
   */
  @Override
  public void close() {
    runs.values().forEach(run -> run.stopped = true);
    heart.shutdown();
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LONGEST_STOP.toNanos(), TimeUnit.NANOSECONDS)
          || !heart.awaitTermination(LONGEST_STOP.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("a verification does not stop in time");
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
