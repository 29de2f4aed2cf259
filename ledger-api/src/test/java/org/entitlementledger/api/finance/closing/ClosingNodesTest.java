package org.entitlementledger.api.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** A closing on several nodes, and one that a crash interrupted (FINANCE.md, "Closing"). */
class ClosingNodesTest {
  private static final String PATH = "/v1/finance/closings";
  private static final String NOW = "2025-07-03T12:00:00Z";
  private static final String JUNE = "{\"through\":\"2025-06-30\"}";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int CALLERS = 4;

  private static Service node(Path data, Database database) {
    return Service.start(
        data,
        settings -> {
          Service.put(settings, "ledger.test-clock", NOW);
          Service.put(settings, "spring.datasource.url", database.url());
          Service.put(settings, "spring.datasource.username", database.username());
          return Service.put(settings, "spring.datasource.password", database.password());
        });
  }

  private static JsonNode closed(Service service, String id) {
    return await()
        .atMost(SOON)
        .until(
            () -> Expect.ok(service.as("finance").get(PATH + "/" + id)),
            one -> one.path("status").asString().equals("closed"));
  }

  /** Of several at once, one is taken; both nodes refuse what comes too late from then on. */
  @Test
  void oneOfSeveralIsTaken() throws Exception {
    Path data = Service.folder();
    Database database = Databases.POSTGRESQL.empty(data);
    try (Service one = node(data, database);
        Service other = node(data, database)) {
      Books acme = Books.of(one, "acme", "signature", "2025-06-10");
      acme.done("progress-calls", "{'callId': 'p1', 'occurredAt': '2025-06-20T12:00:00Z'}");
      List<Reply> replies = atOnce(one, other);
      List<Reply> taken = replies.stream().filter(reply -> reply.status() == 202).toList();
      assertThat(taken).hasSize(1);
      replies.stream()
          .filter(reply -> reply.status() != 202)
          .forEach(reply -> Expect.refused(409, "books-closed", reply));
      for (Service node : List.of(one, other)) {
        Expect.refused(
            409,
            "books-closed",
            node.as("operator")
                .post(
                    "/v1/accounts/acme/progress-calls",
                    "{\"occurredAt\":\"2025-06-20T12:00:00Z\"}"));
      }
      String id = taken.getFirst().json().path("closingId").asString();
      JsonNode done = closed(other, id);
      JsonNode events =
          Expect.ok(other.as("auditor").get("/v1/audit/events?type=books-closed")).path("items");
      assertThat(events).hasSize(1);
      assertThat(closed(one, id).path("position")).isEqualTo(done.path("position"));
    }
  }

  private static List<Reply> atOnce(Service one, Service other) throws Exception {
    var barrier = new CyclicBarrier(CALLERS);
    var calls = new ArrayList<Callable<Reply>>();
    for (int i = 0; i < CALLERS; i++) {
      var client = (i % 2 == 0 ? one : other).as("finance");
      calls.add(
          () -> {
            barrier.await();
            return client.post(PATH, JUNE);
          });
    }
    var replies = new ArrayList<Reply>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<Reply> reply : callers.invokeAll(calls)) {
        replies.add(reply.get());
      }
    }
    return replies;
  }

  /** What a kill right after the 202 leaves: the day in the head, the row, and a dead claim. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void oneThatAKillInterruptedGoesOn(Databases kind) {
    Path data = Service.folder();
    Database database = kind.empty(data);
    try (Service service = node(data, database)) {
      Books acme = Books.of(service, "acme", "signature", "2025-06-10");
      acme.done("progress-calls", "{'callId': 'p1', 'occurredAt': '2025-06-20T12:00:00Z'}");
    }
    interrupt(database);
    try (Service service = node(data, database)) {
      Expect.refused(
          409,
          "books-closed",
          service
              .as("operator")
              .post(
                  "/v1/accounts/acme/progress-calls", "{\"occurredAt\":\"2025-06-20T12:00:00Z\"}"));
      JsonNode done = closed(service, "june");
      assertThat(done.path("through").asString()).isEqualTo("2025-06-30");
      assertThat(done.path("actor").asString()).isEqualTo("fay");
      Expect.refused(409, "books-closed", service.as("finance").post(PATH, JUNE));
    }
  }

  private static void interrupt(Database database) {
    var jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    jdbc.update("update head set closed_through = date '2025-06-30'");
    jdbc.update(
        "insert into closing (closing_id, through, begun_at, actor, claimed_by, beat_at)"
            + " values ('june', date '2025-06-30', current_timestamp, 'fay', 'a dead node',"
            + " current_timestamp)");
  }
}
