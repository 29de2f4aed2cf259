package org.entitlementledger.api.grant;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Top-ups, over HTTP; now is {@link Units#NOW}. */
class GrantHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");

  private static Reply post(String path, String json) {
    return OPERATOR.post("/v1/accounts/" + path, json);
  }

  private static JsonNode grant(String accountId, String grantId) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/grants/" + grantId));
  }

  private static JsonNode left(String accountId, String entitlement) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/entitlements/" + entitlement));
  }

  @AfterAll
  static void everyViewTookIt() {
    assertThat(OPERATOR.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void addsWhatWasBought() {
    OPERATOR.buy("buyer", "small", "2025-06-01");
    Reply reply =
        post(
            "buyer/grants",
            """
            {"grantId":"g1","entitlement":"seats","quantity":3,"orderReference":"PO-7",
             "expiresAt":"2025-09-01","priority":20,"promotional":true,
             "unitValue":{"amount":"99.50","currency":"EUR"}}
            """);
    JsonNode made = created(reply);
    assertThat(reply.header("Location")).isEqualTo("/v1/accounts/buyer/grants/g1");
    assertThat(figures(made.path("balance"))).isEqualTo("available 8 granted 8 remaining 8");
    JsonNode read = grant("buyer", "g1");
    assertThat(read.path("status").asString()).isEqualTo("granted");
    assertThat(read.path("entitlement").asString()).isEqualTo("seats");
    assertThat(read.path("quantity").intValue()).isEqualTo(3);
    assertThat(read.path("orderReference").asString()).isEqualTo("PO-7");
    assertThat(read.path("contractId").asString()).isEqualTo("c1");
    assertThat(read.path("validFrom").asString()).isEqualTo(Units.NOW);
    assertThat(read.path("expiresAt").asString()).isEqualTo("2025-09-01T00:00:00Z");
    assertThat(read.path("priority").intValue()).isEqualTo(20);
    assertThat(read.path("promotional").booleanValue()).isTrue();
    assertThat(read.path("unitValue").path("amount").asString()).isEqualTo("99.50");
    assertThat(read.path("occurredAt").asString()).isEqualTo(Units.NOW);
    for (String field : new String[] {"grantId", "status", "validFrom", "unitValue"}) {
      assertThat(made.path(field)).isEqualTo(read.path(field));
    }

    JsonNode used = created(post("buyer/usage", "{\"entitlement\":\"seats\",\"quantity\":4}"));
    JsonNode source = used.path("balance").path("sources").get(1);
    assertThat(source.path("source").path("kind").asString()).isEqualTo("grant");
    assertThat(source.path("source").path("id").asString()).isEqualTo("g1");
    assertThat(source.path("consumed").intValue()).isEqualTo(3);
    assertThat(source.path("available").intValue()).isZero();
    JsonNode listed = ok(OPERATOR.get("/v1/accounts/buyer/grants"));
    assertThat(listed.path("items").size()).isEqualTo(1);
    assertThat(listed.path("items").get(0).path("grantId").asString()).isEqualTo("g1");
  }

  @Test
  void beginsAheadAndBehind() {
    OPERATOR.buy("early", "small", "2025-06-01");
    JsonNode ahead =
        created(
            post(
                "early/grants",
                """
                {"grantId":"later","entitlement":"seats","quantity":2,"orderReference":"PO-1",
                 "validFrom":"2025-07-01"}
                """));
    assertThat(ahead.path("status").asString()).isEqualTo("scheduled");
    assertThat(ahead.path("occurredAt").asString()).isEqualTo(Units.NOW);
    assertThat(ahead.path("expiresAt").asString()).isEqualTo("2026-06-01T00:00:00Z");
    assertThat(figures(left("early", "seats"))).isEqualTo("available 5 granted 5 remaining 5");
    assertThat(
            figures(
                ok(
                    OPERATOR.get(
                        "/v1/accounts/early/entitlements/seats?asOf=2025-07-01T00:00:00Z"))))
        .isEqualTo("available 7 granted 7 remaining 7");

    JsonNode behind =
        created(
            post(
                "early/grants",
                """
                {"entitlement":"seats","quantity":1,"orderReference":"PO-2",
                 "validFrom":"2025-06-02","expiresAt":"2025-06-10"}
                """));
    assertThat(behind.path("status").asString()).isEqualTo("expired");
    assertThat(behind.path("occurredAt").asString()).isEqualTo("2025-06-02T00:00:00Z");
    assertThat(figures(left("early", "seats")))
        .isEqualTo("available 5 granted 6 lapsed 1 remaining 5");
  }

  @Test
  void endsBeforeItsTimeAndKeepsWhatWasDrawn() {
    OPERATOR.buy("revoked", "small", "2025-06-01");
    created(
        post(
            "revoked/grants",
            """
            {"grantId":"g1","entitlement":"seats","quantity":6,"orderReference":"PO-1","priority":1}
            """));
    created(post("revoked/usage", "{\"entitlement\":\"seats\",\"quantity\":2}"));
    invalid("reason", post("revoked/grants/g1/revocation", "{}"));
    refused(404, "not-found", post("revoked/grants/g2/revocation", "{\"reason\":\"unpaid\"}"));
    JsonNode revoked = created(post("revoked/grants/g1/revocation", "{\"reason\":\"unpaid\"}"));
    assertThat(revoked.path("status").asString()).isEqualTo("revoked");
    assertThat(revoked.path("revokedAt").asString()).isEqualTo(Units.NOW);
    assertThat(figures(revoked.path("balance")))
        .isEqualTo("available 5 consumed 2 granted 11 lapsed 4 remaining 5");
    stuck("revoked", post("revoked/grants/g1/revocation", "{\"reason\":\"unpaid\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "quantity":0                                                   | quantity
          "quantity":-1                                                  | quantity
          "quantity":1.5                                                 | quantity
          "quantity":1000000000000                                       | quantity
          "quantity":1,"validFrom":"2025-07-01","expiresAt":"2025-06-30" | expiresAt
          "quantity":1,"validFrom":"2025-07-01","expiresAt":"2025-07-01" | expiresAt
          "quantity":1,"expiresAt":"2025-06-15T12:00:00Z"                | expiresAt
          "quantity":1,"priority":101                                    | priority
          "quantity":1,"priority":-1                                     | priority
          "quantity":1,"validFrom":"2025-06-01","occurredAt":"2025-06-02" | occurredAt
          "quantity":1,"unitValue":{"amount":"-1.00","currency":"USD"}   | unitValue.amount
          "quantity":1,"unitValue":{"amount":"1000000000000000","currency":"USD"} | unitValue.amount
          "quantity":1,"unitValue":{"amount":"1.00","currency":"QQQ"}    | unitValue.currency
          "quantity":1,"unitValue":{"amount":1.00,"currency":"USD"}      | unitValue.amount
          "quantity":1,"grantId":"a b"                                   | grantId
          "quantity":1,"reasons":"x"                                     | reasons
          """)
  void refusesWhatIsNoGrant(String fields, String field) {
    OPERATOR.buy("wrong", "small", "2025-06-01");
    String common = "{\"entitlement\":\"seats\",\"orderReference\":\"PO-1\",";
    invalid(field, post("wrong/grants", common + fields + "}"));
    assertThat(left("wrong", "seats").path("granted").intValue()).isEqualTo(5);
  }

  @Test
  void refusesWhatTheTermsDoNotAllow() {
    OPERATOR.buy("terms", "large", "2025-06-01");
    String paid = "\"orderReference\":\"PO-1\",\"quantity\":1";
    invalid("orderReference", post("terms/grants", "{\"entitlement\":\"seats\",\"quantity\":1}"));
    refused(409, "not-entitled", post("terms/grants", "{\"entitlement\":\"x\"," + paid + "}"));
    invalid("entitlement", post("terms/grants", "{\"entitlement\":\"calls\"," + paid + "}"));
    refused(
        409,
        "no-contract-in-force",
        post(
            "terms/grants",
            "{\"entitlement\":\"seats\",\"validFrom\":\"2026-06-01\"," + paid + "}"));
    refused(
        409,
        "no-contract-in-force",
        post(
            "terms/grants",
            "{\"entitlement\":\"seats\",\"validFrom\":\"2025-05-31\"," + paid + "}"));
    created(post("terms/grants", "{\"grantId\":\"g1\",\"entitlement\":\"seats\"," + paid + "}"));
    refused(
        409,
        "duplicate",
        post("terms/grants", "{\"grantId\":\"g1\",\"entitlement\":\"seats\"," + paid + "}"));
    refused(404, "not-found", OPERATOR.get("/v1/accounts/terms/grants/g9"));
    refused(404, "not-found", OPERATOR.get("/v1/accounts/nobody/grants"));
  }

  @Test
  void saysWhatIsWrongWithTheQuantityBeforeAllElse() {
    created(OPERATOR.post("/v1/accounts", "{\"accountId\":\"bare\",\"name\":\"Bare\"}"));
    String body = "{\"entitlement\":\"seats\",\"orderReference\":\"PO-1\",\"quantity\":-1}";
    invalid("quantity", post("bare/grants", body));
    invalid("quantity", post("nobody/grants", body));
  }
}
