package org.entitlementledger.api.job;

import java.io.PrintStream;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;

/** The check of a whole ledger: its log, what stands beside it, its views. */
final class LedgerCheck {
  private LedgerCheck() {}

  /**
   * Checks a ledger that no service runs on, tells what there is and the first flaw.
   *
   * @return the exit code
   */
  static int run(OpenLedger ledger, PrintStream out) {
    Head head = new HeadTable(ledger.jdbc()).read();
    boolean rehearsal = Boolean.TRUE.equals(head.rehearsal());
    out.println("ledger " + head.ledgerId() + (rehearsal ? ", a rehearsal" : ""));
    try {
      new LogCheck(ledger.jdbc()).run().forEach(out::println);
      new ViewsCheck(ledger).run().forEach(out::println);
    } catch (Flaw flaw) {
      out.println("NOT WHOLE: " + flaw.getMessage());
      return Jobs.NOT_WHOLE;
    }
    out.println("the ledger is whole");
    return Jobs.DONE;
  }
}
