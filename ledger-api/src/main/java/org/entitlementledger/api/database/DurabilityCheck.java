package org.entitlementledger.api.database;

import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.database.DurabilityFault;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checks at start that commits are durable on disk (DESIGN.md, decision 9). */
public final class DurabilityCheck {
  private DurabilityCheck() {}

  /**
   * Checks the database of {@code jdbc}.
   *
   * @throws StartRefused saying what to change
   */
  public static void run(JdbcTemplate jdbc) {
    DurabilityFault fault = Dialect.of(jdbc).durabilityFault(jdbc);
    if (fault != null) {
      throw new StartRefused(fault.description(), fault.action());
    }
  }
}
