package org.entitlementledger.projections.follow;

import java.util.List;
import org.entitlementledger.projections.log.LoggedEvent;

/** Computes rows of a view from events. */
@FunctionalInterface
public interface Projection {

  /**
   * Brings the rows up to the last of {@code events}, in the transaction that is open. Rows that
   * reflect an event already are left as they are: the same events twice give the same rows.
   *
   * @param events in the order of the log
   */
  void apply(List<LoggedEvent> events);
}
