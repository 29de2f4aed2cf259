package org.entitlementledger.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.entitlementledger.projections.database.Dialect;

/**
 * Connections for the writer alone, so that queries never delay it: one to write with, one to look
 * up unknown outcomes. Nothing on them hangs for long (DESIGN.md, "A hung node").
 */
public final class WriterConnections {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private static final String LIMITS_ON_SERVER =
      "set lock_timeout = '3s'; set statement_timeout = '10s';"
          + " set idle_in_transaction_session_timeout = '5s'";
  private static final String LIMITS_IF_EMBEDDED = "set lock_timeout 3000";

  /** Longer than a statement may take, so that the server is the first to give up. */
  private static final int SOCKET_SECONDS = 12;

  private WriterConnections() {}

  /** Opens the one connection that seals, on which nothing hangs for long either; close it. */
  public static HikariDataSource sealer(Database database, DatabaseAvailability availability) {
    HikariConfig config = config(database, "ledger-sealer");
    config.setMaximumPoolSize(1);
    return new DatabasePool(config, availability);
  }

  public static HikariConfig config(Database database) {
    return config(database, "ledger-writer");
  }

  private static HikariConfig config(Database database, String name) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(database.url());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(CONNECT.toMillis() / 2);
    if (database.embedded()) {
      config.setConnectionInitSql(LIMITS_IF_EMBEDDED);
      embedded(config);
    } else {
      config.setConnectionInitSql(LIMITS_ON_SERVER);
      postgresql(config, SOCKET_SECONDS);
    }
    return config;
  }

  /** What a pool of the embedded database needs. */
  public static void embedded(HikariConfig config) {
    config.setExceptionOverride(new ClosedDatabase(Dialect.of(config.getJdbcUrl())));
  }

  /** What the PostgreSQL driver needs; what stands in the URL comes before it. */
  public static void postgresql(HikariConfig config, int socketSeconds) {
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", config.getPoolName());
    config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
    config.addDataSourceProperty("socketTimeout", String.valueOf(socketSeconds));
  }
}
