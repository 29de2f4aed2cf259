package org.entitlementledger.api.admin;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.api.database.DatabasePool;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.PostgresDialect;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.projector.Followers;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.views.Views;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Runs the projectors of this node on connections of their own, so that no query delays them. */
public final class FollowedViews implements AutoCloseable {
  private static final int CONNECTION_MILLIS = 3_000;
  private static final int SOCKET_SECONDS = 30;

  /** Two groups of views, those that catch up alone, the watch, and the clock of one of them. */
  private static final int CONNECTIONS = 5;

  private final HikariDataSource pool;
  private final Followers followers;

  /**
   * Starts them.
   *
   * @param node this node's id among those that share the database
   */
  public FollowedViews(
      Database database,
      DatabaseAvailability availability,
      LogStream log,
      ViewPositions positions,
      WriteTurn turn,
      String node) {
    var config = new HikariConfig();
    config.setPoolName("ledger-views");
    config.setJdbcUrl(database.url());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_MILLIS);
    if (database.embedded()) {
      WriterConnections.embedded(config);
    } else {
      WriterConnections.postgresql(config, SOCKET_SECONDS);
      config.setConnectionInitSql(PostgresDialect.FOR_VIEWS);
    }
    pool = new DatabasePool(config, availability);
    followers =
        new Followers(
            Views.ALL, log, pool, new JdbcTransactionManager(pool), positions, turn, node);
    followers.start();
  }

  @Override
  public void close() {
    followers.close();
    pool.close();
  }
}
