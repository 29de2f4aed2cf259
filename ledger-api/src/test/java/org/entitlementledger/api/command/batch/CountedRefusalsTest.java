package org.entitlementledger.api.command.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.ok;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Refusals are all counted, and nobody fills the table of them. */
class CountedRefusalsTest {
  private static final int LINES = 2_000;

  private static void batch(Client who, String command) {
    String lines =
        IntStream.range(0, LINES)
            .mapToObj(i -> command.formatted(i % 3))
            .collect(Collectors.joining("\n"));
    Reply reply =
        who.send(
            "POST", "/v1/batches", lines.getBytes(UTF_8), "Content-Type", "application/x-ndjson");
    assertThat(reply.results()).hasSize(LINES);
  }

  private static JsonNode refusals(Service service, String filter) {
    return ok(service.as("auditor").get("/v1/audit/refusals?limit=1000&" + filter)).path("items");
  }

  @ParameterizedTest
  @EnumSource
  void aBatchLeavesARowByCommandAndProblem(Databases database) {
    try (var service = Service.rehearsal(database, "2025-06-15T12:00:00Z")) {
      batch(service.as("customer"), "{\"command\":\"issue-voucher\",\"accountId\":\"a%d\"}");
      JsonNode byRole = refusals(service, "actor=customer");
      assertThat(byRole.size()).isEqualTo(1);
      assertThat(byRole.get(0).path("count").intValue()).isEqualTo(LINES);
      assertThat(byRole.get(0).path("problem").asString()).isEqualTo("forbidden");
      assertThat(byRole.get(0).path("command").asString()).isEqualTo("issue-voucher");
      assertThat(byRole.get(0).path("facts").path("line").intValue()).isEqualTo(1);
      assertThat(byRole.get(0).has("accountId")).isFalse();

      service.as("operator").buy("acme", "advanced", "2025-06-01");
      batch(
          service.as("operator"),
          "{\"command\":\"grant-top-up\",\"accountId\":\"acme\",\"entitlement\":\"none%d\","
              + "\"quantity\":1,\"orderReference\":\"o\"}");
      JsonNode byRule = refusals(service, "account=acme");
      assertThat(byRule.size()).isEqualTo(1);
      assertThat(byRule.get(0).path("count").intValue()).isEqualTo(LINES);
      assertThat(byRule.get(0).path("problem").asString()).isEqualTo("not-entitled");

      service.as("operator").post("/v1/accounts", "{\"accountId\":\"acme\",\"name\":\"A\"}");
      JsonNode single = refusals(service, "account=acme&kind=duplicate");
      assertThat(single.size()).isEqualTo(1);
      assertThat(single.get(0).path("count").intValue()).isEqualTo(1);
    }
  }
}
