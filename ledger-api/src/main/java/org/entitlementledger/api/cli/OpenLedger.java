package org.entitlementledger.api.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import org.entitlementledger.api.admin.backup.Schema;
import org.entitlementledger.api.database.Database;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** An existing ledger with the schema of this version, opened for a job. */
public record OpenLedger(Database database, HikariDataSource connections, JdbcTemplate jdbc)
    implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int IN_USE = 90020;
  private static final int NOT_THERE = 90146;

  /**
   * Opens it; the caller closes it.
   *
   * @throws JobRefused if there is none, or its schema is of another version
   */
  static OpenLedger of(Database database) {
    Database there = database.onlyExisting();
    try {
      String obstacle = Schema.obstacle(there);
      if (obstacle != null) {
        throw new JobRefused(obstacle);
      }
      var config = new HikariConfig();
      config.setPoolName("ledger-job");
      config.setJdbcUrl(there.url());
      config.setUsername(there.username());
      config.setPassword(there.password());
      config.setMaximumPoolSize(CONNECTIONS);
      var connections = new HikariDataSource(config);
      return new OpenLedger(there, connections, new JdbcTemplate(connections));
    } catch (FlywayException | PoolInitializationException failed) {
      throw new JobRefused(why(failed));
    }
  }

  /** Whether another process has the file of the embedded database open. */
  public static boolean isInUse(SQLException failed) {
    return failed.getErrorCode() == IN_USE;
  }

  /** Explains why a database cannot be opened. */
  static String why(Throwable failed) {
    SQLException cause = sqlException(failed);
    if (cause == null) {
      return String.valueOf(failed.getMessage());
    }
    return switch (cause.getErrorCode()) {
      case IN_USE ->
          "a service runs on this ledger: stop it, or ask it by /v1/admin (docs/OPERATIONS.md)";
      case NOT_THERE -> "there is no ledger here: " + cause.getMessage();
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static @Nullable SQLException sqlException(Throwable failed) {
    SQLException found = null;
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof SQLException one) {
        found = one;
      }
    }
    return found;
  }

  @Override
  public void close() {
    connections.close();
  }
}
