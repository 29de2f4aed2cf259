package org.entitlementledger.api.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.entitlementledger.projections.database.Dialect;

/**
 * Makes a pool discard connections to an embedded database that has closed itself: they claim to be
 * valid and fail for ever, while a new one opens the file again.
 */
record ClosedDatabase(Dialect dialect) implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException thrown) {
    return dialect.hasClosed(thrown) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
