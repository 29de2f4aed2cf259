package org.entitlementledger.api.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Makes a pool discard connections to an H2 that has closed itself, as it does when the disk is
 * full: they claim to be valid and fail for ever, while a new one opens the file again.
 */
final class ClosedDatabase implements SQLExceptionOverride {
  /** General error, database closed, connection broken, I/O errors, file corrupted. */
  private static final Set<Integer> CODES =
      Set.of(50_000, 90_098, 90_067, 90_121, 90_028, 90_031, 90_030);

  @java.lang.Override
  public Override adjudicate(SQLException thrown) {
    return CODES.contains(thrown.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
