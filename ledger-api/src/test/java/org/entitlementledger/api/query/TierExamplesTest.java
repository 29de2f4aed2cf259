package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Worked examples" 4 and 5: what changes of the tier leave, over HTTP. */
class TierExamplesTest {
  private static void moveClock(Service service, String now) {
    Reply moved = service.as("admin").put("/v1/test-clock", "{\"now\":\"" + now + "\"}");
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
  }

  private static JsonNode account(Service service) {
    return Expect.ok(service.as("operator").get("/v1/accounts/acme"));
  }

  private static void isLeft(Books account, int accelerators, int vouchers, int reviews) {
    assertThat(account.left("accelerator")).isEqualTo(accelerators);
    assertThat(account.left("certification-voucher")).isEqualTo(vouchers);
    assertThat(account.left("roi-review")).isEqualTo(reviews);
  }

  private static void uses(Books account, int accelerators, int vouchers, int reviews) {
    for (int i = 0; i < accelerators; i++) {
      account.done("accelerators", "{'theme': 'Pipelines', 'goal': 'Deploy daily'}");
    }
    account.done("vouchers", "{'quantity': " + vouchers + "}");
    for (int i = 0; i < reviews; i++) {
      account.done("roi-reviews", "{'summary': 'On the way'}");
    }
  }

  private static JsonNode order(Books account, String day) {
    return account.done(
        "education-orders",
        "{'orderedOn': '%s', 'listPrice': {'amount': '1999.99', 'currency': 'USD'}}"
            .formatted(day));
  }

  private static void costs(JsonNode order, String percent, String discount, String net) {
    assertThat(order.path("percent").asString()).isEqualTo(percent);
    assertThat(order.path("discount").path("amount").asString()).isEqualTo(discount);
    assertThat(order.path("net").path("amount").asString()).isEqualTo(net);
  }

  /** 4. Upgrade. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void anUpgradeGivesTheNewLimitsLessWhatWasUsed(Databases database) {
    try (var service = Service.rehearsal(database, "2025-03-15T00:00:00Z")) {
      Books acme = Books.of(service, "acme", "advanced", "2025-03-15").withCsa("2025-03-15");
      moveClock(service, "2025-06-02T10:00:00Z");
      uses(acme, 2, 25, 2);
      isLeft(acme, 0, 15, 2);
      moveClock(service, "2025-09-09T18:00:00Z");
      for (int day : new int[] {1, 3, 5, 9}) {
        acme.done("progress-calls", "{'occurredAt': '2025-09-0%sT09:00:00Z'}".formatted(day));
      }
      acme.refused("quota-exhausted", "progress-calls", "{'occurredAt': '2025-09-09T17:00:00Z'}");
      costs(order(acme, "2025-09-09"), "10", "200.00", "1799.99");
      acme.done("contracts/c1/tier-change", "{'tier': 'signature', 'effectiveOn': '2025-09-10'}");
      isLeft(acme, 0, 15, 2);
      acme.refused("quota-exhausted", "progress-calls", "{}");

      moveClock(service, "2025-09-10T00:00:00Z");
      isLeft(acme, 2, 35, 2);
      JsonNode calls = acme.read("entitlements/progress-call");
      assertThat(calls.path("unlimited").booleanValue()).isTrue();
      assertThat(calls.has("available")).isFalse();
      assertThat(calls.path("consumed").intValue()).isEqualTo(4);
      acme.done("progress-calls", "{}");
      costs(order(acme, "2025-09-10"), "20", "400.00", "1599.99");
      costs(order(acme, "2025-09-09"), "10", "200.00", "1799.99");

      moveClock(service, "2026-03-01T00:00:00Z");
      JsonNode next = acme.done("contracts/c1/renewal", "{'termMonths': 12}");
      assertThat(next.path("tier").asString()).isEqualTo("signature");
      assertThat(next.path("startsOn").asString()).isEqualTo("2026-03-15");
      moveClock(service, "2026-03-14T23:59:59Z");
      isLeft(acme, 2, 35, 2);
      moveClock(service, "2026-03-15T00:00:00Z");
      isLeft(acme, 4, 60, 4);
      assertThat(acme.read("contracts/c1").path("status").asString()).isEqualTo("renewed");
      assertThat(account(service).path("status").asString()).isEqualTo("active");
    }
  }

  /** 5. Downgrade at renewal. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void aDowngradeWaitsForTheRenewal(Databases database) {
    try (var service = Service.rehearsal(database, "2025-05-01T00:00:00Z")) {
      Books acme = Books.of(service, "acme", "signature", "2025-05-01").withCsa("2025-05-01");
      Reply ase =
          service
              .as("operator")
              .put("/v1/accounts/acme/ase", "{\"person\":{\"id\":\"alex\",\"name\":\"Alex A\"}}");
      assertThat(ase.status()).as(ase.body()).isEqualTo(200);
      moveClock(service, "2025-07-01T09:00:00Z");
      uses(acme, 3, 45, 4);

      moveClock(service, "2025-11-01T09:00:00Z");
      JsonNode asked = acme.done("contracts/c1/tier-change", "{'tier': 'advanced'}");
      assertThat(asked.path("nextTier").asString()).isEqualTo("advanced");
      isLeft(acme, 1, 15, 0);
      acme.done("contracts/c1/renewal", "{'contractId': 'c2', 'termMonths': 12}");
      assertThat(account(service).path("status").asString()).isEqualTo("renewed");

      moveClock(service, "2026-04-30T23:59:59Z");
      isLeft(acme, 1, 15, 0);
      assertThat(account(service).path("tier").asString()).isEqualTo("signature");
      assertThat(account(service).path("ase").path("name").asString()).isEqualTo("Alex A");
      moveClock(service, "2026-05-01T00:00:00Z");
      isLeft(acme, 2, 40, 4);
      assertThat(acme.left("progress-call")).isEqualTo(4);
      JsonNode account = account(service);
      assertThat(account.path("tier").asString()).isEqualTo("advanced");
      assertThat(account.path("contract").path("predecessorId").asString()).isEqualTo("c1");
      assertThat(account.has("ase")).isFalse();
      assertThat(account.path("csa").path("id").asString()).isEqualTo("casey");
      assertThat(account.path("exceptions").size()).isZero();

      moveClock(service, "2027-05-01T00:00:00Z");
      assertThat(account(service).path("status").asString()).isEqualTo("expired");
      assertThat(acme.read("contracts/c2").path("status").asString()).isEqualTo("expired");
    }
  }
}
