package org.entitlementledger.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.status;

import java.nio.file.Path;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The catalogue of a consultancy, from the first contract into the next. */
class ConsultingHttpTest {
  private static final Path CATALOGUE =
      Path.of("").toAbsolutePath().resolveSibling("examples").resolve("consulting.yaml");
  private static final String ACCOUNT = "/v1/accounts/foundry";
  private static final String HOURS = "consulting-hours";

  private static void clock(Service service, String now) {
    ok(service.as("admin").put("/v1/test-clock", "{\"now\":\"" + now + "\"}"));
  }

  private static JsonNode use(Client client, String key, String quantity) {
    return created(
        client.post(
            ACCOUNT + "/usage", "{\"entitlement\":\"" + key + "\",\"quantity\":" + quantity + "}"));
  }

  private static String left(Client client, String key) {
    return figures(ok(client.get(ACCOUNT + "/entitlements/" + key)));
  }

  @Test
  void isLivedThroughWithNoChangeOfCode() {
    try (var service =
        Service.start(
            Service.folder(),
            settings -> {
              Service.put(settings, "ledger.test-clock", "2025-02-10T09:00:00Z");
              return Service.put(settings, "ledger.catalogue", CATALOGUE.toString());
            })) {
      Client operator = service.as("operator");
      operator.buy("foundry", "retainer", "2025-02-10");
      assertThat(left(operator, HOURS)).isEqualTo("available 8 granted 8 remaining 8");

      JsonNode used = use(operator, HOURS, "2.5");
      assertThat(figures(used.path("balance")))
          .isEqualTo("available 5.5 consumed 2.5 granted 8 remaining 5.5");
      use(operator, "training-seat", "3");
      refused(
          409,
          "quota-exhausted",
          operator.post(ACCOUNT + "/usage", "{\"entitlement\":\"training-seat\",\"quantity\":3}"));

      // four of what is left roll over; more than all of it is used, and the rest is carried
      clock(service, "2025-03-10T09:00:00Z");
      assertThat(left(operator, HOURS)).isEqualTo("available 12 granted 12 remaining 12");
      assertThat(figures(use(operator, HOURS, "15").path("balance")))
          .isEqualTo("consumed 15 granted 12 overage 3");
      clock(service, "2025-04-10T00:00:00Z");
      assertThat(left(operator, HOURS)).isEqualTo("available 5 consumed 3 granted 8 remaining 5");

      // past the limit of calls only when somebody else agrees
      JsonNode pending =
          status(
              202,
              operator.post(
                  ACCOUNT + "/usage", "{\"entitlement\":\"api-call\",\"quantity\":10001}"));
      assertThat(left(operator, "api-call"))
          .isEqualTo("available 10000 granted 10000 remaining 10000");
      String approval = pending.path("approvalId").asString();
      created(
          service
              .as("approver")
              .post(ACCOUNT + "/approvals/" + approval + "/approval", "{\"reason\":\"launch\"}"));
      assertThat(left(operator, "api-call")).isEqualTo("consumed 10001 granted 10000 overage 1");
      clock(service, "2025-04-14T00:00:00Z");
      assertThat(left(operator, "api-call"))
          .isEqualTo("available 10000 granted 10000 remaining 10000");

      // the next term has the terms of its own first day
      created(
          operator.post(
              ACCOUNT + "/contracts/c1/renewal",
              "{\"contractId\":\"foundry-2\",\"termMonths\":12}"));
      clock(service, "2026-02-10T00:00:00Z");
      assertThat(left(operator, HOURS)).isEqualTo("available 10 granted 10 remaining 10");
      assertThat(left(operator, "training-seat")).isEqualTo("available 6 granted 6 remaining 6");
      refused(404, "not-found", operator.get(ACCOUNT + "/entitlements/api-call"));
      JsonNode lines = ok(operator.get(ACCOUNT + "/entitlements/" + HOURS + "/movements"));
      assertThat(lines.path("items").valueStream().map(line -> line.path("movement").asString()))
          .contains("rolled-over", "lapsed", "consumed", "granted");
    }
  }
}
