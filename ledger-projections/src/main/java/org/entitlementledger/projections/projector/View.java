package org.entitlementledger.projections.projector;

import java.util.List;
import org.entitlementledger.projections.row.Table;

/**
 * Rows computed from the log that have one position.
 *
 * @param name under which its position is stored
 * @param group the views that are brought forward together
 * @param projections each with tables of its own
 */
public record View(String name, Group group, List<Projection> projections) {

  /** Views that are brought forward in one transaction. All are where writers take turns. */
  public enum Group {
    /** What balances are computed from: clients wait for it. */
    BALANCES,
    /** A row for each event or movement. */
    RECORDS
  }

  /** All tables of the view. */
  public List<Table<?>> tables() {
    return projections.stream().<Table<?>>flatMap(one -> one.tables().stream()).toList();
  }
}
