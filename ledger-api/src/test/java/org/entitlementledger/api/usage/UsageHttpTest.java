package org.entitlementledger.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Use of units, over HTTP; now is {@link Units#NOW}. */
class UsageHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");

  private static Reply use(String accountId, String fields) {
    return OPERATOR.post("/v1/accounts/" + accountId + "/usage", "{" + fields + "}");
  }

  private static Reply reverse(String accountId, String usageId, String json) {
    return OPERATOR.post("/v1/accounts/" + accountId + "/usage/" + usageId + "/reversal", json);
  }

  @AfterAll
  static void everyViewTookIt() {
    assertThat(OPERATOR.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void consumesExactQuantitiesAndReversesThem() {
    OPERATOR.buy("exact", "small", "2025-06-01");
    JsonNode used =
        created(
            use(
                "exact",
                "\"usageId\":\"u1\",\"entitlement\":\"hours\",\"quantity\":2.50,"
                    + "\"occurredAt\":\"2025-06-12T09:00:00Z\""));
    assertThat(used.path("status").asString()).isEqualTo("recorded");
    assertThat(used.path("quantity").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(figures(used.path("balance")))
        .isEqualTo("available 7.5 consumed 2.5 granted 10 remaining 7.5");
    refused(
        409,
        "duplicate",
        use("exact", "\"usageId\":\"u1\",\"entitlement\":\"hours\",\"quantity\":1"));

    invalid("occurredAt", reverse("exact", "u1", "{\"occurredAt\":\"2025-06-12T08:59:59Z\"}"));
    refused(409, "future-dated", reverse("exact", "u1", "{\"occurredAt\":\"2025-06-16\"}"));
    JsonNode reversed = created(reverse("exact", "u1", "{\"reason\":\"twice\"}"));
    assertThat(reversed.path("status").asString()).isEqualTo("reversed");
    assertThat(figures(reversed.path("balance"))).isEqualTo("available 10 granted 10 remaining 10");
    refused(409, "already-corrected", reverse("exact", "u1", "{}"));
    refused(404, "not-found", reverse("exact", "u2", "{}"));
    JsonNode read = ok(OPERATOR.get("/v1/accounts/exact/usage/u1"));
    assertThat(read.path("status").asString()).isEqualTo("reversed");
    assertThat(read.path("occurredAt").asString()).isEqualTo("2025-06-12T09:00:00Z");
    assertThat(ok(OPERATOR.get("/v1/accounts/exact/usage")).path("items").size()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotLeft() {
    OPERATOR.buy("little", "small", "2025-06-01");
    JsonNode problem =
        refused(409, "quota-exhausted", use("little", "\"entitlement\":\"seats\",\"quantity\":6"));
    assertThat(problem.path("requested").intValue()).isEqualTo(6);
    assertThat(problem.path("available").intValue()).isEqualTo(5);
    invalid("quantity", use("little", "\"entitlement\":\"seats\",\"quantity\":0"));
    invalid("quantity", use("little", "\"entitlement\":\"seats\",\"quantity\":-1"));
    invalid("quantity", use("little", "\"entitlement\":\"seats\",\"quantity\":1.5"));
    invalid("quantity", use("little", "\"entitlement\":\"hours\",\"quantity\":1.25"));
    invalid("quantity", use("nobody", "\"entitlement\":\"hours\",\"quantity\":-1"));
    invalid("entitlement", use("little", "\"quantity\":1"));
    refused(409, "not-entitled", use("little", "\"entitlement\":\"minutes\",\"quantity\":1"));
    refused(409, "not-entitled", use("little", "\"entitlement\":\"progress-call\",\"quantity\":1"));
    refused(
        409,
        "no-contract-in-force",
        use("little", "\"entitlement\":\"seats\",\"quantity\":1,\"occurredAt\":\"2025-05-31\""));
    refused(404, "not-found", use("nobody", "\"entitlement\":\"seats\",\"quantity\":1"));
  }

  @Test
  void countsWhatGoesPastTheLimit() {
    OPERATOR.buy("past", "small", "2025-06-01");
    JsonNode used =
        created(use("past", "\"usageId\":\"u1\",\"entitlement\":\"calls\",\"quantity\":130"));
    assertThat(figures(used.path("balance"))).isEqualTo("consumed 130 granted 100 overage 30");
    assertThat(figures(created(reverse("past", "u1", "{}")).path("balance")))
        .isEqualTo("available 100 granted 100 remaining 100");
  }

  @Test
  void aDryRunShowsTheBalanceAndKeepsNothing() {
    OPERATOR.buy("dry", "small", "2025-06-01");
    Reply tried =
        OPERATOR.post(
            "/v1/accounts/dry/usage?dryRun=true", "{\"entitlement\":\"seats\",\"quantity\":2}");
    assertThat(figures(created(tried).path("balance")))
        .isEqualTo("available 3 consumed 2 granted 5 remaining 3");
    assertThat(ok(OPERATOR.get("/v1/accounts/dry/usage")).path("items").size()).isZero();
  }
}
