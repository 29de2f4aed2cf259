package org.entitlementledger.api.kill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.projections.Databases.H2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The service is ended by SIGTERM under load: what it took it answers, what comes then it refuses
 * in words, and its log says of each command who asked for it and where it stands.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ShutdownTest {
  private static final int CLIENTS = 8;

  @TempDir Path folder;

  private final Set<String> accepted = new ConcurrentSkipListSet<>();
  private final Queue<Reply> refused = new ConcurrentLinkedQueue<>();
  private final Semaphore told = new Semaphore(0);

  @Test
  void answersWhatItTookAndRefusesWhatComesThen() throws Exception {
    Database ledger = H2.empty(folder);
    try (var node =
            new Node(
                folder,
                "ledger.test-clock=2025-03-20T09:00:00Z",
                "ledger.shutdown-notice=1s",
                "logging.structured.format.console=ecs",
                "logging.level.org.entitlementledger.api.write.CommandLog=debug",
                "spring.datasource.url=" + ledger.url(),
                "spring.datasource.username=" + ledger.username());
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      node.as("operator").post("/v1/accounts", "{\"accountId\":\"acme\",\"name\":\"Acme\"}");
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.execute(() -> renameUntilItIsGone(node.as("operator"), number));
      }
      told.acquireUninterruptibly(50);
      int exitCode = node.terminate().get(60, TimeUnit.SECONDS);
      assertThat(exitCode).as("it ended by the signal").isEqualTo(143);
      clients.shutdown();
      assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      lines(node.output());
    }
    assertThat(refused).isNotEmpty();
    for (Reply reply : refused) {
      assertThat(reply.status()).as(reply.body()).isEqualTo(503);
      assertThat(reply.problem()).isEqualTo("unavailable");
      assertThat(reply.header("Retry-After")).isNotNull();
    }
    assertThat(recorded(ledger)).as("what was told, and nothing else").isEqualTo(accepted);
    assertThat(Job.on(ledger, "check").said()).endsWith("the ledger is whole\n");
  }

  private void renameUntilItIsGone(Client client, int number) {
    try {
      for (int turn = 0; ; turn++) {
        String key = "c-" + number + "-" + turn;
        Reply reply =
            client.put("/v1/accounts/acme", "{\"name\":\"" + key + "\"}", "X-Correlation-Id", key);
        if (reply.status() == 200) {
          accepted.add(key);
        } else {
          refused.add(reply);
        }
        told.release();
      }
    } catch (UncheckedIOException gone) {
      // nobody listens any more
    }
  }

  /** The correlation ids of the renamings in the log, by the export. */
  private Set<String> recorded(Database ledger) throws IOException {
    Path file = folder.resolve("events.ndjson");
    assertThat(Job.on(ledger, "export", file.toString()).exitCode()).isZero();
    var ids = new TreeSet<String>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      JsonNode event = LedgerJson.mapper().readTree(line);
      if (event.path("type").asString().equals("account-renamed")) {
        assertThat(ids.add(event.path("correlationId").asString())).isTrue();
      }
    }
    return ids;
  }

  /** Every line is JSON, and that of a command can be found by all that is known of it. */
  private void lines(String output) {
    var found = new TreeSet<String>();
    for (String text : output.lines().toList()) {
      JsonNode line = LedgerJson.mapper().readTree(text);
      if (line.path("message").asString().equals("accepted rename-account")) {
        assertThat(line.path("actor").asString()).isEqualTo("operator");
        assertThat(line.path("accountId").asString()).isEqualTo("acme");
        assertThat(line.path("requestId").asString()).hasSize(36);
        assertThat(line.path("position").longValue()).isGreaterThan(1);
        found.add(line.path("correlationId").asString());
      }
    }
    assertThat(found).isEqualTo(accepted);
  }
}
