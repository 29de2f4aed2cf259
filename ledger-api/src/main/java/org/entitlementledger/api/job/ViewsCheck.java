package org.entitlementledger.api.job;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.entitlementledger.api.views.FollowedViews;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.follow.Comparison;
import org.entitlementledger.projections.follow.Comparison.Difference;
import org.entitlementledger.projections.follow.Rebuild;
import org.entitlementledger.projections.follow.View;
import org.entitlementledger.projections.follow.ViewPositions;
import org.entitlementledger.projections.follow.ViewState;
import org.entitlementledger.projections.follow.ViewUnavailable;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.views.Views;

/** The views of a ledger: brought to the head of its log, and held against what the log gives. */
final class ViewsCheck {
  /** A view that has not moved for so long does not go on by itself. */
  private static final Duration STANDSTILL = Duration.ofSeconds(20);

  private static final List<String> NAMES = Views.ALL.stream().map(View::name).toList();

  private final OpenLedger ledger;
  private final ViewPositions positions;
  private final Rebuild rebuild;

  ViewsCheck(OpenLedger ledger) {
    this.ledger = ledger;
    positions = new ViewPositions(ledger.jdbc());
    rebuild = new Rebuild(ledger.database().unpooled(), ledger.jdbc(), positions);
  }

  /**
   * Brings the views to the head, as a service would, and compares them.
   *
   * @return what there is, a line each
   * @throws Flaw the first one by position
   */
  List<String> run() {
    catchUp();
    List<Comparison> compared = rebuild.compare(Views.ALL);
    for (Comparison one : compared) {
      if (one.count() > 0) {
        Difference first = one.differences().getFirst();
        throw new Flaw(
            first.position(),
            "view %s is not what the log gives: row %s of %s is %s; %d rows in all"
                .formatted(one.view(), first.key(), first.table(), how(first), one.count()));
      }
    }
    return compared.stream()
        .map(one -> "view " + one.view() + ": as the log gives it, position " + one.through())
        .toList();
  }

  private static String how(Difference row) {
    return row.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Puts what the log gives in the place of all views; gives the exit code. */
  int rebuild(PrintStream out) {
    rebuild.swap(Views.ALL);
    try {
      run().forEach(out::println);
      return Jobs.DONE;
    } catch (Flaw flaw) {
      out.println("NOT WHOLE: " + flaw.getMessage());
      return Jobs.NOT_WHOLE;
    }
  }

  private void catchUp() {
    long head = new HeadTable(ledger.jdbc()).read().size();
    var followed =
        new FollowedViews(
            ledger.database(),
            new LogStream(ledger.jdbc(), new LogSignal()),
            positions,
            new WriteTurn(ledger.jdbc()),
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
          throw standing(head);
        }
      }
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

  private Flaw standing(long head) {
    for (ViewState state : positions.states()) {
      if (state.position() < head) {
        return new Flaw(
            state.position() + 1,
            "view " + state.view() + " does not come beyond it: " + state.error());
      }
    }
    return new Flaw(head, "views do not come to it");
  }
}
