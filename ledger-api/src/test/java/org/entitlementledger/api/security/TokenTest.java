package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in with tokens that a key of a key set has signed. */
class TokenTest {
  private static final Path FOLDER = Service.folder();
  private static final Map<String, Object> ADMIN = Map.of("sub", "x", "groups", List.of("admin"));

  private static Tokens issuer;
  private static Service service;

  @BeforeAll
  static void start() {
    issuer = new Tokens();
    String settings = "spring.security.oauth2.resourceserver.jwt.";
    service =
        Service.start(
            FOLDER,
            all -> {
              Service.put(all, settings + "jwk-set-uri", issuer.keys());
              Service.put(all, settings + "audiences", "ledger");
              Service.put(all, "ledger.security.roles-claim", "groups");
              Service.put(all, "ledger.security.accounts-claim", "desk.accounts");
              return Service.put(all, "server.address", "127.0.0.1");
            });
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  private static Client with(Map<String, ?> claims) {
    return service.bearer(issuer.signed(claims));
  }

  private static Client with(String subject, String... roles) {
    return with(Map.of("sub", subject, "groups", List.of(roles), "email", "x@example.org"));
  }

  private static Map<String, Object> admin(String claim, Object value) {
    return Map.of("sub", "x", "groups", List.of("admin"), claim, value);
  }

  @Test
  void takesRolesFromTheClaimAndTheActorFromTheSubject() {
    Client olga = with("4711-olga", "operator", "unknown-role");
    olga.buy("olgas", "advanced", "2026-01-01");
    assertThat(olga.get("/v1/audit/events").status()).isEqualTo(403);
    var items = with("a", "auditor").get("/v1/audit/events?account=olgas").json().path("items");
    assertThat(items.get(0).path("actor").asString()).isEqualTo("4711-olga");
    assertThat(with("m", "monitor").get("/actuator/prometheus").status()).isEqualTo(200);
    assertThat(with("m", "monitor").get("/v1/accounts").status()).isEqualTo(403);
    assertThat(with("m").get("/v1/accounts").status()).isEqualTo(403);
    assertThat(with(Map.of("sub", "w", "groups", "finance operator")).get("/v1/accounts").status())
        .isEqualTo(200);
  }

  @Test
  void takesACustomersAccountsFromTheClaim() {
    with("o", "operator").buy("theirs", "advanced", "2026-01-01");
    with("o", "operator").buy("ours", "advanced", "2026-01-01");
    var desk = Map.of("accounts", List.of("ours"));
    Client customer = with(Map.of("sub", "c", "groups", List.of("customer"), "desk", desk));
    assertThat(customer.get("/v1/accounts/ours").status()).isEqualTo(200);
    assertThat(customer.get("/v1/accounts/theirs").status()).isEqualTo(404);
    assertThat(with("c", "customer").get("/v1/accounts").json().path("items").size()).isZero();
    assertThat(with("c", "customer", "finance").get("/v1/accounts/theirs").status()).isEqualTo(200);
  }

  @Test
  void aCustomerThatMayReadMetricsToSeesNoMoreAccounts() {
    with("o", "operator").buy("others", "advanced", "2026-01-01");
    Client both = with("c", "customer", "monitor");
    assertThat(both.get("/actuator/prometheus").status()).isEqualTo(200);
    assertThat(both.get("/v1/accounts/others").status()).isEqualTo(404);
    assertThat(both.get("/v1/accounts").json().path("items").size()).isZero();
  }

  private static void refused(String token) {
    var reply = service.bearer(token).get("/v1/accounts");
    Expect.refused(401, "unauthenticated", reply);
    assertThat(reply.header("WWW-Authenticate"))
        .startsWith("Bearer error=\"invalid_token\", error_description=\"the ");
  }

  @Test
  void refusesWhatTheIssuerDidNotSign() throws JOSEException {
    assertThat(with(ADMIN).get("/v1/accounts").status()).isEqualTo(200);
    refused(issuer.signed(Tokens.OTHER_KEY, ADMIN));
    String right = issuer.signed(ADMIN);
    String[] parts = right.split("\\.", -1);
    String claims = issuer.claims(admin("more", true)).toString();
    refused(parts[0] + "." + Base64URL.encode(claims) + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + ".");
    refused(new PlainJWT(issuer.claims(ADMIN)).serialize());
    // the public key as if it were a shared secret
    var shared =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), issuer.claims(ADMIN));
    shared.sign(new MACSigner(Tokens.KEY.toPublicJWK().toJSONString().getBytes(UTF_8)));
    refused(shared.serialize());
    assertThat(service.anonymous().get("/v1/accounts").status()).isEqualTo(401);
  }

  @Test
  void refusesTokensThatAreNotForNowOrNotForTheLedger() {
    refused(issuer.signed(admin("exp", Tokens.LONG_AGO)));
    refused(issuer.signed(admin("nbf", Tokens.FAR_AHEAD)));
    refused(issuer.signed(admin("aud", "another")));
    var withoutExp = new java.util.HashMap<String, Object>(ADMIN);
    withoutExp.put("exp", null);
    refused(issuer.signed(withoutExp));
  }

  @Test
  void refusesTokensThatDoNotSayWho() {
    refused(issuer.signed(Map.of("groups", List.of("admin"))));
    for (String subject : List.of("", " ", "a\nb", "a\u0000", "x".repeat(256))) {
      refused(issuer.signed(Map.of("sub", subject, "groups", List.of("admin"))));
    }
    assertThat(with("x".repeat(255), "admin").get("/v1/accounts").status()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoToken() {
    refused("nonsense");
    refused("a.b.c");
    String deep = Base64URL.encode("{\"alg\":" + "[".repeat(9_000)).toString();
    refused(deep + ".e30.e30");
    assertThat(service.as("admin").get("/v1/accounts").status()).isEqualTo(401);
  }

  @Test
  void healthAnswersWhateverTokenComesWithIt() {
    for (String token : List.of("nonsense", issuer.signed(Tokens.OTHER_KEY, ADMIN))) {
      HealthAccessTest.isStatusAlone(service.bearer(token).get("/actuator/health"));
      HealthAccessTest.isStatusAlone(service.bearer(token).get("/actuator/health/readiness"));
    }
    HealthAccessTest.isStatusAlone(with("f", "finance").get("/actuator/health"));
    for (String role : List.of("monitor", "admin")) {
      assertThat(with("m", role).get("/actuator/health").json().path("components").isObject())
          .isTrue();
    }
  }

  @Test
  void claimsNothingAboutItselfThatItDoesNotKnow() {
    String metadata = "/.well-known/oauth-protected-resource";
    for (String path : List.of(metadata, metadata + "/v1/accounts")) {
      assertThat(service.anonymous().get(path).status()).as(path).isEqualTo(401);
      assertThat(with(ADMIN).get(path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void hasNoLocalUsers() {
    assertThat(Files.exists(FOLDER.resolve("credentials"))).isFalse();
  }
}
