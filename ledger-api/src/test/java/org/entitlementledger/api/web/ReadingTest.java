package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients read. */
class ReadingTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");

  private static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void showsAnAccountThroughItsLife() {
    OPERATOR.post(
        "/v1/accounts",
        "{\"accountId\":\"life\",\"name\":\"Life\",\"timeZone\":\"Europe/Berlin\"}");
    JsonNode prospect = ok(OPERATOR.get("/v1/accounts/life"));
    assertThat(prospect.path("status").asString()).isEqualTo("prospect");
    assertThat(prospect.path("timeZone").asString()).isEqualTo("Europe/Berlin");
    assertThat(prospect.has("contract")).isFalse();
    assertThat(prospect.path("exceptions").size()).isZero();

    OPERATOR.post(
        "/v1/accounts/life/contracts",
        "{\"contractId\":\"next\",\"tier\":\"signature\",\"startsOn\":\"2025-07-01\",\"until\":\"2026-07-01\"}");
    assertThat(ok(OPERATOR.get("/v1/accounts/life")).path("status").asString())
        .isEqualTo("purchased");
    OPERATOR.put("/v1/accounts/life/csa", "{\"person\":{\"id\":\"carl\",\"name\":\"Carl C\"}}");
    JsonNode served = ok(OPERATOR.get("/v1/accounts/life"));
    assertThat(served.path("status").asString()).isEqualTo("csa-assigned");
    assertThat(served.path("csa").path("name").asString()).isEqualTo("Carl C");

    OPERATOR.post(
        "/v1/accounts/life/contracts",
        "{\"tier\":\"signature\",\"startsOn\":\"2025-06-01\",\"until\":\"2025-07-01\"}");
    JsonNode active = ok(OPERATOR.get("/v1/accounts/life"));
    assertThat(active.path("status").asString()).isEqualTo("active");
    assertThat(active.path("tier").asString()).isEqualTo("signature");
    assertThat(active.path("exceptions").toString()).isEqualTo("[\"ase-missing\"]");
    assertThat(active.path("position").longValue()).isPositive();
    assertThat(OPERATOR.get("/v1/accounts/life").header("ETag")).isEqualTo("\"4\"");
  }

  @Test
  void pagesThroughListsInTheOrderOfRecording() {
    OPERATOR.buy("pages", "advanced", "2025-06-01");
    OPERATOR.post(
        "/v1/accounts/pages/vouchers", "{\"quantity\":3,\"codes\":[\"z3\",\"z1\",\"z2\"]}");
    OPERATOR.post("/v1/accounts/pages/vouchers", "{\"quantity\":2,\"codes\":[\"y2\",\"y1\"]}");
    var codes = new ArrayList<String>();
    String after = "";
    do {
      JsonNode page = ok(OPERATOR.get("/v1/accounts/pages/vouchers?limit=2" + after));
      page.path("items").forEach(item -> codes.add(item.path("code").asString()));
      assertThat(page.path("position").longValue()).isPositive();
      after = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    assertThat(codes).isEqualTo(List.of("z3", "z1", "z2", "y2", "y1"));
    JsonNode contracts = ok(OPERATOR.get("/v1/accounts/pages/contracts?limit=1"));
    assertThat(contracts.path("items").size()).isEqualTo(1);
    assertThat(contracts.has("next")).isFalse();
  }

  @Test
  void readsThingsBackAsTheyWereAsked() {
    OPERATOR.buy("back", "advanced", "2025-06-01");
    OPERATOR.put("/v1/accounts/back/csa", "{\"person\":{\"id\":\"carl\"},\"from\":\"2025-06-01\"}");
    Reply call =
        OPERATOR.post(
            "/v1/accounts/back/progress-calls",
            "{\"callId\":\"p1\",\"durationMinutes\":30,\"summary\":\"ok\",\"attendees\":[{\"id\":\"ann\",\"name\":\"Ann\"}],\"occurredAt\":\"2025-06-02T10:00:00+02:00\"}");
    assertThat(call.header("Location")).isEqualTo("/v1/accounts/back/progress-calls/p1");
    JsonNode read = ok(OPERATOR.get("/v1/accounts/back/progress-calls/p1"));
    assertThat(read.path("occurredAt").asString()).isEqualTo("2025-06-02T08:00:00Z");
    assertThat(read.path("attendees").toString()).isEqualTo("[{\"id\":\"ann\",\"name\":\"Ann\"}]");
    assertThat(read.path("status").asString()).isEqualTo("logged");
    assertThat(read.propertyNames()).doesNotContain("draws", "state", "attendeeIds");

    Reply started =
        OPERATOR.post(
            "/v1/accounts/back/accelerators",
            "{\"acceleratorId\":\"a1\",\"theme\":\"adoption\",\"goal\":\"more\",\"startsOn\":\"2025-06-03\"}");
    assertThat(started.status()).as(started.body()).isEqualTo(201);
    JsonNode accelerator = ok(OPERATOR.get("/v1/accounts/back/accelerators/a1"));
    assertThat(accelerator.path("plannedEnd").asString()).isEqualTo("2025-08-26");
    assertThat(accelerator.path("status").asString()).isEqualTo("started");
    assertThat(ok(OPERATOR.get("/v1/accounts/back/contracts/c1")).path("tier").asString())
        .isEqualTo("advanced");
    Reply csa = OPERATOR.delete("/v1/accounts/back/csa");
    assertThat(csa.status()).isEqualTo(200);
    assertThat(csa.json().path("status").asString()).isEqualTo("ended");
  }

  @Test
  void answersAtAnyPairOfTimes() {
    OPERATOR.buy("times", "advanced", "2025-06-01");
    OPERATOR.post("/v1/accounts/times/progress-calls", "{\"occurredAt\":\"2025-06-10T10:00:00Z\"}");
    String path = "/v1/accounts/times/entitlements/progress-call";
    assertThat(ok(OPERATOR.get(path)).path("available").intValue()).isEqualTo(3);
    assertThat(ok(OPERATOR.get(path + "?asOf=2025-06-09")).path("available").intValue())
        .isEqualTo(4);
    assertThat(ok(OPERATOR.get(path + "?asOf=2025-06-10")).path("available").intValue())
        .isEqualTo(3);
    assertThat(
            ok(OPERATOR.get(path + "?asOf=2025-06-10T09:59:59.999999Z"))
                .path("available")
                .intValue())
        .isEqualTo(4);
    assertThat(ok(OPERATOR.get(path + "?asOf=2025-07-01")).path("available").intValue())
        .isEqualTo(4);
    JsonNode before = ok(OPERATOR.get("/v1/accounts/times/entitlements?asOf=2025-05-31"));
    assertThat(before.path("entitlements").size()).isZero();
    assertThat(before.has("tier")).isFalse();
    JsonNode unknown =
        ok(OPERATOR.get("/v1/accounts/times/entitlements?recordedAsOf=2025-06-15T11:59:59Z"));
    assertThat(unknown.path("entitlements").size()).isZero();
    assertThat(OPERATOR.get(path + "?asOf=2025-05-31").status()).isEqualTo(404);
  }

  @Test
  void explainsABalanceByItsLines() {
    OPERATOR.buy("lines", "advanced", "2025-06-01");
    OPERATOR.post("/v1/accounts/lines/progress-calls", "{\"occurredAt\":\"2025-06-10T10:00:00Z\"}");
    JsonNode lines =
        ok(OPERATOR.get("/v1/accounts/lines/entitlements/progress-call/movements?period=2025-06"));
    assertThat(lines.path("items").size()).isEqualTo(2);
    JsonNode granted = lines.path("items").get(0);
    assertThat(granted.has("position")).isFalse();
    assertThat(granted.path("movement").asString()).isEqualTo("granted");
    JsonNode consumed = lines.path("items").get(1);
    assertThat(consumed.path("type").asString()).isEqualTo("progress-call-logged");
    assertThat(consumed.path("available").intValue()).isEqualTo(3);
    assertThat(consumed.path("position").longValue()).isPositive();
  }

  @Test
  void tellsWhetherSomethingMayBeConsumed() {
    OPERATOR.buy("check", "advanced", "2025-06-01");
    String vouchers = "/v1/accounts/check/entitlements/certification-voucher/check";
    JsonNode yes = ok(OPERATOR.post(vouchers, "{\"quantity\":40}"));
    assertThat(yes.path("allowed").booleanValue()).isTrue();
    assertThat(yes.path("available").intValue()).isEqualTo(40);
    JsonNode no = ok(OPERATOR.post(vouchers, "{\"quantity\":41}"));
    assertThat(no.path("allowed").booleanValue()).isFalse();
    assertThat(no.path("reason").asString()).isEqualTo("quota-exhausted");
    assertThat(no.path("window").path("end").asString()).isEqualTo("2026-06-01T00:00:00Z");
    String calls = "/v1/accounts/check/entitlements/progress-call/check";
    JsonNode call = ok(OPERATOR.send("POST", calls, null));
    assertThat(call.path("resetsAt").asString()).isEqualTo("2025-07-01T00:00:00Z");
    JsonNode missing = ok(OPERATOR.post("/v1/accounts/check/entitlements/accelerator/check", "{}"));
    assertThat(missing.path("reason").asString()).isEqualTo("invalid-transition");
    assertThat(missing.path("missing").asString()).isEqualTo("csa");
    assertThat(OPERATOR.post(vouchers, "{\"quantity\":0}").status()).isEqualTo(400);
    assertThat(OPERATOR.post(vouchers, "{\"quantity\":1.5}").status()).isEqualTo(400);
  }

  @Test
  void dryRunsAnswerAsItWouldBeAndRecordNothing() {
    OPERATOR.buy("dry", "advanced", "2025-06-01");
    Reply dry = OPERATOR.post("/v1/accounts/dry/vouchers?dryRun=true", "{\"quantity\":40}");
    assertThat(dry.status()).isEqualTo(201);
    assertThat(dry.json().path("balance").path("available").intValue()).isZero();
    assertThat(dry.header("Ledger-Position")).isNull();
    assertThat(dry.header("ETag")).isNull();
    Reply tooMany = OPERATOR.post("/v1/accounts/dry/vouchers?dryRun=true", "{\"quantity\":41}");
    assertThat(tooMany.problem()).isEqualTo("quota-exhausted");
    assertThat(ok(OPERATOR.get("/v1/accounts/dry/vouchers")).path("items").size()).isZero();
  }

  @Test
  void tellsAuditorsWhoWhenWhatAndWhy() {
    OPERATOR.buy("audit", "advanced", "2025-06-01");
    OPERATOR.post(
        "/v1/accounts/audit/vouchers",
        "{\"quantity\":1,\"codes\":[\"AU-1\"],\"occurredAt\":\"2025-06-10T10:00:00Z\",\"reason\":\"was"
            + " promised\"}",
        "X-Correlation-Id",
        "case-7");
    Client auditor = SERVICE.as("auditor");
    JsonNode found = ok(auditor.get("/v1/audit/events?account=audit&backdated=true&limit=10"));
    JsonNode issued = found.path("items").get(found.path("items").size() - 1);
    assertThat(issued.path("type").asString()).isEqualTo("voucher-issued");
    assertThat(issued.path("actor").asString()).isEqualTo("operator");
    assertThat(issued.path("recordedAt").asString()).isEqualTo(Service.SHARED_NOW);
    assertThat(issued.path("occurredAt").asString()).isEqualTo("2025-06-10T10:00:00Z");
    assertThat(issued.path("reason").asString()).isEqualTo("was promised");
    assertThat(issued.path("correlationId").asString()).isEqualTo("case-7");
    assertThat(issued.path("payload").path("codes").get(0).asString()).isEqualTo("AU-1");
    JsonNode refused =
        ok(auditor.get("/v1/audit/events?account=audit&type=account-opened&correlationId=none"));
    assertThat(refused.path("items").size()).isZero();
  }

  @Test
  void listsTheCommandsWithTheirSchemas() {
    JsonNode commands = ok(OPERATOR.get("/v1/commands")).path("items");
    assertThat(commands.size()).isGreaterThan(8);
    for (JsonNode one : commands) {
      assertThat(one.path("command").asString()).matches("[a-z]+(-[a-z]+)+");
      assertThat(one.path("schema").path("properties").has("accountId")).isTrue();
      assertThat(one.path("schema").path("properties").has("occurredAt")).isTrue();
      assertThat(one.path("schema").path("additionalProperties").booleanValue()).isFalse();
    }
  }

  @Test
  void repeatsWellFormedRequestIds() {
    Reply reply = OPERATOR.get("/v1/commands", "X-Request-Id", "r-1", "X-Correlation-Id", "c-1");
    assertThat(reply.header("X-Request-Id")).isEqualTo("r-1");
    assertThat(reply.header("X-Correlation-Id")).isEqualTo("c-1");
    Reply other = OPERATOR.get("/v1/commands", "X-Request-Id", "r 1; x");
    assertThat(other.header("X-Request-Id")).hasSize(36);
  }
}
