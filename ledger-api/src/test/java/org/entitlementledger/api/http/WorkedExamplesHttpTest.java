package org.entitlementledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DOMAIN.md, "Worked examples", over HTTP. */
class WorkedExamplesHttpTest {
  private static final String CALLS = "/v1/accounts/acme/progress-calls";
  private static final String LEFT = "/v1/accounts/acme/entitlements";

  @ParameterizedTest
  @EnumSource(Databases.class)
  void countsCallsByTheMonth(Databases database) {
    try (var service = Service.rehearsal(database, "2025-03-15T00:00:00Z")) {
      Client operator = service.as("operator");
      operator.buy("acme", "advanced", "2025-03-15");
      moveClock(service, "2025-03-31T18:00:00Z");

      assertThat(left(operator, "accelerator")).isEqualTo(2);
      assertThat(left(operator, "certification-voucher")).isEqualTo(40);
      assertThat(left(operator, "roi-review")).isEqualTo(4);
      for (String day : List.of("17", "20", "24", "31")) {
        assertThat(call(operator, "2025-03-" + day).status()).isEqualTo(201);
      }
      assertThat(left(operator, "progress-call")).isZero();

      Reply fifth = call(operator, "2025-03-31");
      assertThat(fifth.status()).isEqualTo(409);
      assertThat(fifth.problem()).isEqualTo("quota-exhausted");
      assertThat(fifth.json().path("entitlement").asString()).isEqualTo("progress-call");
      assertThat(fifth.json().path("available").intValue()).isZero();
      assertThat(fifth.json().path("resetsAt").asString()).isEqualTo("2025-04-01T00:00:00Z");

      moveClock(service, "2025-04-01T00:00:00Z");
      assertThat(left(operator, "progress-call")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void startsTheLastAcceleratorOnce(Databases database) throws Exception {
    try (var service = Service.rehearsal(database, "2025-06-02T09:00:00Z")) {
      Client operator = service.as("operator");
      operator.buy("acme", "advanced", "2025-06-01");
      operator.put("/v1/accounts/acme/csa", "{\"person\":{\"id\":\"carl\"}}");
      assertThat(start(operator).status()).isEqualTo(201);

      List<Reply> replies = atOnce(50, () -> start(operator));
      assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
      assertThat(replies.stream().filter(reply -> reply.status() == 409))
          .hasSize(49)
          .allSatisfy(reply -> assertThat(reply.problem()).isEqualTo("quota-exhausted"));
      assertThat(left(operator, "accelerator")).isZero();
      var events = service.as("auditor").get("/v1/audit/events?type=accelerator-started").json();
      assertThat(events.path("items").size()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void doesARepeatedRequestOnce(Databases database) throws Exception {
    try (var service = Service.rehearsal(database, "2025-06-02T09:00:00Z")) {
      Client operator = service.as("operator");
      operator.buy("acme", "advanced", "2025-06-01");
      Callable<Reply> issue =
          () ->
              operator.post(
                  "/v1/accounts/acme/vouchers", "{\"quantity\":3}", "Idempotency-Key", "k-1");

      List<Reply> replies = atOnce(20, issue);
      assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
      assertThat(replies.stream().map(Reply::body).distinct()).hasSize(1);
      assertThat(replies.stream().map(Reply::position).distinct()).hasSize(1);
      assertThat(replies.stream().filter(one -> one.header("Idempotent-Replayed") != null))
          .hasSize(19);
      assertThat(left(operator, "certification-voucher")).isEqualTo(37);

      Reply other =
          operator.post("/v1/accounts/acme/vouchers", "{\"quantity\":4}", "Idempotency-Key", "k-1");
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.problem()).isEqualTo("idempotency-conflict");
      Reply ofSomebodyElse =
          service
              .as("admin")
              .post("/v1/accounts/acme/vouchers", "{\"quantity\":4}", "Idempotency-Key", "k-1");
      assertThat(ofSomebodyElse.status()).isEqualTo(201);
    }
  }

  private static List<Reply> atOnce(int times, Callable<Reply> request) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> all = Stream.generate(() -> request).limit(times).toList();
      return threads.invokeAll(all).stream().map(future -> future.resultNow()).toList();
    }
  }

  private static void moveClock(Service service, String now) {
    Reply moved = service.as("admin").put("/v1/test-clock", "{\"now\":\"" + now + "\"}");
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().path("now").asString()).isEqualTo(now);
  }

  private static Reply call(Client operator, String day) {
    return operator.post(CALLS, "{\"occurredAt\":\"" + day + "\",\"durationMinutes\":30}");
  }

  private static Reply start(Client operator) {
    return operator.post(
        "/v1/accounts/acme/accelerators", "{\"theme\":\"adoption\",\"goal\":\"use it more\"}");
  }

  private static int left(Client client, String entitlement) {
    Reply answer = client.get(LEFT + "/" + entitlement);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("available").intValue();
  }
}
