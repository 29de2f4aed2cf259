package org.entitlementledger.projections.projector;

import java.util.List;
import org.entitlementledger.projections.row.Table;

/**
 * Tables computed from the log, with one common position.
 *
 * @param name the key of its stored position
 * @param group the group with which it advances
 * @param projections each with tables of its own
 */
public record View(String name, Group group, List<Projection> projections) {

  /** Views that advance in one transaction. An embedded database has one group for all. */
  public enum Group {
    /** The views behind balances, which clients wait for. */
    BALANCES,
    /** A row for each event or movement. */
    RECORDS
  }

  /** All tables of the view. */
  public List<Table<?>> tables() {
    return projections.stream().<Table<?>>flatMap(one -> one.tables().stream()).toList();
  }
}
