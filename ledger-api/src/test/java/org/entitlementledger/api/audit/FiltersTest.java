package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Filters take only what can exist (API.md, "Conventions"). */
class FiltersTest {
  private static final Service SERVICE = Service.shared();
  private static final Client AUDITOR = SERVICE.as("auditor");
  private static final String EVENTS = "/v1/audit/events?account=filters&";

  @BeforeAll
  static void write() {
    Client operator = SERVICE.as("operator");
    operator.buy("filters", "advanced", "2025-06-01");
    operator.post("/v1/accounts/filters/vouchers", "{\"quantity\":2,\"codes\":[\"f-1\",\"f-2\"]}");
    operator.post("/v1/accounts/filters/vouchers", "{\"quantity\":41}");
  }

  private static List<String> allowed(JsonNode problem) {
    List<String> allowed = problem.path("allowed").valueStream().map(JsonNode::asString).toList();
    assertThat(allowed).as(problem.toString()).isNotEmpty().doesNotHaveDuplicates();
    return allowed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/audit/events", "/v1/audit/export"})
  void eventsAreOfTypesAndEntitlementsThatThereAre(String path) {
    JsonNode type = invalid("type", AUDITOR.get(path + "?type=voucher-isued"));
    assertThat(allowed(type)).contains("voucher-issued").isSorted();
    invalid("type", AUDITOR.get(path + "?type="));
    JsonNode key = invalid("entitlement", AUDITOR.get(path + "?entitlement=certification"));
    assertThat(allowed(key)).contains("certification-voucher", "accelerator").isSorted();
    assertThat(AUDITOR.get(path + "?type=voucher-issued").status()).isEqualTo(200);
    assertThat(AUDITOR.get(path + "?entitlement=workshop").status()).isEqualTo(200);
  }

  @Test
  void refusalsAreOfKindsThatThereAre() {
    String path = "/v1/audit/refusals?account=filters&kind=";
    for (String never : List.of("quota-exausted", "internal", "validation", "")) {
      assertThat(allowed(invalid("kind", AUDITOR.get(path + never))))
          .contains("quota-exhausted", "forbidden")
          .doesNotContain("validation")
          .isSorted();
    }
    assertThat(ok(AUDITOR.get(path + "quota-exhausted")).path("items").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audit/events?, recordedFrom, recordedTo",
    "/v1/audit/events?, effectiveFrom, effectiveTo",
    "/v1/audit/export?, recordedFrom, recordedTo",
    "/v1/audit/export?, effectiveFrom, effectiveTo",
    "/v1/audit/refusals?, from, to",
    "/v1/audit/reports/actions?, from, to",
    "/v1/audit/reports/overrides?, from, to",
  })
  void rangesAreNotReversed(String path, String from, String to) {
    String early = "2025-06-15T12:00:00Z";
    String late = "2025-06-15T12:00:00.000001Z";
    String range = path + from + "=%s&" + to + "=%s";
    assertThat(AUDITOR.get(range.formatted(early, late)).status()).isEqualTo(200);
    allowed(invalid(to, AUDITOR.get(range.formatted(late, early))));
    allowed(invalid(to, AUDITOR.get(range.formatted(early, early))));
  }

  @Test
  void aCursorBelongsToItsQuery() {
    String first = ok(AUDITOR.get(EVENTS + "type=voucher-issued")).path("items").toString();
    assertThat(first).contains("f-1");
    String next = ok(AUDITOR.get(EVENTS + "limit=1")).path("next").asString();
    JsonNode rest = ok(AUDITOR.get("/v1/audit/events?after=" + next + "&account=filters"));
    assertThat(rest.path("items").size()).isEqualTo(2);
    JsonNode second = ok(AUDITOR.get(EVENTS + "limit=1&after=" + next));
    assertThat(second.path("items").get(0).path("type").asString()).isEqualTo("contract-purchased");
    for (String other :
        List.of(
            EVENTS + "type=voucher-issued",
            EVENTS + "backdated=true",
            "/v1/audit/events?account=others",
            "/v1/audit/events?",
            "/v1/audit/refusals?account=filters",
            "/v1/audit/reports/actions?account=filters",
            "/v1/accounts?",
            "/v1/accounts/filters/contracts?")) {
      String cursor = other + (other.endsWith("?") ? "" : "&") + "after=" + next;
      allowed(invalid("after", AUDITOR.get(cursor)));
    }
    for (String forged : List.of("", next.substring(1), next + "A", "x." + next, ".", next + ".")) {
      allowed(invalid("after", AUDITOR.get(EVENTS + "after=" + forged)));
    }
  }

  @Test
  void cursorsOfOneAccountAreNotThoseOfAnother() {
    SERVICE.as("operator").buy("filters-2", "advanced", "2025-06-01");
    String page = "/v1/accounts/%s/vouchers?limit=1";
    String next = ok(AUDITOR.get(page.formatted("filters"))).path("next").asString();
    invalid("after", AUDITOR.get(page.formatted("filters-2") + "&after=" + next));
    assertThat(ok(AUDITOR.get(page.formatted("filters") + "&after=" + next)).has("next")).isFalse();
  }

  /** A typing error would give an empty file with a signed manifest. */
  @ParameterizedTest
  @CsvSource({
    "account, filtres, filters",
    "actor, operater, operator",
    "contract, c11, c1",
    "correlationId, no-such-case, ''",
  })
  void anExportIsOfWhatTheLedgerKnows(String filter, String wrong, String right) {
    String path = "/v1/audit/export?" + filter + "=";
    allowed(invalid(filter, AUDITOR.get(path + wrong)));
    invalid(filter, AUDITOR.get(path + wrong + "&type=voucher-issued&through=1"));
    if (!right.isEmpty()) {
      assertThat(AUDITOR.get(path + right).body()).contains("\"rows\":").doesNotContain("rows\":0");
      // nothing of an account that there is
      assertThat(AUDITOR.get(path + right + "&imported=true&through=1").body())
          .contains("\"rows\":0");
    }
  }
}
