package org.entitlementledger.projections.projector;

import java.util.List;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;

/**
 * Folds events into rows. It has no state of its own and does not know whether the rows are in the
 * database or in memory.
 */
public interface Projection {

  /** The tables whose rows it computes. */
  List<Table<?>> tables();

  /**
   * Announces the rows that {@link #apply} will get, so that those of many events are read at once.
   */
  default void reads(LoggedEvent event, Reads reads) {}

  /**
   * Applies an event, in the order of the log. Applying is idempotent: rows that reflect the event
   * already stay as they are.
   */
  void apply(LoggedEvent event, Rows rows);

  /** Collects the rows that will be needed. */
  @FunctionalInterface
  interface Reads {
    /** The row with a key, if there is one. */
    void row(Table<?> table, Key key);
  }
}
