package org.entitlementledger.api.web.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path leads to its one route, whatever ids are called; other spellings of it lead nowhere. */
class RouteMappingTest {
  private static final Service SERVICE = Service.shared();
  private static final Client ADMIN = SERVICE.as("admin");

  @BeforeAll
  static void buy() {
    SERVICE.as("operator").buy("entitlements", "advanced", "2025-06-01");
    SERVICE.as("operator").buy("withdrawal", "advanced", "2025-06-01");
  }

  @Test
  void anIdMayBeCalledLikeAWordOfARoute() {
    assertThat(ok(ADMIN.get("/v1/accounts/entitlements")).path("accountId").asString())
        .isEqualTo("entitlements");
    assertThat(ok(ADMIN.get("/v1/accounts/entitlements/entitlements")).path("entitlements"))
        .isNotEmpty();
    assertThat(ok(ADMIN.get("/v1/accounts/withdrawal/contracts")).path("items")).hasSize(1);
    refused(404, "not-found", ADMIN.get("/v1/accounts/entitlements/contracts/withdrawal"));
    refused(404, "not-found", ADMIN.get("/v1/accounts/entitlements/entitlements/sources"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/accounts/",
        "/v1/accounts/entitlements/",
        "/v1/account",
        "/v1/Accounts",
        "/v1/accounts/entitlements/entitlement",
        "/v1/accounts/entitlements/entitlements/progress-call/sources/1",
        "/v1",
        "/accounts",
        "/entitlements"
      })
  void otherSpellingsLeadNowhere(String path) {
    refused(404, "not-found", ADMIN.get(path));
  }

  /** The table's paths have other methods from annotated controllers: all stand in one list. */
  @ParameterizedTest
  @CsvSource({
    "/v1/accounts/entitlements, 'GET, HEAD, OPTIONS, PUT'",
    "/v1/accounts/entitlements/contracts, 'GET, HEAD, OPTIONS, POST'",
    "/v1/accounts/entitlements/vouchers, 'GET, HEAD, OPTIONS, POST'",
    "/v1/accounts/entitlements/vouchers/none, 'GET, HEAD, OPTIONS'",
    "/v1/accounts/entitlements/vouchers/none/void, 'OPTIONS, POST'",
    "/v1/accounts/entitlements/csa, 'DELETE, OPTIONS, PUT'"
  })
  void anotherMethodIsToldTheMethodsOfThePath(String path, String allowed) {
    Client.Reply reply = ADMIN.send("PATCH", path, null);
    refused(405, "method-not-allowed", reply);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(ADMIN.send("OPTIONS", path, null).header("Allow")).isEqualTo(allowed);
  }

  @Test
  void headIsAnsweredLikeGet() {
    for (String path : List.of("/v1/accounts/entitlements/vouchers", "/v1/accounts/entitlements")) {
      Client.Reply head = ADMIN.send("HEAD", path, null);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length"))
          .isEqualTo(ADMIN.get(path).header("Content-Length"))
          .isNotEmpty();
    }
  }
}
