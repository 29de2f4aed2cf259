package org.entitlementledger.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is planned is made, replaced and withdrawn; the account is then as one on which it was never
 * planned, but for its history (DOMAIN.md, "Life cycles").
 */
class WithdrawalsHttpTest {
  private static final String WHY = "{'reason': 'a change of plans'}";

  private static Books account(Databases kind, String id, String tier) {
    return Books.of(Service.shared(kind), id, tier, "2025-06-01").withCsa("2025-06-01");
  }

  /** What an account is, apart from its id and how many events led there. */
  private static List<JsonNode> state(Books account) {
    return List.of(
        plain(account.read("contracts")),
        plain(account.read("entitlements")),
        plain(account.read("entitlements?asOf=2025-12-01")),
        plain(account.read("entitlements?asOf=2026-07-01")));
  }

  private static JsonNode plain(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(
          List.of(
              "accountId", "name", "position", "version", "occurredAt", "asOf", "recordedAsOf"));
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(WithdrawalsHttpTest::strip);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContractThatHasNotBegun(Databases kind) {
    Books account = account(kind, "withdrawn", "advanced");
    account.done(
        "contracts",
        "{'contractId': 'c2', 'tier': 'signature', 'startsOn': '2026-06-01', 'termMonths': 12}");
    JsonNode withdrawn = account.done("contracts/c2/withdrawal", WHY);
    assertThat(withdrawn.path("status").asString()).isEqualTo("withdrawn");
    assertThat(state(account)).isEqualTo(state(account(kind, "not-withdrawn", "advanced")));
    account.refused("not-found", "contracts/c2/withdrawal", WHY);
    account.done("contracts/c1/renewal", "{'contractId': 'c2', 'termMonths': 12}");
    account.done("contracts/c2/withdrawal", WHY);
    account.notAllowed("contracts/c1/withdrawal", WHY, "begun");
  }

  @ParameterizedTest
  @EnumSource
  void aTermination(Databases kind) {
    Books account = account(kind, "terminated", "advanced");
    Books never = account(kind, "not-terminated", "advanced");
    for (Books each : List.of(account, never)) {
      each.done("contracts/c1/renewal", "{'contractId': 'c2', 'termMonths': 12}");
    }
    for (String day : List.of("2025-10-01", "2025-09-01", "2025-11-01")) {
      JsonNode ended =
          account.done(
              "contracts/c1/termination", "{'effectiveOn': '%s', 'reason': 'sold'}".formatted(day));
      assertThat(ended.path("terminatedOn").asString()).isEqualTo(day);
    }
    assertThat(Books.texts(account.read("contracts").path("items"), "contractId"))
        .containsExactly("c1");
    account.done("contracts/c1/termination/withdrawal", WHY);
    assertThat(state(account)).isEqualTo(state(never));
    account.notAllowed("contracts/c1/termination/withdrawal", WHY, "active");
  }

  @ParameterizedTest
  @EnumSource
  void aTierChangeAndADowngrade(Databases kind) {
    Books account = account(kind, "upgraded", "advanced");
    for (String day : List.of("2025-09-10", "2025-08-10", "2025-08-10")) {
      account.done(
          "contracts/c1/tier-change", "{'tier': 'signature', 'effectiveOn': '%s'}".formatted(day));
    }
    assertThat(account.read("contracts/c1").path("tierChanges")).hasSize(1);
    account.done("contracts/c1/tier-change/withdrawal", WHY);
    assertThat(state(account)).isEqualTo(state(account(kind, "not-upgraded", "advanced")));

    Books larger = account(kind, "downgraded", "signature");
    larger.done("contracts/c1/tier-change", "{'tier': 'advanced'}");
    assertThat(larger.read("contracts/c1").path("nextTier").asString()).isEqualTo("advanced");
    larger.done("contracts/c1/tier-change/withdrawal", WHY);
    assertThat(state(larger)).isEqualTo(state(account(kind, "not-downgraded", "signature")));
  }

  @ParameterizedTest
  @EnumSource
  void aHandover(Databases kind) {
    Books account = account(kind, "handed-over", "advanced");
    var operator = Service.shared(kind).as("operator");
    String path = "/v1/accounts/handed-over/csa";
    for (String body :
        List.of(
            "{\"person\":{\"id\":\"robin\"},\"from\":\"2025-09-01\"}",
            "{\"person\":{\"id\":\"kim\"},\"from\":\"2025-08-01\"}")) {
      assertThat(operator.put(path, body).status()).isEqualTo(200);
    }
    JsonNode withdrawn =
        operator.send("DELETE", path, "{\"occurredAt\":\"2025-08-01\"}".getBytes(UTF_8)).json();
    assertThat(withdrawn.path("status").asString()).isEqualTo("withdrawn");
    assertThat(withdrawn.at("/person/id").asString()).isEqualTo("kim");
    assertThat(state(account)).isEqualTo(state(account(kind, "not-handed-over", "advanced")));
  }
}
