package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.JdbcTemplate;

/** The disk of the embedded database is full, and has room again. */
@Execution(ExecutionMode.CONCURRENT)
final class DiskFullTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int MEGABYTES = 16;
  private static final int MOST_TRIES = 5_000;
  private static final int LOOKS = 20;

  @TempDir Path folder;

  @Test
  void losesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    try (var disk = new SmallDisk(Files.createDirectory(folder.resolve("disk")), MEGABYTES)) {
      String url = Database.in(disk.folder()).url();
      var accepted = new TreeSet<String>();
      try (var node =
          new Node(
              folder,
              "spring.datasource.url=" + url,
              "spring.datasource.username=sa",
              "logging.level.org.entitlementledger.api.ledger=info")) {
        node.as("operator").post("/v1/accounts", "{\"accountId\":\"acme\",\"name\":\"Acme\"}");
        disk.fill();
        renameUntilItIsRefused(node.as("operator"), accepted);
        Client anybody = node.as("customer");
        isNotReadyAfterARefusal(node, accepted);
        assertThat(anybody.get("/actuator/health/liveness").status()).isEqualTo(200);
        disk.free();
        await().atMost(SOON).until(() -> anybody.get("/actuator/health/readiness").status() == 200);
        renameUntilItIsAccepted(node);
        accepted.add("after");
        // views and the tree try again with a growing pause
        Client auditor = node.as("auditor");
        await().atMost(SOON).until(() -> auditor.get("/v1/audit/checkpoint").status() == 200);
        await().atMost(SOON).until(() -> anybody.get("/actuator/health").status() == 200);
      }
      var ledger = new Databases.Database(url, "sa", "");
      assertThat(Job.on(ledger, "check").said()).endsWith("the ledger is whole\n");
      assertThat(accepted).isSubsetOf(recordedNames(ledger));
    }
  }

  /** From the log itself: what was sealed last is not in the file yet when the process dies. */
  private static List<String> recordedNames(Databases.Database ledger) {
    try (var pool = ledger.pool(1)) {
      return new JdbcTemplate(pool)
          .query(
              "select payload from log",
              (row, number) ->
                  LedgerJson.mapper().readTree(row.getBytes(1)).path("name").asString(""));
    }
  }

  /**
   * H2 may find room inside its own file, where the dead pages are: then it takes commands for a
   * while on a full disk, and the service says truly that it is ready.
   */
  private static void isNotReadyAfterARefusal(Node node, Set<String> accepted) {
    for (int look = 0; look < LOOKS; look++) {
      long recoveries = recoveries(node);
      if (rename(node.as("operator"), "look-" + look).status() == 200) {
        accepted.add("look-" + look);
        continue;
      }
      // a dry run writes nothing, so that it does not show that anything can be written
      node.as("operator").put("/v1/accounts/acme?dryRun=true", "{\"name\":\"dry\"}");
      if (node.as("customer").get("/actuator/health/readiness").status() != 503) {
        assertThat(recoveries(node)).as("ready without having written").isGreaterThan(recoveries);
      }
    }
  }

  /** How often the writer has found that it can write again. */
  private static long recoveries(Node node) {
    return node.output().lines().filter(line -> line.endsWith("can be written again")).count();
  }

  private static void renameUntilItIsRefused(Client operator, Set<String> accepted) {
    for (int turn = 0; turn < MOST_TRIES; turn++) {
      Reply reply = rename(operator, "turn-" + turn);
      if (reply.status() != 200) {
        assertThat(reply.problem()).as(reply.body()).isEqualTo("unavailable");
        return;
      }
      accepted.add("turn-" + turn);
    }
    throw new AssertionError("the disk does not become full");
  }

  /**
   * A view may have met the full disk after the writer's last look: then H2 has closed its file,
   * and the first command that comes is the one that finds out.
   */
  private static void renameUntilItIsAccepted(Node node) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              Reply reply = rename(node.as("operator"), "after");
              if (reply.status() != 200) {
                assertThat(reply.problem()).as(reply.body()).isEqualTo("unavailable");
              }
              return reply.status() == 200;
            });
  }

  private static Reply rename(Client operator, String name) {
    return operator.put("/v1/accounts/acme", "{\"name\":\"" + name + "\"}");
  }
}
