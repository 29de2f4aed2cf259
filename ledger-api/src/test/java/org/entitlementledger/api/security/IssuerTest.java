package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.settings.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to say whose tokens are taken, and what is written of those who bring them. */
class IssuerTest {
  private static final String SETTINGS = "spring.security.oauth2.resourceserver.jwt.";

  private static Service taking(String setting, String value) {
    Path folder = Service.folder();
    Service service =
        Service.start(
            folder,
            all -> {
              Service.put(all, SETTINGS + setting, value);
              Service.put(all, "ledger.security.any-audience", "true");
              return Service.put(all, "server.address", "127.0.0.1");
            });
    assertThat(Files.exists(folder.resolve("credentials"))).isFalse();
    return service;
  }

  private static Map<String, Object> is(String subject) {
    return Map.of("sub", subject, "roles", List.of("auditor"));
  }

  @Test
  void findsTheKeysOfAnIssuer() {
    var issuer = new Tokens();
    try (issuer;
        Service service = taking("issuer-uri", issuer.issuer());
        var log = new Captured()) {
      Client ann = service.bearer(issuer.signed(is("ann")));
      assertThat(ann.get("/v1/accounts").status()).isEqualTo(200);
      assertThat(ann.get("/v1/accounts/none").status()).isEqualTo(404);
      var other = Map.of("sub", "bob", "roles", List.of("auditor"), "iss", "http://other.example");
      for (int times = 0; times < 5; times++) {
        Expect.refused(
            401,
            "unauthenticated",
            service.bearer(issuer.signed(other)).get("/v1/accounts?secret=1"));
      }
      tellsWhoSignsInOnce(log);
      tellsOfFailuresNowAndThen(log);
      tellsWhoWasRefused(log, ann);
      issuer.close();
      away(service.bearer(issuer.signed(Tokens.NEW_KEY, is("ann"))).get("/v1/accounts"));
      assertThat(ann.get("/v1/accounts").status()).isEqualTo(200);
    }
  }

  private static void tellsWhoSignsInOnce(Captured log) {
    var lines = log.of(AuthenticationLog.class, "ann");
    assertThat(lines).hasSize(1);
    assertThat(Captured.facts(lines.getFirst()))
        .containsEntry("address", "127.0.0.1")
        .containsEntry("path", "/v1/accounts");
    assertThat(lines.getFirst().getMDCPropertyMap()).containsKey("requestId");
  }

  private static void tellsOfFailuresNowAndThen(Captured log) {
    var lines = log.of(AuthenticationLog.class, "unknown");
    assertThat(lines)
        .extracting(line -> Captured.facts(line).get("times"))
        .containsExactly(1, 2, 4);
    assertThat(Captured.facts(lines.getFirst()))
        .containsEntry("cause", "token")
        .containsEntry("address", "127.0.0.1")
        .containsEntry("path", "/v1/accounts");
  }

  private static void tellsWhoWasRefused(Captured log, Client ann) {
    assertThat(ann.delete("/v1/accounts/none/csa", "X-Request-Id", "r-1").status()).isEqualTo(403);
    var lines = log.of("org.entitlementledger.api.web.RecordingAccessDeniedHandler", "ann");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().getMDCPropertyMap()).containsEntry("requestId", "r-1");
    assertThat(Captured.facts(lines.getFirst()))
        .containsEntry("address", "127.0.0.1")
        .containsEntry("path", "/v1/accounts/none/csa")
        .containsEntry("allowed", List.of("admin", "operator"));
  }

  @Test
  void takesAPublicKeyFromAFile() throws IOException, JOSEException {
    byte[] key = Tokens.KEY.toRSAPublicKey().getEncoded();
    Path file = Service.folder().resolve("key.pem");
    Files.writeString(
        file,
        "-----BEGIN PUBLIC KEY-----\n"
            + new String(Base64.getMimeEncoder().encode(key), US_ASCII)
            + "\n-----END PUBLIC KEY-----\n");
    try (var issuer = new Tokens();
        Service service = taking("public-key-location", file.toUri().toString())) {
      assertThat(service.bearer(issuer.signed(is("ann"))).get("/v1/accounts").status())
          .isEqualTo(200);
      assertThat(
              service
                  .bearer(issuer.signed(Tokens.OTHER_KEY, is("ann")))
                  .get("/v1/accounts")
                  .status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer-uri", "jwk-set-uri", "public-key-location"})
  void refusesToStartWithoutAnAudience(String setting) {
    assertThatThrownBy(
            () ->
                Service.begin(
                        Service.folder(),
                        all -> Service.put(all, SETTINGS + setting, "http://127.0.0.1:9/"))
                    .close())
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .extracting(refused -> ((StartRefused) refused).action())
        .asString()
        .contains(SETTINGS + "audiences")
        .contains("ledger.security.any-audience");
  }

  @Test
  void saysThatItCannotTellWhileTheIssuerIsAway() {
    var issuer = new Tokens();
    String token = issuer.signed(is("ann"));
    issuer.close();
    // not ready, and so not waited for
    try (Service service =
        Service.begin(
            Service.folder(),
            all -> {
              Service.put(all, SETTINGS + "audiences", "ledger");
              return Service.put(all, SETTINGS + "issuer-uri", issuer.issuer());
            })) {
      away(service.bearer(token).get("/v1/accounts"));
      assertThat(service.anonymous().get("/v1/accounts").status()).isEqualTo(401);
    }
  }

  private static void away(Reply reply) {
    Expect.refused(503, "unavailable", reply);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }
}
