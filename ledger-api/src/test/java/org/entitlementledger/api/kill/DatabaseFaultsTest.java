package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.entitlementledger.api.Node;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What may happen to a database under load. Clients are told to come back, nothing is lost, and the
 * service goes on by itself.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DatabaseFaultsTest {
  private static final int CLIENTS = 16;
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Room for the server, its write-ahead log, and what a test writes. */
  private static final int MEGABYTES_OF_POSTGRESQL = 300;

  private static final int MEGABYTES_OF_H2 = 64;

  @TempDir Path folder;
  @TempDir Path disk;

  private Node node(Database database) {
    return new Node(
        folder,
        "ledger.test-clock=2025-03-20T09:00:00Z",
        "spring.datasource.url=" + database.url(),
        "spring.datasource.username=" + database.username(),
        "spring.datasource.password=" + database.password());
  }

  private static void check(Node node, Load load) {
    try {
      new Checker(node.as("operator"), node.as("admin")).check(load.answered(), load.newest());
    } catch (AssertionError untrue) {
      // the folder with its output is gone when anybody reads this
      untrue.addSuppressed(new AssertionError(node.output()));
      throw untrue;
    }
  }

  @Test
  void theServerIsRestartedAndItsConnectionsAreCut() throws Exception {
    try (var postgres = new Postgres(disk);
        var node = node(postgres.database())) {
      var load = new Load(() -> node.as("operator"), CLIENTS);
      try (load) {
        load.awaitAnswers(200);
        for (int cut = 0; cut < 3; cut++) {
          cutAll(postgres.database());
          load.awaitAnswers(50);
        }
        postgres.stop();
        awaitPutOff(load);
        assertNotReady(node);
        postgres.start();
        load.awaitAnswers(200);
        postgres.crash();
        awaitPutOff(load);
        assertNotReady(node);
        postgres.start();
        load.awaitAnswers(200);
      }
      check(node, load);
    }
  }

  /** Those of the writer, of questions and of views alike. */
  private static void cutAll(Database database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name like 'ledger%'");
    }
  }

  private static void assertNotReady(Node node) {
    assertThat(node.as("customer").get("/actuator/health/readiness").status()).isEqualTo(503);
  }

  /** Until clients are told to come back later. */
  private static void awaitPutOff(Load load) {
    long before = load.putOff();
    await().atMost(SOON).until(() -> load.putOff() > before + CLIENTS);
  }

  @Test
  void theDiskOfH2IsFull() throws Exception {
    try (var small = new SmallDisk(disk, MEGABYTES_OF_H2);
        var node = node(Databases.H2.empty(small.folder()))) {
      var load = new Load(() -> node.as("operator"), CLIENTS);
      try (load) {
        load.awaitAnswers(200);
        small.fill();
        awaitPutOff(load);
        small.free();
        load.awaitAnswers(200);
      }
      check(node, load);
    }
  }

  /** The server itself may end for want of room for its log: then the operator starts it again. */
  @Test
  void theDiskOfPostgresqlIsFull() throws Exception {
    try (var small = new SmallDisk(disk, MEGABYTES_OF_POSTGRESQL);
        var postgres = new Postgres(Files.createDirectory(small.folder().resolve("data")));
        var node = node(postgres.database())) {
      var load = new Load(() -> node.as("operator"), CLIENTS);
      try (load) {
        load.awaitAnswers(200);
        small.fill();
        awaitPutOff(load);
        small.free();
        if (!postgres.runs()) {
          postgres.start();
        }
        load.awaitAnswers(200);
      }
      check(node, load);
    }
  }
}
