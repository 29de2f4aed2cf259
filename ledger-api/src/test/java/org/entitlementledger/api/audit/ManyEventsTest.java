package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.Service.put;
import static org.entitlementledger.api.audit.Verifying.begin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.LedgerApplication;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A ledger that nobody touched verifies clean however long it is, and in the same memory: a few
 * thousand events in the whole check, as many as {@code verification.events} says otherwise
 * (CONTRIBUTING.md).
 */
@Execution(ExecutionMode.CONCURRENT)
class ManyEventsTest {
  private static final int EVENTS = Integer.getInteger("verification.events", 3_000);
  private static final int LINES = 1_000;
  private static final int ACCOUNTS = Math.max(10, EVENTS / 1_000);
  private static final String MEMORY = "-Xmx256m";
  private static final String CATALOGUE =
      """
      catalogue: many
      versions:
        - version: "1"
          effectiveFrom: 2020-01-01
          entitlements:
            progress-call: { kind: session, period: calendar-month }
          tiers:
            only:
              name: Only
              rank: 1
              entitlements:
                progress-call: { limit: 100000000 }
      """;

  @TempDir private Path folder;

  private Map<String, Object> on(Map<String, Object> settings, Database database) {
    put(settings, "ledger.test-clock", "2025-03-20T09:00:00Z");
    put(settings, "ledger.security.requests-per-second", "0");
    put(settings, "ledger.catalogue", folder.resolve("catalogue.yaml").toString());
    put(settings, "spring.datasource.url", database.url());
    put(settings, "spring.datasource.username", database.username());
    return put(settings, "spring.datasource.password", database.password());
  }

  @ParameterizedTest
  @EnumSource
  void verifyCleanInConstantMemory(Databases kind) throws Exception {
    Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
    Database database = kind.empty(folder);
    try (var service = Service.start(folder, settings -> on(settings, database))) {
      fill(service.as("operator"));
      Client auditor = service.as("auditor");
      JsonNode end = awaitEnd(auditor, begin(auditor));
      assertThat(end.path("intact").booleanValue()).as("%s", end).isTrue();
      assertThat(end.path("through").longValue()).isGreaterThanOrEqualTo(EVENTS);
      assertThat(end.path("sealed")).isEqualTo(end.path("through"));
    }
    checkInLittleMemory(database);
  }

  private static void fill(Client operator) {
    for (int account = 0; account < ACCOUNTS; account++) {
      operator.buy("account-" + account, "only", "2025-03-15");
    }
    for (int done = 0; done < EVENTS; done += LINES) {
      var lines = new StringBuilder();
      for (int line = done; line < Math.min(EVENTS, done + LINES); line++) {
        lines
            .append("{\"command\":\"log-progress-call\",\"accountId\":\"account-")
            .append(line % ACCOUNTS)
            .append("\",\"summary\":\"went well\"}\n");
      }
      byte[] body = lines.toString().getBytes(UTF_8);
      var reply =
          operator.send("POST", "/v1/batches", body, "Content-Type", "application/x-ndjson");
      assertThat(reply.body()).doesNotContain("\"problem\"");
    }
  }

  private static JsonNode awaitEnd(Client auditor, String path) {
    return await()
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> auditor.get(path, "Ledger-Min-Position", "0").json(),
            one -> !one.path("status").asString().equals("running"));
  }

  private void checkInLittleMemory(Database database) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-cp",
                System.getProperty("java.class.path"),
                LedgerApplication.class.getName(),
                "check",
                "--ledger.data=" + folder,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(said).endsWith("the ledger is whole\n");
    assertThat(process.waitFor()).isZero();
  }
}
