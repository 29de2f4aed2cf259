package org.entitlementledger.api.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.stuck;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Adjustments by two persons, over HTTP; now is {@link Units#NOW}. */
class AdjustmentHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");
  private static final Client APPROVER = Units.service().as("approver");
  private static final Client ADMIN = Units.service().as("admin");

  private static Reply ask(String accountId, String fields) {
    return OPERATOR.post(
        "/v1/accounts/" + accountId + "/adjustments",
        "{\"entitlement\":\"seats\",\"reason\":\"our fault\"," + fields + "}");
  }

  private static Reply settle(Client who, String accountId, String adjustmentId, String how) {
    return who.post("/v1/accounts/" + accountId + "/adjustments/" + adjustmentId + "/" + how, "{}");
  }

  private static JsonNode seats(String accountId) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/entitlements/seats"));
  }

  @AfterAll
  static void everyViewTookIt() {
    assertThat(OPERATOR.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void oneAsksAndAnotherApproves() {
    OPERATOR.buy("fix", "small", "2025-06-01");
    Reply reply =
        ask(
            "fix",
            """
            "adjustmentId":"a1","quantity":2,"orderReference":"CASE-9","priority":30,
            "expiresAt":"2025-12-01","unitValue":{"amount":"10.00","currency":"USD"}
            """);
    JsonNode asked = created(reply);
    assertThat(reply.header("Location")).isEqualTo("/v1/accounts/fix/adjustments/a1");
    assertThat(asked.path("status").asString()).isEqualTo("requested");
    assertThat(asked.has("balance")).isFalse();
    assertThat(figures(seats("fix"))).isEqualTo("available 5 granted 5 remaining 5");

    JsonNode approved = created(settle(APPROVER, "fix", "a1", "approval"));
    assertThat(approved.path("status").asString()).isEqualTo("approved");
    assertThat(approved.path("decidedBy").asString()).isEqualTo("approver");
    assertThat(figures(approved.path("balance")))
        .isEqualTo("adjusted 2 available 7 granted 5 remaining 7");
    JsonNode read = ok(OPERATOR.get("/v1/accounts/fix/adjustments/a1"));
    assertThat(read.path("quantity").intValue()).isEqualTo(2);
    assertThat(read.path("reason").asString()).isEqualTo("our fault");
    assertThat(read.path("validFrom").asString()).isEqualTo(Units.NOW);
    assertThat(read.path("expiresAt").asString()).isEqualTo("2025-12-01T00:00:00Z");
    assertThat(read.path("priority").intValue()).isEqualTo(30);
    assertThat(read.path("unitValue").path("amount").asString()).isEqualTo("10.00");
    assertThat(read.path("orderReference").asString()).isEqualTo("CASE-9");
    assertThat(read.path("requestedBy").asString()).isEqualTo("operator");
    stuck("approved", settle(APPROVER, "fix", "a1", "approval"));
    stuck("approved", settle(APPROVER, "fix", "a1", "rejection"));
  }

  @Test
  void nobodyApprovesTheirOwn() {
    ADMIN.buy("self", "small", "2025-06-01");
    created(
        ADMIN.post(
            "/v1/accounts/self/adjustments",
            "{\"adjustmentId\":\"a1\",\"entitlement\":\"seats\",\"quantity\":1,\"reason\":\"gift\"}"));
    JsonNode problem = refused(403, "self-approval", settle(ADMIN, "self", "a1", "approval"));
    assertThat(problem.path("requestedBy").asString()).isEqualTo("admin");
    refused(403, "self-approval", settle(ADMIN, "self", "a1", "rejection"));
    refused(403, "forbidden", settle(OPERATOR, "self", "a1", "approval"));
    refused(403, "forbidden", settle(OPERATOR, "self", "a1", "rejection"));
    assertThat(seats("self").path("adjusted").intValue()).isZero();
    created(settle(APPROVER, "self", "a1", "approval"));
    assertThat(seats("self").path("adjusted").intValue()).isEqualTo(1);
  }

  @Test
  void aRejectedOneDoesNothing() {
    OPERATOR.buy("vain", "small", "2025-06-01");
    created(ask("vain", "\"adjustmentId\":\"a1\",\"quantity\":1"));
    JsonNode rejected = created(settle(APPROVER, "vain", "a1", "rejection"));
    assertThat(rejected.path("status").asString()).isEqualTo("rejected");
    assertThat(rejected.path("decidedBy").asString()).isEqualTo("approver");
    assertThat(rejected.has("balance")).isFalse();
    stuck("rejected", settle(APPROVER, "vain", "a1", "approval"));
    refused(404, "not-found", settle(APPROVER, "vain", "a2", "approval"));
    refused(404, "not-found", settle(APPROVER, "vain", "a2", "rejection"));
    assertThat(seats("vain").path("adjusted").intValue()).isZero();
  }

  @Test
  void deductsNoMoreThanIsLeft() {
    OPERATOR.buy("less", "small", "2025-06-01");
    JsonNode problem = refused(409, "quota-exhausted", ask("less", "\"quantity\":-6"));
    assertThat(problem.path("available").intValue()).isEqualTo(5);
    created(ask("less", "\"adjustmentId\":\"a1\",\"quantity\":-4"));
    created(ask("less", "\"adjustmentId\":\"a2\",\"quantity\":-2"));
    JsonNode approved = created(settle(APPROVER, "less", "a1", "approval"));
    assertThat(figures(approved.path("balance")))
        .isEqualTo("adjusted -4 available 1 granted 5 remaining 1");
    refused(409, "quota-exhausted", settle(APPROVER, "less", "a2", "approval"));
    assertThat(ok(OPERATOR.get("/v1/accounts/less/adjustments/a2")).path("status").asString())
        .isEqualTo("requested");
  }

  @Test
  void onePersonIsEnoughWhereThePolicySaysSo() {
    OPERATOR.buy("alone", "small", "2025-06-01");
    JsonNode made =
        created(
            OPERATOR.post(
                "/v1/accounts/alone/adjustments",
                "{\"entitlement\":\"tokens\",\"quantity\":-3,\"reason\":\"typo\"}"));
    assertThat(made.path("status").asString()).isEqualTo("approved");
    assertThat(figures(made.path("balance")))
        .isEqualTo("adjusted -3 available 4 granted 7 remaining 4");
  }

  @Test
  void refusesWhatIsNoAdjustment() {
    OPERATOR.buy("noadj", "small", "2025-06-01");
    String path = "/v1/accounts/noadj/adjustments";
    invalid("reason", OPERATOR.post(path, "{\"entitlement\":\"seats\",\"quantity\":1}"));
    invalid("quantity", ask("noadj", "\"quantity\":0"));
    invalid("quantity", ask("noadj", "\"quantity\":0.5"));
    invalid("quantity", ask("noadj", "\"quantity\":-1000000000000"));
    invalid("quantity", ask("nobody", "\"quantity\":1000000000000"));
    invalid("expiresAt", ask("noadj", "\"quantity\":1,\"expiresAt\":\"2025-06-15\""));
    invalid("priority", ask("noadj", "\"quantity\":1,\"priority\":200"));
    refused(409, "future-dated", ask("noadj", "\"quantity\":-1,\"validFrom\":\"2025-07-01\""));
    created(ask("noadj", "\"adjustmentId\":\"a1\",\"quantity\":1"));
    refused(409, "duplicate", ask("noadj", "\"adjustmentId\":\"a1\",\"quantity\":1"));
    assertThat(ok(OPERATOR.get(path)).path("items").size()).isEqualTo(1);
  }

  @Test
  void aRejectionHappensAtATimeOfItsOwnAndAnApprovalAtThatOfWhatItApproves() {
    OPERATOR.buy("when", "small", "2025-06-01");
    created(ask("when", "\"adjustmentId\":\"a1\",\"quantity\":1,\"validFrom\":\"2025-06-10\""));
    created(ask("when", "\"adjustmentId\":\"a2\",\"quantity\":1"));
    String path = "/v1/accounts/when/adjustments/";
    invalid("occurredAt", APPROVER.post(path + "a1/approval", "{\"occurredAt\":\"2025-06-11\"}"));
    created(APPROVER.post(path + "a1/approval", "{\"occurredAt\":\"2025-06-10\"}"));
    invalid(
        "occurredAt",
        APPROVER.post(path + "a2/rejection", "{\"occurredAt\":\"2025-06-15T11:59:59Z\"}"));
    refused(
        409,
        "future-dated",
        APPROVER.post(path + "a2/rejection", "{\"occurredAt\":\"2025-06-15T12:00:01Z\"}"));
    created(APPROVER.post(path + "a2/rejection", "{\"occurredAt\":\"2025-06-15T12:00:00Z\"}"));
  }
}
