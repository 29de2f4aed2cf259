package org.entitlementledger.api.command.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.command.batch.BatchClient.call;
import static org.entitlementledger.api.command.batch.BatchClient.lines;
import static org.entitlementledger.api.command.batch.BatchClient.rename;
import static org.entitlementledger.api.command.batch.BatchClient.run;
import static org.entitlementledger.api.command.batch.BatchClient.statuses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.projector.ViewPositions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A batch is slowed so that views keep up, and goes on where a view cannot. */
class BatchLagTest {
  private static final int LINES = Integer.getInteger("batch.lines", 6_000);

  /** Events that a batch may be ahead of a view. */
  private static final int MOST_AHEAD = 1_000;

  /** Results between two reads. */
  private static final int STEP = 200;

  @ParameterizedTest
  @EnumSource
  void doesNotRunAwayFromTheViews(Databases databases) throws Exception {
    try (var service = Service.rehearsal(databases, "2025-06-15T12:00:00Z")) {
      service.as("operator").buy("lag", "signature", "2025-06-01");
      warmUp(service);
      var head = new HeadTable(service.bean(JdbcTemplate.class));
      var positions = service.bean(ViewPositions.class);
      int results = 0;
      long worst = 0;
      try (var batch = new BatchStream(service, "operator", "", "lag")) {
        var sender = CompletableFuture.runAsync(() -> send(batch));
        for (JsonNode one = batch.result(); one != null; one = batch.result()) {
          assertThat(one.path("status").intValue()).as(one.toString()).isIn(200, 201);
          if (++results % STEP == 0) {
            // the head first: what is committed between the two must not look like a lag
            long size = head.read().size();
            worst = Math.max(worst, size - Collections.min(positions.read().values()));
            readsWhatIsWritten(service, one.path("position").asString());
          }
        }
        sender.join();
      }
      assertThat(results).isEqualTo(LINES);
      assertThat(worst).isLessThanOrEqualTo(MOST_AHEAD);
    }
  }

  /** The first commands of a new process take a hundred times as long as the others. */
  private static void warmUp(Service service) {
    String[] calls =
        IntStream.range(0, MOST_AHEAD).mapToObj(i -> call("lag", "w" + i)).toArray(String[]::new);
    assertThat(statuses(run(service.as("operator"), "", lines(calls)))).containsOnly(201);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.as("operator").get("/v1/accounts/lag").status() == 200);
  }

  private static void readsWhatIsWritten(Service service, String position) {
    Client operator = service.as("operator");
    Reply reply = operator.get("/v1/accounts/lag", "Ledger-Min-Position", position);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private static void send(BatchStream batch) {
    try {
      for (int i = 0; i < LINES; i++) {
        batch.send(lines(i % 2 == 0 ? rename("lag", "name " + i) : call("lag", "c" + i)));
      }
      batch.end();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhileAViewFails(Databases databases) {
    try (var service = Service.rehearsal(databases, "2025-06-15T12:00:00Z")) {
      var jdbc = service.bean(JdbcTemplate.class);
      service.as("operator").buy("stuck", "signature", "2025-06-01");
      jdbc.execute("alter table movement rename to movement_away");
      String[] calls =
          IntStream.range(0, 3 * MOST_AHEAD)
              .mapToObj(i -> call("stuck", "c" + i))
              .toArray(String[]::new);
      assertThat(statuses(run(service.as("operator"), "", lines(calls)))).containsOnly(201);
      jdbc.execute("alter table movement_away rename to movement");
    }
  }
}
