package org.entitlementledger.api.finance;

import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.LineId;
import org.entitlementledger.core.reconciliation.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * A line with what became of it.
 *
 * @param replacedBy the row of a later file that stands in for it; absent where none does
 * @param resolution pending or settled; absent where there is none
 */
record ReportedLine(
    LineId id, Line line, @Nullable LineReference replacedBy, @Nullable Resolution resolution) {

  /**
   * A row of another file.
   *
   * @param line the row's number, the header being 1
   */
  record LineReference(String reconciliationId, long line) {}
}
