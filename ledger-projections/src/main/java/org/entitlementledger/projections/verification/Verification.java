package org.entitlementledger.projections.verification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Pace;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.views.Views;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One verification of the whole ledger (AUDIT.md, "Verification"): the log against its seals, the
 * decisions against the rules, the views against the log. It writes nothing, and needs the memory
 * of one page and one account, however long the log is. For one thread.
 */
public final class Verification {
  private static final Duration AGAIN = Duration.ofMillis(250);

  /** Events of one piece of work on views: a snapshot for each should not be for too few. */
  private static final int VIEW_PIECE = 256;

  private static final Duration LOOK = Duration.ofMillis(50);

  private final JdbcOperations jdbc;
  private final Rebuild rebuild;
  private final Signatures signatures;
  private final Report report = new Report();
  private final Findings findings = new Findings(report);
  private final Progress progress;
  private final LogEnd ends;

  /**
   * Begins: what is checked reaches to where the log is to end now.
   *
   * @param patience for so long it waits until what is in the log is sealed
   * @param pace is kept between short pieces of work
   * @param checked is told how much is done, in events of {@link #through}
   */
  public Verification(
      JdbcOperations jdbc,
      Rebuild rebuild,
      Signatures signatures,
      Duration patience,
      Pace pace,
      LongConsumer checked) {
    this.jdbc = jdbc;
    this.rebuild = rebuild;
    this.signatures = signatures;
    ends = awaitSeal(patience);
    progress = new Progress(pace, checked, through());
  }

  /** The larger of the log's head and the newest signed head, as they are. */
  public static long through(JdbcOperations jdbc, Signatures signatures) {
    return LogEnd.read(jdbc, signatures).through();
  }

  private LogEnd awaitSeal(Duration patience) {
    LogEnd first = LogEnd.read(jdbc, signatures);
    long deadline = System.nanoTime() + patience.toNanos();
    Checkpoint newest = first.newest();
    while ((newest == null ? 0 : newest.size()) < first.head() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK.toNanos());
      newest = SignedHeads.newest(jdbc, signatures);
    }
    return new LogEnd(first.head(), newest);
  }

  /** The position up to which the ledger is checked. */
  public long through() {
    return ends.through();
  }

  /** The newest signed head: later events are not held against a hash. */
  public long sealed() {
    return ends.sealed();
  }

  /** What was found so far. */
  public Report report() {
    return report;
  }

  /**
   * Checks the log, its tree and its decisions.
   *
   * @param also takes every event that is as it was, account by account
   * @return how many accounts there are
   */
  public long log(Consumer<? super LoggedEvent> also) {
    progress.begin(0);
    var sealedLog = new SealedLog(jdbc, findings, progress);
    var heads = new SignedHeads(jdbc, signatures, report);
    for (Checkpoint head = heads.next(sealed()); head != null; head = heads.next(sealed())) {
      sealedLog.walk(head);
    }
    if (ends.newest() != null) {
      // it is gone from the table as soon as another follows in the same tile
      sealedLog.walk(ends.newest());
    }
    sealedLog.walkBeyond(through());
    new TreeShape(jdbc, findings, progress).check(sealed());
    HeadRow.check(jdbc, findings, report);
    progress.begin(1);
    return new DecisionReplay(jdbc, findings, report, progress, also).walk(through());
  }

  /**
   * Compares the views, up to the event before the first that is bad.
   *
   * @return how each view is
   */
  public List<Comparison> views() {
    progress.begin(2);
    long first = findings.events().first();
    long sound = first == Long.MAX_VALUE ? first : first - 1;
    List<Comparison> compared = compare(sound);
    for (Comparison view : compared) {
      List<Difference> differences =
          view.differences().stream()
              .map(row -> new Difference(row.position(), view.view(), message(row)))
              .toList();
      report.addAll(differences, view.count());
      if (view.token() < view.through()) {
        report.add(
            view.token() + 1,
            view.view(),
            "the token says %d, and rows reflect events up to %d"
                .formatted(view.token(), view.through()));
      } else if (view.token() > view.through() && sound == Long.MAX_VALUE) {
        report.add(
            view.through() + 1,
            view.view(),
            "the token says %d, and the log ends at %d".formatted(view.token(), view.through()));
      }
    }
    return compared;
  }

  private static String message(Comparison.Difference row) {
    return "row %s of table %s is %s"
        .formatted(row.key(), row.table(), row.kind().name().toLowerCase(Locale.ROOT));
  }

  /** Waits for others who compute views once more. */
  private List<Comparison> compare(long sound) {
    while (true) {
      try {
        return rebuild.compare(
            Views.ALL,
            sound,
            () -> {
              progress.add(Progress.PIECE);
              progress.pause();
            },
            VIEW_PIECE);
      } catch (Refusal running) {
        if (running.problem() != Problem.INVALID_TRANSITION) {
          throw running;
        }
        LockSupport.parkNanos(AGAIN.toNanos());
        progress.pause();
      }
    }
  }
}
