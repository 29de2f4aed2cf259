package org.entitlementledger.projections.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.projector.Followers;
import org.entitlementledger.projections.projector.ViewPositions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The end of followers while one of their threads is inside the database. */
final class FollowersCloseTest {
  @TempDir Path folder;

  /** Holds a thread back as a slow database would, and sees whether it is interrupted there. */
  private static final class SlowForTheWatch extends DelegatingDataSource {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean interrupted;

    SlowForTheWatch(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (Thread.currentThread().getName().equals("view watch") && left.getCount() > 0) {
        entered.countDown();
        try {
          answered.await();
        } catch (InterruptedException stopped) {
          interrupted = true;
        }
        left.countDown();
      }
      return super.getConnection();
    }
  }

  @Test
  void waitsForItAndInterruptsNothing() throws Exception {
    try (HikariDataSource pool = Databases.H2.migrated(folder).pool(10)) {
      var database = new SlowForTheWatch(pool);
      var jdbc = new JdbcTemplate(database);
      var followers =
          new Followers(
              Views.ALL,
              new LogStream(jdbc, new LogSignal()),
              database,
              new JdbcTransactionManager(database),
              new ViewPositions(jdbc),
              new WriteTurn(jdbc),
              "a");
      followers.start();
      database.entered.await();
      Thread closing = Thread.ofPlatform().start(followers::close);
      await().until(() -> closing.getState() == Thread.State.WAITING || !closing.isAlive());
      database.answered.countDown();
      database.left.await();
      closing.join();
      assertThat(database.interrupted).isFalse();
    }
  }
}
