package org.entitlementledger.api.finance.report;

import java.io.IOException;

/** Writes one report in one format. */
interface ReportFormat<R> {

  /** Begins it. */
  void begin() throws IOException;

  /** Adds a row. */
  void row(R row) throws IOException;

  /**
   * Ends it and flushes the stream, which stays open. Without this call it is visibly incomplete.
   */
  void end(Totals totals) throws IOException;
}
