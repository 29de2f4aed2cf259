package org.entitlementledger.api.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Pace;
import org.entitlementledger.projections.verification.Difference;
import org.entitlementledger.projections.verification.Report;
import org.entitlementledger.projections.verification.Signatures;
import org.entitlementledger.projections.verification.Verification;

/**
 * Checks a whole ledger without a service: the same verification, and the tables beside the log.
 */
final class LedgerCheck {
  private final OpenLedger ledger;
  private final Signatures signatures;
  private final JobOutput output;

  LedgerCheck(OpenLedger ledger, Signatures signatures, JobOutput output) {
    this.ledger = ledger;
    this.signatures = signatures;
    this.output = output;
  }

  /**
   * Checks it, and reports what it holds and every difference.
   *
   * @return the exit code
   */
  int run() {
    try (var progress = new JobProgress(output, "check")) {
      return run(progress);
    }
  }

  private int run(JobProgress progress) {
    Head head = new HeadTable(ledger.jdbc()).read();
    boolean rehearsal = Boolean.TRUE.equals(head.rehearsal());
    progress.println("ledger " + head.ledgerId() + (rehearsal ? ", a rehearsal" : ""));
    long through = Math.max(1, Verification.through(ledger.jdbc(), signatures));
    var views = new ViewsCheck(ledger);
    var verification =
        new Verification(
            ledger.jdbc(),
            views.rebuild(),
            signatures,
            Duration.ZERO,
            Pace.FULL,
            checked -> progress.at(checked, through));
    Report report = verification.report();
    var beside = new TablesCheck(ledger.jdbc(), report);
    long accounts = verification.log(beside);
    progress.println(
        "log: positions 1 to " + verification.through() + ", " + accounts + " accounts");
    progress.println("checkpoint: " + sealed(verification, signatures));
    beside.end(verification.through()).forEach(progress::println);
    Difference standstill = report.count() == 0 ? views.catchUp() : null;
    if (standstill != null) {
      report.add(standstill.position(), standstill.part(), standstill.message());
    }
    List<Comparison> compared = verification.views();
    progress.end();
    compared.forEach(view -> progress.println(line(view)));
    return tell(report, output.out());
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
      return ExitCode.DONE;
    }
    out.println("NOT WHOLE, differences: " + report.count());
    differences.forEach(difference -> out.println(line(difference)));
    return ExitCode.ALTERED;
  }

  /** A difference in words. */
  static String line(Difference one) {
    return "position " + one.position() + ": " + one.part() + ": " + one.message();
  }
}
