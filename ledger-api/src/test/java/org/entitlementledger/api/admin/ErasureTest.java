package org.entitlementledger.api.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.status;

import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.Units;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** DESIGN.md, decision 8: people can be forgotten, history cannot. */
class ErasureTest {
  private static final String ACME = "/v1/accounts/acme/";
  private static final String ERASURE = "/v1/admin/people/grace/erasure";
  private static final String GRACE =
      "{\"id\":\"grace\",\"name\":\"Grace \\\"Amazing\\\""
          + " Hopper\",\"email\":\"grace@navy.example\"}";
  private static final String CALL =
      "{\"callId\":\"%s\",\"attendees\":[" + GRACE + ",{\"id\":\"ada\",\"name\":\"Ada\"}]}";

  /** A ledger that knows Grace in every way there is. */
  private static Service service(Databases database) {
    var service = Units.on(database);
    Client operator = service.as("operator");
    operator.buy("acme", "small", "2025-06-01");
    created(call(operator, "p1"));
    status(202, call(operator, "p2"));
    created(operator.post(ACME + "vouchers", "{\"quantity\":1,\"codes\":[\"v1\"]}"));
    created(operator.post(ACME + "vouchers/v1/assignment", "{\"assignee\":" + GRACE + "}"));
    return service;
  }

  private static Reply call(Client operator, String callId) {
    return operator.post(
        ACME + "progress-calls", CALL.formatted(callId), "Idempotency-Key", "key-" + callId);
  }

  private static Reply erase(Service service) {
    return service.as("admin").post(ERASURE, "{\"reason\":\"she asked for it\"}");
  }

  private static final List<String> SHOWN =
      List.of("progress-calls", "progress-calls/p1", "vouchers", "vouchers/v1", "approvals");

  @ParameterizedTest
  @EnumSource
  void everyAnswerThatWouldShowANameShowsErased(Databases database) {
    try (var service = service(database)) {
      Client operator = service.as("operator");
      Client auditor = service.as("auditor");
      for (String path : SHOWN) {
        assertThat(ok(operator.get(ACME + path)).toString()).as(path).contains("Hopper");
      }
      String events = auditor.get("/v1/audit/events").body();
      JsonNode done = ok(erase(service));
      assertThat(done.path("personId").asString()).isEqualTo("grace");
      assertThat(done.path("at").asString()).isEqualTo(Units.NOW);
      for (String path : SHOWN) {
        String shown = ok(operator.get(ACME + path)).toString();
        assertThat(shown)
            .as(path)
            .contains("{\"id\":\"grace\",\"name\":\"erased\"}")
            .doesNotContain("Hopper")
            .doesNotContain("navy");
      }
      assertThat(ok(operator.get(ACME + "progress-calls/p1")).toString())
          .contains("{\"id\":\"ada\",\"name\":\"Ada\"}");
      Reply again = call(operator, "p1");
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(created(again).path("attendees").toString())
          .isEqualTo("[{\"id\":\"grace\",\"name\":\"erased\"},{\"id\":\"ada\",\"name\":\"Ada\"}]");
      assertThat(auditor.get("/v1/audit/events").body()).isEqualTo(events);
      nothingIsLeft(service);
    }
  }

