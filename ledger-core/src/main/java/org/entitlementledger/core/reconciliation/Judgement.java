package org.entitlementledger.core.reconciliation;

import java.util.List;

/**
 * What a new row is found to be.
 *
 * @param replaces lines of earlier files that the row stands in for from now on
 */
public record Judgement(Line line, List<LineId> replaces) {
  public Judgement {
    replaces = List.copyOf(replaces);
  }
}
