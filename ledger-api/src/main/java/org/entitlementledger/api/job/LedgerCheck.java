package org.entitlementledger.api.job;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.entitlementledger.projections.follow.Comparison;
import org.entitlementledger.projections.follow.Pace;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.verification.Difference;
import org.entitlementledger.projections.verification.Report;
import org.entitlementledger.projections.verification.Signatures;
import org.entitlementledger.projections.verification.Verification;

/**
 * The check of a whole ledger that no service runs on: the verification that a service would do,
 * and what stands beside the log.
 */
final class LedgerCheck {
  private LedgerCheck() {}

  /**
   * Checks it, tells what there is and all that is not as it was.
   *
   * @return the exit code
   */
  static int run(OpenLedger ledger, Signatures signatures, PrintStream out) {
    Head head = new HeadTable(ledger.jdbc()).read();
    boolean rehearsal = Boolean.TRUE.equals(head.rehearsal());
    out.println("ledger " + head.ledgerId() + (rehearsal ? ", a rehearsal" : ""));
    var views = new ViewsCheck(ledger);
    var verification =
        new Verification(
            ledger.jdbc(), views.rebuild(), signatures, Duration.ZERO, Pace.FULL, checked -> {});
    Report report = verification.report();
    var beside = new BesideLog(ledger.jdbc(), report);
    long accounts = verification.log(beside);
    out.println("log: positions 1 to " + verification.through() + ", " + accounts + " accounts");
    out.println("checkpoint: " + sealed(verification, signatures));
    beside.end(verification.through()).forEach(out::println);
    Difference standstill = report.count() == 0 ? views.catchUp() : null;
    if (standstill != null) {
      report.add(standstill.position(), standstill.part(), standstill.message());
    }
    verification.views().forEach(view -> out.println(line(view)));
    return tell(report, out);
  }

  private static String sealed(Verification verification, Signatures signatures) {
    String size =
        verification.sealed() == 0
            ? "nothing is sealed"
            : "sealed up to position " + verification.sealed();
    return signatures.keys().isEmpty() ? size + "; without a key nobody can say by whom" : size;
  }

  private static String line(Comparison view) {
    return view.count() == 0
        ? "view " + view.view() + ": as the log gives it, position " + view.through()
        : "view " + view.view() + ": " + view.count() + " rows are not as the log gives them";
  }

  private static int tell(Report report, PrintStream out) {
    List<Difference> differences = report.differences();
    if (differences.isEmpty()) {
      out.println("the ledger is whole");
      return Jobs.DONE;
    }
    out.println("NOT WHOLE, differences: " + report.count());
    differences.forEach(one -> out.println(line(one)));
    return Jobs.NOT_WHOLE;
  }

  /** A difference in words. */
  static String line(Difference one) {
    return "position " + one.position() + ": " + one.part() + ": " + one.message();
  }
}
