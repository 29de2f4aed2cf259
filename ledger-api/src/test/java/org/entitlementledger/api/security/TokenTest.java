package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in with tokens of an issuer. */
class TokenTest {
  private static final RSAKey KEY = key();
  private static final RSAKey OTHER_KEY = key();
  private static final Path FOLDER = Service.folder();

  private static HttpServer issuer;
  private static Service service;

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(UTF_8);
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
    String url = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys";
    service =
        Service.start(
            FOLDER,
            settings -> {
              Service.put(settings, "spring.security.oauth2.resourceserver.jwt.jwk-set-uri", url);
              Service.put(settings, "ledger.security.roles-claim", "groups");
              return Service.put(settings, "server.address", "127.0.0.1");
            });
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.stop(0);
  }

  private static Client with(RSAKey key, Map<String, ?> claims) {
    var set =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(Instant.parse("2020-01-01T00:00:00Z")))
            .expirationTime(Date.from(Instant.parse("2099-01-01T00:00:00Z")));
    claims.forEach(set::claim);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), set.build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
    return service.bearer(token.serialize());
  }

  private static Client with(String subject, String... roles) {
    return with(KEY, Map.of("sub", subject, "groups", List.of(roles), "email", "x@example.org"));
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
    assertThat(
            with(KEY, Map.of("sub", "w", "groups", "finance operator"))
                .get("/v1/accounts")
                .status())
        .isEqualTo(200);
  }

  @Test
  void takesACustomersAccountsFromTheClaim() {
    with("o", "operator").buy("theirs", "advanced", "2026-01-01");
    with("o", "operator").buy("ours", "advanced", "2026-01-01");
    Client customer =
        with(KEY, Map.of("sub", "c", "groups", List.of("customer"), "accounts", List.of("ours")));
    assertThat(customer.get("/v1/accounts/ours").status()).isEqualTo(200);
    assertThat(customer.get("/v1/accounts/theirs").status()).isEqualTo(404);
    Client both = with(KEY, Map.of("sub", "c", "groups", List.of("customer", "finance")));
    assertThat(both.get("/v1/accounts/theirs").status()).isEqualTo(200);
  }

  @Test
  void refusesWhatTheIssuerDidNotSign() {
    var forged =
        with(OTHER_KEY, Map.of("sub", "x", "groups", List.of("admin"))).get("/v1/accounts");
    assertThat(forged.status()).isEqualTo(401);
    assertThat(forged.problem()).isEqualTo("unauthenticated");
    assertThat(forged.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(service.bearer("nonsense").get("/v1/accounts").status()).isEqualTo(401);
    assertThat(service.anonymous().get("/v1/accounts").status()).isEqualTo(401);
    assertThat(with(KEY, Map.of("groups", List.of("admin"))).get("/v1/accounts").status())
        .isEqualTo(401);
  }

  @Test
  void hasNoLocalUsers() {
    assertThat(Files.exists(FOLDER.resolve("credentials"))).isFalse();
  }
}