  private static void nothingIsLeft(Service service) {
    var jdbc = service.bean(JdbcTemplate.class);
    for (String table : List.of("directory", "command_result", "refusal", "register", "account")) {
      assertThat(jdbc.queryForList("select * from " + table).toString())
          .as(table)
          .doesNotContain("Hopper")
          .doesNotContain("navy");
    }
    for (String column : List.of("payload", "metadata")) {
      jdbc.queryForList("select " + column + " from log", byte[].class)
          .forEach(bytes -> assertThat(new String(bytes, UTF_8)).doesNotContain("Hopper"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWasForgottenStaysForgotten(Databases database) {
    try (var service = service(database)) {
      Client operator = service.as("operator");
      JsonNode first = ok(erase(service));
      String approval =
          ok(operator.get(ACME + "approvals")).path("items").get(0).path("approvalId").asString();
      Reply approved =
          service.as("approver").post(ACME + "approvals/" + approval + "/approval", "{}");
      assertThat(created(approved).toString()).contains("grace").doesNotContain("Hopper");

      Reply named = operator.post(ACME + "progress-calls", CALL.formatted("p3"));
      String id = status(202, named).path("approvalId").asString();
      assertThat(ok(operator.get(ACME + "approvals/" + id)).toString())
          .contains("{\"id\":\"grace\",\"name\":\"erased\"}");
      Reply team = operator.put(ACME + "csa", "{\"person\":" + GRACE + ",\"from\":\"2025-05-01\"}");
      assertThat(ok(team).path("person").toString())
          .isEqualTo("{\"id\":\"grace\",\"name\":\"erased\"}");
      assertThat(ok(operator.get("/v1/accounts/acme")).path("csa").path("name").asString())
          .isEqualTo("erased");
      String lines =
          """
          {"command":"assign-voucher","accountId":"acme","code":"v1","assignee":%s}
          {"command":"rename-account","accountId":"acme","name":"Acme"}
          """
              .formatted(GRACE);
      Reply batch =
          operator.post(
              "/v1/batches?atomic=account",
              lines,
              "Content-Type",
              "application/x-ndjson",
              "Idempotency-Key",
              "file");
      assertThat(batch.body()).contains("\"assignee\":{\"id\":\"grace\",\"name\":\"erased\"}");
      Reply tried =
          operator.put(
              ACME + "csa?dryRun=true", "{\"person\":" + GRACE + ",\"from\":\"2025-05-02\"}");
      assertThat(tried.body()).contains("erased").doesNotContain("Hopper");
      nothingIsLeft(service);

      assertThat(ok(service.as("admin").post(ERASURE, "{\"reason\":\"again\"}"))).isEqualTo(first);
      JsonNode told = ok(service.as("auditor").get("/v1/audit/erasures"));
      assertThat(Books.texts(told.path("items"), "personId")).containsExactly("grace");
      assertThat(Books.texts(told.path("items"), "reason")).containsExactly("she asked for it");
      assertThat(Books.texts(told.path("items"), "actor")).containsExactly("admin");
      assertThat(
              ok(service.as("auditor").get("/v1/audit/erasures?personId=gra_e"))
                  .path("items")
                  .size())
          .isZero();
    }
  }

  @Test
  void isAskedForByAnAdministratorWithAReason() {
    var service = Service.shared();
    String path = "/v1/admin/people/nobody-known/erasure";
    refused(403, "forbidden", service.as("operator").post(path, "{\"reason\":\"x\"}"));
    refused(403, "forbidden", service.as("auditor").post(path, "{\"reason\":\"x\"}"));
    refused(403, "forbidden", service.as("operator").get("/v1/audit/erasures"));
    Client admin = service.as("admin");
    invalid("reason", admin.post(path, "{}"));
    invalid("reason", admin.post(path, "{\"reason\":\" \"}"));
    invalid("why", admin.post(path, "{\"reason\":\"x\",\"why\":\"y\"}"));
    refused(400, "validation", admin.post("/v1/admin/people/-no-id/erasure", "{\"reason\":\"x\"}"));
    assertThat(
            ok(service.as("auditor").get("/v1/audit/erasures?personId=nobody-known")).path("items"))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void ofSomebodyWhoseNameNobodyKnowsIsRefusedAndNotKept(Databases database) {
    try (var service = service(database)) {
      Client admin = service.as("admin");
      Client auditor = service.as("auditor");
      String path = "/v1/admin/people/nobody-known/erasure";
      String reason = "{\"reason\":\"a typing error\"}";
      JsonNode refused = refused(404, "not-found", admin.post(path, reason));
      assertThat(refused.path("personId").asString()).isEqualTo("nobody-known");
      refused(404, "not-found", admin.post(path, reason, "Idempotency-Key", "typing-error"));
      assertThat(ok(auditor.get("/v1/audit/erasures")).path("items")).isEmpty();
      // an id without a name holds nothing that could be forgotten
      created(
          service
              .as("operator")
              .post(ACME + "vouchers/v1/assignment", "{\"assignee\":{\"id\":\"lin\"}}"));
      refused(404, "not-found", admin.post("/v1/admin/people/lin/erasure", reason));
      created(
          service
              .as("operator")
              .post(
                  ACME + "vouchers/v1/assignment",
                  "{\"assignee\":{\"id\":\"nobody-known\",\"name\":\"Nobody Known\"}}"));
      ok(admin.post(path, reason, "Idempotency-Key", "typing-error"));
      assertThat(Books.texts(ok(auditor.get("/v1/audit/erasures")).path("items"), "personId"))
          .containsExactly("nobody-known");
    }
  }
}
