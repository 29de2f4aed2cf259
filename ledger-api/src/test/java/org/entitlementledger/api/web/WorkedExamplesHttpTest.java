package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

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

  /** 2. May 2025. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void promisesAnAnswerOnMondayUntilMayAndWithinHoursAfterwards(Databases database) {
    try (var service = Service.rehearsal(database, "2025-03-15T00:00:00Z")) {
      Books advanced = Books.of(service, "advanced", "advanced", "2025-03-15");
      Books signature = Books.of(service, "signature", "signature", "2025-03-15");
      moveClock(service, "2025-05-04T00:00:00Z");

      assertThat(opened(advanced, "t1", "2025-04-26T10:00:00Z").path("firstResponseDue").asString())
          .isEqualTo("2025-04-28T04:00:00Z");
      assertThat(opened(advanced, "t2", "2025-05-03T10:00:00Z").path("firstResponseDue").asString())
          .isEqualTo("2025-05-03T14:00:00Z");
      assertThat(opened(advanced, "t3", "2025-04-30T23:59:59Z").path("coverage").asString())
          .isEqualTo("24x5");
      assertThat(opened(advanced, "t4", "2025-05-01T00:00:00Z").path("coverage").asString())
          .isEqualTo("24x7");
      for (String id : List.of("in-time", "late")) {
        assertThat(
                opened(signature, id, "2025-05-03T10:00:00Z").path("firstResponseDue").asString())
            .isEqualTo("2025-05-03T12:00:00Z");
      }
      assertThat(met(signature, "in-time", "2025-05-03T12:00:00Z")).isTrue();
      assertThat(met(signature, "late", "2025-05-03T12:00:01Z")).isFalse();
    }
  }

  private static JsonNode opened(Books account, String id, String at) {
    return account.done(
        "tickets", "{'ticketId': '%s', 'severity': 2, 'openedAt': '%s'}".formatted(id, at));
  }

  private static boolean met(Books account, String id, String at) {
    JsonNode answered =
        account.done("tickets/" + id + "/first-response", "{'respondedAt': '%s'}".formatted(at));
    assertThat(answered.path("met").isBoolean()).isTrue();
    return answered.path("met").booleanValue();
  }

  /** 3. Cancelled accelerator. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void countsProgramsThatComeAndGo(Databases database) {
    try (var service = Service.rehearsal(database, "2025-03-15T00:00:00Z")) {
      Books acme = Books.of(service, "acme", "advanced", "2025-03-15").withCsa("2025-03-15");
      moveClock(service, "2025-04-07T09:00:00Z");
      JsonNode first = acme.done("accelerators", program("a1", "2025-04-07", ""));
      assertThat(first.path("plannedEnd").asString()).isEqualTo("2025-06-30");
      assertThat(acme.left("accelerator")).isEqualTo(1);

      moveClock(service, "2025-06-27T09:00:00Z");
      acme.refused(
          "validation",
          "accelerators/a1/completion",
          "{'completedOn': '2025-06-27', 'outcomes': []}");
      JsonNode completed =
          acme.done(
              "accelerators/a1/completion",
              """
              {'completedOn': '2025-06-27',
               'outcomes': [{'measure': 'lead time', 'baseline': 12, 'target': 6, 'actual': 5.5}]}
              """);
      assertThat(completed.path("status").asString()).isEqualTo("completed");

      moveClock(service, "2025-06-30T09:00:00Z");
      JsonNode second =
          acme.done("accelerators", program("a2", "2025-06-30", ", 'requested': true"));
      assertThat(second.path("status").asString()).isEqualTo("requested");
      JsonNode held = acme.read("entitlements/accelerator");
      assertThat(held.path("available").intValue()).isZero();
      assertThat(held.path("held").intValue()).isEqualTo(1);
      acme.refused(
          "quota-exhausted", "accelerators", program("a3", "2025-06-30", ", 'requested': true"));
      acme.refused("quota-exhausted", "accelerators", program("a3", "2025-06-30", ""));

      moveClock(service, "2025-07-01T09:00:00Z");
      acme.done("accelerators/a2/cancellation", cancelled("2025-07-01"));
      assertThat(acme.left("accelerator")).isEqualTo(1);
      moveClock(service, "2025-09-01T09:00:00Z");
      acme.done("accelerators", program("a3", "2025-09-01", ""));
      assertThat(acme.left("accelerator")).isZero();
      moveClock(service, "2025-10-20T09:00:00Z");
      acme.done("accelerators/a3/cancellation", cancelled("2025-10-20"));
      assertThat(acme.left("accelerator")).isZero();

      moveClock(service, "2025-10-22T09:00:00Z");
      String asked =
          "{\"adjustmentId\":\"fix\",\"entitlement\":\"accelerator\",\"quantity\":1,"
              + "\"reason\":\"the vendor was at fault\"}";
      String adjustments = "/v1/accounts/acme/adjustments";
      Client admin = service.as("admin");
      assertThat(admin.post(adjustments, asked).status()).isEqualTo(201);
      Reply own = admin.post(adjustments + "/fix/approval", "{}");
      assertThat(own.status()).isEqualTo(403);
      assertThat(own.problem()).isEqualTo("self-approval");
      assertThat(acme.left("accelerator")).isZero();
      Reply others = service.as("approver").post(adjustments + "/fix/approval", "{}");
      assertThat(others.status()).as(others.body()).isEqualTo(201);
      assertThat(acme.left("accelerator")).isEqualTo(1);
    }
  }

  private static String program(String id, String startsOn, String more) {
    return "{'acceleratorId': '%s', 'theme': 'Pipelines', 'goal': 'Deploy daily', 'startsOn': '%s'%s}"
        .formatted(id, startsOn, more);
  }

  private static String cancelled(String day) {
    return "{'cancelledOn': '%s', 'cause': 'customer', 'reason': 'other plans'}".formatted(day);
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
