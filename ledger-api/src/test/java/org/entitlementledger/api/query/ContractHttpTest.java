package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.stuck;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The life of contracts, over HTTP; now is {@link Service#SHARED_NOW}. */
class ContractHttpTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");

  private static Reply post(String path, String json) {
    return OPERATOR.post("/v1/accounts/" + path, json);
  }

  private static JsonNode account(String accountId) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId));
  }

  private static JsonNode contract(String accountId, String contractId) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/contracts/" + contractId));
  }

  private static JsonNode left(String accountId, String entitlement) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/entitlements/" + entitlement));
  }

  @Test
  void determinesATierBeforeThePurchase() {
    created(OPERATOR.post("/v1/accounts", "{\"accountId\":\"eager\",\"name\":\"Eager\"}"));
    JsonNode told = created(post("eager/tier-determination", "{\"tier\":\"signature\"}"));
    assertThat(told.path("status").asString()).isEqualTo("tier-determined");
    assertThat(account("eager").path("tier").asString()).isEqualTo("signature");
    invalid("tier", post("eager/tier-determination", "{\"tier\":\"gold\"}"));
    invalid("tier", post("eager/tier-determination", "{}"));
    refused(404, "not-found", post("stranger/tier-determination", "{\"tier\":\"signature\"}"));
    refused(
        409,
        "future-dated",
        post(
            "eager/tier-determination",
            "{\"tier\":\"advanced\",\"occurredAt\":\"2025-06-15T12:00:00.000001Z\"}"));
    assertThat(account("eager").path("status").asString()).isEqualTo("tier-determined");

    created(
        post(
            "eager/contracts",
            "{\"contractId\":\"c1\",\"tier\":\"advanced\",\"startsOn\":\"2025-06-20\",\"termMonths\":6}"));
    assertThat(account("eager").path("status").asString()).isEqualTo("purchased");
    assertThat(account("eager").path("tier").asString()).isEqualTo("advanced");
  }

  @Test
  void upgradesInsideTheTerm() {
    OPERATOR.buy("climber", "advanced", "2025-06-01");
    created(post("climber/vouchers", "{\"quantity\":25}"));
    JsonNode changed =
        created(
            post(
                "climber/contracts/c1/tier-change",
                "{\"tier\":\"signature\",\"effectiveOn\":\"2025-06-15\",\"reason\":\"they"
                    + " grow\"}"));
    assertThat(changed.path("tier").asString()).isEqualTo("signature");
    JsonNode change = contract("climber", "c1").path("tierChanges").get(0);
    assertThat(change.path("tier").asString()).isEqualTo("signature");
    assertThat(change.path("effectiveAt").asString()).isEqualTo("2025-06-15T00:00:00Z");
    assertThat(left("climber", "certification-voucher").path("available").intValue()).isEqualTo(35);
    assertThat(account("climber").path("exceptions").toString())
        .isEqualTo("[\"csa-missing\",\"ase-missing\"]");

    JsonNode again =
        stuck("signature", post("climber/contracts/c1/tier-change", "{\"tier\":\"signature\"}"));
    assertThat(again.path("since").asString()).isEqualTo("2025-06-15T00:00:00Z");
    stuck(
        "signature",
        post(
            "climber/contracts/c1/tier-change",
            "{\"tier\":\"signature\",\"effectiveOn\":\"2025-06-14\"}"));
  }

  @Test
  void anUpgradeMayLieAhead() {
    OPERATOR.buy("planner", "advanced", "2025-06-01");
    JsonNode planned =
        created(
            post(
                "planner/contracts/c1/tier-change",
                "{\"tier\":\"signature\",\"effectiveOn\":\"2026-05-31\"}"));
    assertThat(planned.path("tier").asString()).isEqualTo("advanced");
    assertThat(planned.path("tierChanges").get(0).path("tier").asString()).isEqualTo("signature");
    assertThat(left("planner", "certification-voucher").path("available").intValue()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-05-31, before",
    "2026-06-01, at the end",
    "2031-01-01, long after",
  })
  void aTierChangesInsideTheTermAlone(String day, String where) {
    OPERATOR.buy("outside", "advanced", "2025-06-01");
    JsonNode problem =
        invalid(
            "effectiveOn",
            post(
                "outside/contracts/c1/tier-change",
                "{\"tier\":\"signature\",\"effectiveOn\":\"" + day + "\"}"));
    assertThat(problem.path("startsOn").asString()).as(where).isEqualTo("2025-06-01");
    assertThat(problem.path("until").asString()).isEqualTo("2026-06-01");
    refused(
        404, "not-found", post("outside/contracts/none/tier-change", "{\"tier\":\"signature\"}"));
  }

  @Test
  void takesADowngradeAtTheRenewal() {
    OPERATOR.buy("saver", "signature", "2025-06-01");
    invalid(
        "effectiveOn",
        post(
            "saver/contracts/c1/tier-change",
            "{\"tier\":\"advanced\",\"effectiveOn\":\"2025-12-01\"}"));
    JsonNode asked = created(post("saver/contracts/c1/tier-change", "{\"tier\":\"advanced\"}"));
    assertThat(asked.path("tier").asString()).isEqualTo("signature");
    assertThat(asked.path("nextTier").asString()).isEqualTo("advanced");
    assertThat(asked.path("tierChanges").size()).isZero();
    assertThat(left("saver", "accelerator").path("available").intValue()).isEqualTo(4);

    Reply renewal = post("saver/contracts/c1/renewal", "{\"contractId\":\"c2\",\"termMonths\":24}");
    JsonNode next = created(renewal);
    assertThat(renewal.header("Location")).isEqualTo("/v1/accounts/saver/contracts/c2");
    assertThat(next.path("tier").asString()).isEqualTo("advanced");
    assertThat(next.path("startsOn").asString()).isEqualTo("2026-06-01");
    assertThat(next.path("until").asString()).isEqualTo("2028-06-01");
    assertThat(next.path("predecessorId").asString()).isEqualTo("c1");
    assertThat(next.path("status").asString()).isEqualTo("purchased");
    assertThat(contract("saver", "c1").path("status").asString()).isEqualTo("active");
    assertThat(contract("saver", "c1").path("nextTier").asString()).isEqualTo("advanced");
    assertThat(account("saver").path("status").asString()).isEqualTo("renewed");
    refused(
        409,
        "contract-overlap",
        post("saver/contracts/c1/renewal", "{\"contractId\":\"c3\",\"termMonths\":1}"));
    refused(
        409,
        "duplicate",
        post("saver/contracts/c2/renewal", "{\"contractId\":\"c1\",\"termMonths\":1}"));
    refused(404, "not-found", post("saver/contracts/cx/renewal", "{\"termMonths\":1}"));
    invalid("until", post("saver/contracts/c2/renewal", "{}"));
    invalid("tier", post("saver/contracts/c2/renewal", "{\"termMonths\":1,\"tier\":\"gold\"}"));
  }

  @Test
  void endsContractsBeforeTheirTime() {
    OPERATOR.buy("leaver", "advanced", "2025-06-01");
    invalid("effectiveOn", post("leaver/contracts/c1/termination", "{\"reason\":\"sold\"}"));
    invalid("reason", post("leaver/contracts/c1/termination", "{\"effectiveOn\":\"2025-06-10\"}"));
    for (String day : new String[] {"2025-06-01", "2026-06-01", "2025-05-31"}) {
      invalid(
          "effectiveOn",
          post(
              "leaver/contracts/c1/termination",
              "{\"reason\":\"sold\",\"effectiveOn\":\"" + day + "\"}"));
    }
    JsonNode ended =
        created(
            post(
                "leaver/contracts/c1/termination",
                "{\"effectiveOn\":\"2025-06-15\",\"reason\":\"sold\"}"));
    assertThat(ended.path("status").asString()).isEqualTo("terminated");
    assertThat(ended.path("terminatedOn").asString()).isEqualTo("2025-06-15");
    assertThat(ended.path("until").asString()).isEqualTo("2026-06-01");
    assertThat(account("leaver").path("status").asString()).isEqualTo("terminated");
    assertThat(account("leaver").path("exceptions").size()).isZero();
    stuck(
        "terminated",
        post(
            "leaver/contracts/c1/termination",
            "{\"effectiveOn\":\"2025-06-10\",\"reason\":\"sold\"}"));
    stuck("terminated", post("leaver/contracts/c1/renewal", "{\"termMonths\":12}"));
    refused(409, "no-contract-in-force", post("leaver/vouchers", "{\"quantity\":1}"));

    created(
        post(
            "leaver/contracts",
            "{\"contractId\":\"c2\",\"tier\":\"signature\",\"startsOn\":\"2025-06-15\",\"termMonths\":1}"));
    assertThat(account("leaver").path("status").asString()).isEqualTo("active");
  }

  @Test
  void doesNotEndAContractBeforeWhatWasUsed() {
    OPERATOR.buy("user", "advanced", "2025-06-01");
    created(post("user/vouchers", "{\"quantity\":1,\"occurredAt\":\"2025-06-12T08:00:00Z\"}"));
    JsonNode problem =
        stuck(
            "used",
            post(
                "user/contracts/c1/termination",
                "{\"effectiveOn\":\"2025-06-12\",\"reason\":\"sold\"}"));
    assertThat(problem.path("lastUsed").asString()).isEqualTo("2025-06-12T08:00:00Z");
    JsonNode planned =
        created(
            post(
                "user/contracts/c1/termination",
                "{\"effectiveOn\":\"2025-12-01\",\"reason\":\"sold\"}"));
    assertThat(planned.path("status").asString()).isEqualTo("active");
    assertThat(planned.path("terminatedOn").asString()).isEqualTo("2025-12-01");
  }

  /** Terms are whole days: a day is the least by which they can overlap. */
  @Test
  void termsTouchAndNeverOverlap() {
    OPERATOR.buy("neighbour", "advanced", "2025-06-01");
    JsonNode problem =
        refused(
            409,
            "contract-overlap",
            post(
                "neighbour/contracts",
                "{\"tier\":\"advanced\",\"startsOn\":\"2026-05-31\",\"termMonths\":1}"));
    assertThat(problem.path("contractId").asString()).isEqualTo("c1");
    refused(
        409,
        "contract-overlap",
        post(
            "neighbour/contracts",
            "{\"tier\":\"advanced\",\"startsOn\":\"2025-05-20\",\"until\":\"2025-06-02\"}"));
    invalid(
        "startsOn",
        post(
            "neighbour/contracts",
            "{\"tier\":\"advanced\",\"startsOn\":\"2026-05-31T23:59:59Z\",\"termMonths\":1}"));
    created(
        post(
            "neighbour/contracts",
            "{\"tier\":\"advanced\",\"startsOn\":\"2025-05-20\",\"until\":\"2025-06-01\"}"));
    created(
        post(
            "neighbour/contracts",
            "{\"tier\":\"advanced\",\"startsOn\":\"2026-06-01\",\"termMonths\":1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -5.00            | USD | price.amount
          1000000000000000 | USD | price.amount
          1e3              | USD | price.amount
          1.005            | USD | price.amount
          1.5              | JPY | price.amount
          1.00             | XXQ | price.currency
          1.00             | usd | price.currency
          1.00             | XAU | price.currency
          """)
  void refusesMoneyThatIsNone(String amount, String currency, String field) {
    OPERATOR.buy("broke", "advanced", "2025-06-01");
    invalid(
        field,
        post(
            "broke/contracts",
            "{\"tier\":\"advanced\",\"startsOn\":\"2026-06-01\",\"termMonths\":1,"
                + "\"price\":{\"amount\":\"%s\",\"currency\":\"%s\"}}"
                    .formatted(amount, currency)));
  }

  @Test
  void aDryRunAnswersAndChangesNothing() {
    OPERATOR.buy("careful", "advanced", "2025-06-01");
    Reply tried = post("careful/contracts/c1/tier-change?dryRun=true", "{\"tier\":\"signature\"}");
    assertThat(created(tried).path("tier").asString()).isEqualTo("signature");
    assertThat(tried.header("Ledger-Position")).isNull();
    assertThat(contract("careful", "c1").path("tier").asString()).isEqualTo("advanced");
  }
}
