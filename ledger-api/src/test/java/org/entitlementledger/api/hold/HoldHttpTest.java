package org.entitlementledger.api.hold;

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

/** Holds, over HTTP; now is {@link Units#NOW}. */
class HoldHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");

  private static Reply post(String path, String json) {
    return OPERATOR.post("/v1/accounts/" + path, json);
  }

  private static JsonNode hold(String accountId, String holdId) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/holds/" + holdId));
  }

  @AfterAll
  static void everyViewTookIt() {
    assertThat(OPERATOR.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void reservesAndConsumesAll() {
    OPERATOR.buy("planner", "small", "2025-06-01");
    Reply reply =
        post("planner/holds", "{\"holdId\":\"h1\",\"entitlement\":\"seats\",\"quantity\":4}");
    JsonNode placed = created(reply);
    assertThat(reply.header("Location")).isEqualTo("/v1/accounts/planner/holds/h1");
    assertThat(placed.path("status").asString()).isEqualTo("held");
    assertThat(placed.path("expiresAt").asString()).isEqualTo("2026-06-01T00:00:00Z");
    assertThat(figures(placed.path("balance")))
        .isEqualTo("available 1 granted 5 held 4 remaining 5");
    JsonNode refused =
        refused(
            409,
            "quota-exhausted",
            post("planner/holds", "{\"entitlement\":\"seats\",\"quantity\":2}"));
    assertThat(refused.path("available").intValue()).isEqualTo(1);

    JsonNode confirmed = created(post("planner/holds/h1/confirmation", "{}"));
    assertThat(confirmed.path("status").asString()).isEqualTo("confirmed");
    assertThat(confirmed.path("confirmed").intValue()).isEqualTo(4);
    assertThat(figures(confirmed.path("balance")))
        .isEqualTo("available 1 consumed 4 granted 5 remaining 1");
    stuck("confirmed", post("planner/holds/h1/confirmation", "{}"));
    stuck("confirmed", post("planner/holds/h1/release", "{}"));
    assertThat(hold("planner", "h1").path("status").asString()).isEqualTo("confirmed");
  }

  @Test
  void confirmsAPartAndReleasesTheRest() {
    OPERATOR.buy("partly", "small", "2025-06-01");
    created(
        post(
            "partly/holds",
            "{\"holdId\":\"h1\",\"entitlement\":\"hours\",\"quantity\":7.5,\"expiresAt\":\"2025-06-20\"}"));
    JsonNode more = invalid("quantity", post("partly/holds/h1/confirmation", "{\"quantity\":7.6}"));
    assertThat(more.path("held").decimalValue()).isEqualByComparingTo("7.5");
    invalid("quantity", post("partly/holds/h1/confirmation", "{\"quantity\":0}"));
    invalid("quantity", post("partly/holds/h1/confirmation", "{\"quantity\":-1}"));
    invalid("quantity", post("partly/holds/h1/confirmation", "{\"quantity\":0.25}"));
    JsonNode confirmed = created(post("partly/holds/h1/confirmation", "{\"quantity\":2.5}"));
    assertThat(confirmed.path("quantity").decimalValue()).isEqualByComparingTo("7.5");
    assertThat(confirmed.path("confirmed").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(figures(confirmed.path("balance")))
        .isEqualTo("available 7.5 consumed 2.5 granted 10 remaining 7.5");
  }

  @Test
  void releases() {
    OPERATOR.buy("free", "small", "2025-06-01");
    created(post("free/holds", "{\"holdId\":\"h1\",\"entitlement\":\"seats\",\"quantity\":4}"));
    JsonNode released = created(post("free/holds/h1/release", "{}"));
    assertThat(released.path("status").asString()).isEqualTo("released");
    assertThat(figures(released.path("balance"))).isEqualTo("available 5 granted 5 remaining 5");
    stuck("released", post("free/holds/h1/release", "{}"));
    stuck("released", post("free/holds/h1/confirmation", "{\"quantity\":1}"));
    refused(404, "not-found", post("free/holds/h2/release", "{}"));
    refused(404, "not-found", post("free/holds/h2/confirmation", "{}"));
    assertThat(ok(OPERATOR.get("/v1/accounts/free/holds")).path("items").size()).isEqualTo(1);
  }

  @Test
  void isOverWhenItsTimeIs() {
    OPERATOR.buy("over", "small", "2025-06-01");
    created(
        post(
            "over/holds",
            """
            {"holdId":"h1","entitlement":"seats","quantity":2,"occurredAt":"2025-06-10T00:00:00Z",
             "expiresAt":"2025-06-15T12:00:00Z"}
            """));
    assertThat(hold("over", "h1").path("status").asString()).isEqualTo("expired");
    stuck("expired", post("over/holds/h1/confirmation", "{}"));
    stuck("expired", post("over/holds/h1/confirmation", "{\"occurredAt\":\"2025-06-11\"}"));
    stuck("expired", post("over/holds/h1/release", "{}"));
    String then =
        "{\"holdId\":\"h2\",\"entitlement\":\"seats\",\"occurredAt\":\"2025-06-10T00:00:00Z\","
            + "\"expiresAt\":\"2025-06-15T12:00:00.000001Z\",\"quantity\":";
    // two were held until the fifteenth; now all are there
    refused(409, "quota-exhausted", post("over/holds", then + "4}"));
    created(post("over/holds", then + "3}"));
    created(post("over/holds/h2/confirmation", "{\"occurredAt\":\"2025-06-11\"}"));
  }

  @Test
  void refusesWhatIsNoHold() {
    OPERATOR.buy("nohold", "small", "2025-06-01");
    String seats = "{\"entitlement\":\"seats\",\"quantity\":1,";
    invalid("expiresAt", post("nohold/holds", seats + "\"expiresAt\":\"2025-06-15T12:00:00Z\"}"));
    invalid("expiresAt", post("nohold/holds", seats + "\"expiresAt\":\"2025-06-14\"}"));
    invalid("quantity", post("nohold/holds", "{\"entitlement\":\"seats\",\"quantity\":0}"));
    invalid("quantity", post("nohold/holds", "{\"entitlement\":\"seats\",\"quantity\":0.5}"));
    invalid("quantity", post("nobody/holds", "{\"entitlement\":\"seats\",\"quantity\":-2}"));
    refused(
        409,
        "future-dated",
        post("nohold/holds", seats + "\"occurredAt\":\"2025-06-15T12:00:00.000001Z\"}"));
    refused(409, "not-entitled", post("nohold/holds", "{\"entitlement\":\"x\",\"quantity\":1}"));
    created(post("nohold/holds", seats + "\"holdId\":\"h1\"}"));
    refused(409, "duplicate", post("nohold/holds", seats + "\"holdId\":\"h1\"}"));
    invalid("occurredAt", post("nohold/holds/h1/release", "{\"occurredAt\":\"2025-06-15\"}"));
  }
}
