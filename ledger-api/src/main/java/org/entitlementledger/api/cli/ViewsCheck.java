package org.entitlementledger.api.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.api.admin.FollowedViews;
import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewState;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Courtesy;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.verification.Difference;
import org.entitlementledger.projections.views.Views;
import org.jspecify.annotations.Nullable;

/** Updates, rebuilds and compares the views of a ledger, for jobs. */
final class ViewsCheck {
  /** A view that stands still for this long is stuck. */
  private static final Duration STANDSTILL = Duration.ofSeconds(20);

  private static final List<String> NAMES = Views.ALL.stream().map(View::name).toList();

  private final OpenLedger ledger;
  private final ViewPositions positions;
  private final WriteTurn turn;
  private final Rebuild rebuild;

  ViewsCheck(OpenLedger ledger) {
    this.ledger = ledger;
    positions = new ViewPositions(ledger.jdbc());
    turn = new WriteTurn(ledger.jdbc());
    rebuild = new Rebuild(ledger.database().unpooled(), ledger.jdbc(), turn);
  }

  /** Compares views with the log. */
  Rebuild rebuild() {
    return rebuild;
  }

  /**
   * Replaces all views by what the log gives, and compares them.
   *
   * @return the exit code
   */
  int rebuild(JobOutput output) {
    try (var progress = new JobProgress(output, "rebuild")) {
      var courtesy = new Courtesy(new HeadTable(ledger.jdbc()), 1);
      rebuild.run(
          Views.ALL,
          () -> {
            courtesy.pause();
            progress.at(0, JobProgress.UNKNOWN);
          });
    }
    return compare(output.out());
  }

  private int compare(PrintStream out) {
    Difference standstill = catchUp();
    if (standstill != null) {
      out.println("NOT WHOLE: " + LedgerCheck.line(standstill));
      return ExitCode.ALTERED;
    }
    int code = ExitCode.DONE;
    for (Comparison view : rebuild.compare(Views.ALL)) {
      boolean whole = view.count() == 0;
      out.println(
          "view %s: %s, position %d"
              .formatted(
                  view.view(),
                  whole ? "as the log gives it" : view.count() + " rows are not",
                  view.through()));
      code = whole ? code : ExitCode.ALTERED;
    }
    return code;
  }

  /**
   * Updates the views to the head of the log, as a service does.
   *
   * @return the view that is stuck; null if none is
   */
  @Nullable Difference catchUp() {
    long head = new HeadTable(ledger.jdbc()).read().size();
    // not started: a job without a database fails by itself
    var availability = new DatabaseAvailability(ledger.database().unpooled());
    var followed =
        new FollowedViews(
            ledger.database(),
            availability,
            new LogStream(ledger.jdbc(), new LogSignal()),
            positions,
            turn,
            UUID.randomUUID().toString());
    try (followed) {
      long sum = -1;
      long moved = System.nanoTime();
      while (!areAt(head)) {
        long now = positions.read().values().stream().mapToLong(Long::longValue).sum();
        if (now != sum) {
          sum = now;
          moved = System.nanoTime();
        } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
          return standing(head);
        }
      }
      return null;
    }
  }

  private boolean areAt(long head) {
    try {
      positions.await(NAMES, head);
      return true;
    } catch (ViewUnavailable behind) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private Difference standing(long head) {
    for (ViewState state : positions.states()) {
      if (state.position() < head) {
        return new Difference(
            state.position() + 1, state.view(), "the view does not come to it: " + state.error());
      }
    }
    return new Difference(head, "views", "they do not come to it");
  }
}
