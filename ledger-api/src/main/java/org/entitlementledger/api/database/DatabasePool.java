package org.entitlementledger.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * A pool that fails at once while the database is known to be unavailable. It reports calls that
 * fail by their connection.
 */
public final class DatabasePool extends HikariDataSource {
  private final DatabaseAvailability availability;

  /**
   * Opens it; close it.
   *
   * @param config without an override of exceptions, unless it is embedded: that runs in this
   *     process and is always reachable
   */
  public DatabasePool(HikariConfig config, DatabaseAvailability availability) {
    super(reporting(config, availability));
    this.availability = availability;
  }

  private static HikariConfig reporting(HikariConfig config, DatabaseAvailability availability) {
    if (config.getExceptionOverride() == null) {
      config.setExceptionOverride(new FailureReports(availability));
      // nobody fills the pool beside its callers: that would back off for up to 5 s after a
      // failure, and callers would wait for it when the database is back
      config.setMinimumIdle(0);
    }
    return config;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (availability.away()) {
      throw new SQLTransientConnectionException("the database is away", "08001");
    }
    try {
      return super.getConnection();
    } catch (SQLTransientConnectionException refused) {
      if (getExceptionOverride() instanceof FailureReports reports) {
        reports.availability().suspect();
      }
      throw refused;
    }
  }
}
