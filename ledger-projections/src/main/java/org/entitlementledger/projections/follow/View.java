package org.entitlementledger.projections.follow;

import java.util.List;

/**
 * Rows computed from the log that are brought forward together and have one position.
 *
 * @param name under which its position is stored
 * @param projections each with tables of its own
 */
public record View(String name, List<Projection> projections) {

  /** All tables of the view. */
  public List<Table<?>> tables() {
    return projections.stream().<Table<?>>flatMap(one -> one.tables().stream()).toList();
  }
}
