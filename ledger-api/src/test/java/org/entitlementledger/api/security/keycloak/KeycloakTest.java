package org.entitlementledger.api.security.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Objects;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The steps of docs/KEYCLOAK.md, against a Keycloak that {@code mvn -Pissuer} unpacks. Its realm is
 * {@code keycloak/realm.json}.
 */
@EnabledIfSystemProperty(
    named = "keycloak.home",
    matches = ".+",
    disabledReason = "mvn -Pissuer verify runs it")
class KeycloakTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  @Test
  void isAnIssuerForALedger() throws IOException, ParseException {
    try (var keycloak = new Keycloak(Path.of(System.getProperty("keycloak.home")))) {
      keycloak.create(realm());
      try (Service service = serviceOf(keycloak)) {
        knowsRolesAndAccounts(keycloak, service);
        refusesTokensForOthers(keycloak, service);
        takesTokensOfRfc9068(keycloak, service);
        followsToOtherAlgorithms(keycloak, service);
        outlivesARestart(keycloak, service);
      }
    }
  }

  private static String realm() throws IOException {
    try (var in =
        Objects.requireNonNull(KeycloakTest.class.getResourceAsStream("/keycloak/realm.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Service serviceOf(Keycloak keycloak) {
    return Service.start(
        Service.folder(),
        all -> {
          String settings = "spring.security.oauth2.resourceserver.jwt.";
          Service.put(all, settings + "issuer-uri", keycloak.issuer());
          Service.put(all, settings + "audiences", "ledger");
          Service.put(all, "ledger.security.roles-claim", "realm_access.roles");
          Service.put(all, "ledger.security.accounts-claim", "ledger_accounts");
          return Service.put(all, "server.address", "127.0.0.1");
        });
  }

  private static Reply ask(Service service, String token) {
    return service.bearer(token).get("/v1/accounts");
  }

  private static void knowsRolesAndAccounts(Keycloak keycloak, Service service)
      throws ParseException {
    String token = keycloak.token("desk", "olga");
    Client olga = service.bearer(token);
    olga.buy("acme", "advanced", "2026-01-01");
    olga.buy("initech", "advanced", "2026-01-01");
    var first = olga.get("/v1/audit/events?account=acme").json().path("items").path(0);
    assertThat(first.path("actor").asString())
        .isEqualTo(SignedJWT.parse(token).getJWTClaimsSet().getSubject());
    assertThat(olga.get("/v1/finance/closings").status()).isEqualTo(403);

    Client carl = service.bearer(keycloak.token("desk", "carl"));
    Expect.ok(carl.get("/v1/accounts/acme"));
    Expect.refused(404, "not-found", carl.get("/v1/accounts/initech"));
    assertThat(carl.post("/v1/accounts", "{}").status()).isEqualTo(403);
  }

  private static void refusesTokensForOthers(Keycloak keycloak, Service service) {
    Reply reply = ask(service, keycloak.token("elsewhere", "olga"));
    Expect.refused(401, "unauthenticated", reply);
    assertThat(reply.header("WWW-Authenticate")).contains("the token is for another audience");
  }

  private static void takesTokensOfRfc9068(Keycloak keycloak, Service service)
      throws ParseException {
    keycloak.changeClient("desk", "{\"access.token.header.type.rfc9068\":\"true\"}");
    String token = keycloak.token("desk", "olga");
    assertThat(SignedJWT.parse(token).getHeader().getType().getType()).isEqualTo("at+jwt");
    Expect.ok(ask(service, token));
  }

  private static void followsToOtherAlgorithms(Keycloak keycloak, Service service)
      throws ParseException {
    String before = keycloak.token("desk", "olga");
    for (String algorithm : new String[] {"ES256", "PS256", "RS512", "EdDSA"}) {
      keycloak.change("{\"defaultSignatureAlgorithm\":\"" + algorithm + "\"}");
      String token = keycloak.token("desk", "olga");
      assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
      await().atMost(SOON).until(() -> ask(service, token).status() == 200);
      Expect.ok(ask(service, before));
    }
  }

  private static void outlivesARestart(Keycloak keycloak, Service service) {
    String before = keycloak.token("desk", "olga");
    keycloak.stop();
    Expect.ok(ask(service, before));
    keycloak.restart();
    keycloak.change("{\"defaultSignatureAlgorithm\":\"ES384\"}");
    String after = keycloak.token("desk", "olga");
    await().atMost(SOON).until(() -> ask(service, after).status() == 200);
    await().atMost(SOON).until(() -> service.anonymous().get("/actuator/health").status() == 200);
  }
}
