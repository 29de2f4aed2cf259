package org.entitlementledger.api.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Sees every exception of a pool's connections and reports connection failures. */
record FailureReports(DatabaseAvailability availability) implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException thrown) {
    String state = thrown.getSQLState();
    // the connection failed, or the server shuts down
    if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
      availability.suspect();
    }
    return Override.CONTINUE_EVICT;
  }
}
