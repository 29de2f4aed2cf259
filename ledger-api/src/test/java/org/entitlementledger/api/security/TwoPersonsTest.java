package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A ledger that had local users and now has an issuer, whose subjects may be called alike. */
class TwoPersonsTest {
  private static final String ADJUSTMENTS = "/v1/accounts/acme/adjustments";

  @TempDir private Path folder;

  private static Service withTokensOf(Tokens issuer, Path folder) {
    return Service.start(
        folder,
        all -> {
          String settings = "spring.security.oauth2.resourceserver.jwt.";
          Service.put(all, settings + "issuer-uri", issuer.issuer());
          Service.put(all, settings + "audiences", "ledger");
          Service.put(all, "ledger.test-clock", Service.SHARED_NOW);
          return Service.put(all, "server.address", "127.0.0.1");
        });
  }

  private static Reply ask(Client client, String id) {
    String adjustment =
        "{'adjustmentId':'"
            + id
            + "','entitlement':'certification-voucher','quantity':1,'reason':'gift'}";
    return client.post(ADJUSTMENTS, adjustment.replace('\'', '"'), "Idempotency-Key", "key-1");
  }

  private static Client as(Service service, Tokens issuer, String subject) {
    return service.bearer(issuer.signed(Map.of("sub", subject, "roles", List.of("admin"))));
  }

  @Test
  void aLocalUserAndASubjectOfTheSameNameAreTwoPersons() {
    try (Service service =
        Service.start(folder, all -> Service.put(all, "ledger.test-clock", Service.SHARED_NOW))) {
      service.as("operator").buy("acme", "advanced", "2025-06-01");
      Expect.created(ask(service.as("admin"), "local"));
    }
    try (var issuer = new Tokens();
        Service service = withTokensOf(issuer, folder)) {
      Client admin = as(service, issuer, "admin");
      Reply asked = ask(admin, "token");
      Expect.created(asked);
      assertThat(asked.header("Idempotent-Replayed")).isNull();
      JsonNode approved = Expect.created(admin.post(ADJUSTMENTS + "/local/approval", "{}"));
      assertThat(approved.path("decidedBy").asString()).isEqualTo("token:admin");
      Expect.refused(403, "self-approval", admin.post(ADJUSTMENTS + "/token/approval", "{}"));
      actorsAreAsTheySignedIn(admin);
      aSubjectThatLooksLikeOneIsAThirdPerson(as(service, issuer, "token:admin"));
    }
    try (Service service =
        Service.start(folder, all -> Service.put(all, "ledger.test-clock", Service.SHARED_NOW))) {
      Reply again = ask(service.as("admin"), "local");
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }
  }

  private static void actorsAreAsTheySignedIn(Client admin) {
    String events = "/v1/audit/events?account=acme&type=adjustment-requested&actor=";
    assertThat(admin.get(events + "admin").json().path("items").size()).isEqualTo(1);
    assertThat(admin.get(events + "token:admin").json().path("items").size()).isEqualTo(1);
  }

  private static void aSubjectThatLooksLikeOneIsAThirdPerson(Client third) {
    Reply asked = ask(third, "third");
    assertThat(asked.header("Idempotent-Replayed")).isNull();
    assertThat(Expect.created(asked).path("requestedBy").asString()).isEqualTo("token:token:admin");
    Expect.created(third.post(ADJUSTMENTS + "/token/approval", "{}"));
  }
}
