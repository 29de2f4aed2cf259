package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which kinds of tokens are taken from an issuer whose keys change, and what the others are told.
 */
class TokenKindsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final EdwardsKey EDWARDS = new EdwardsKey("edwards");
  private static final Map<String, Object> ANN = Map.of("sub", "ann", "roles", List.of("auditor"));

  private static Tokens issuer;
  private static Service service;

  @BeforeAll
  static void start() {
    issuer = new Tokens();
    String settings = "spring.security.oauth2.resourceserver.jwt.";
    service =
        Service.start(
            Service.folder(),
            all -> {
              Service.put(all, settings + "jwk-set-uri", issuer.keys());
              Service.put(all, settings + "issuer-uri", issuer.issuer());
              Service.put(all, settings + "audiences", "ledger");
              return Service.put(all, "server.address", "127.0.0.1");
            });
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  private static Reply ask(String token) {
    return service.bearer(token).get("/v1/accounts");
  }

  private static String typed(String type) {
    return issuer.signed(Tokens.KEY, JWSAlgorithm.RS256, type, ANN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "JWT"})
  void takesAccessTokensByTheirType(String type) {
    Expect.ok(ask(typed(type)));
  }

  private static ECKey curve(Curve curve) throws JOSEException {
    return new ECKeyGenerator(curve).keyID(curve.getName()).generate();
  }

  /** The issuer signs with one key after another; the service runs on. */
  @Test
  void followsTheIssuerToOtherAlgorithms() throws JOSEException {
    ECKey p256 = curve(Curve.P_256);
    ECKey p384 = curve(Curve.P_384);
    ECKey p521 = curve(Curve.P_521);
    RSAKey any = new RSAKeyGenerator(2048).keyID("any").generate();
    RSAKey pss = new RSAKeyGenerator(2048).keyID("pss").algorithm(JWSAlgorithm.PS256).generate();
    var shared =
        new OctetSequenceKeyGenerator(256).keyID("shared").algorithm(JWSAlgorithm.HS256).generate();
    Expect.ok(ask(issuer.signed(ANN)));
    issuer.publish(Tokens.KEY, p256, p384, p521, any, pss, shared, EDWARDS.published());

    var right = new ArrayList<String>();
    right.add(issuer.signed(p256, JWSAlgorithm.ES256, null, ANN));
    right.add(issuer.signed(p384, JWSAlgorithm.ES384, null, ANN));
    right.add(issuer.signed(p521, JWSAlgorithm.ES512, null, ANN));
    for (JWSAlgorithm algorithm : JWSAlgorithm.Family.RSA) {
      right.add(issuer.signed(any, algorithm, "at+jwt", ANN));
    }
    right.add(issuer.signed(pss, JWSAlgorithm.PS256, null, ANN));
    right.add(EDWARDS.signed(JWSAlgorithm.EdDSA, issuer.claims(ANN)));
    right.add(EDWARDS.signed(JWSAlgorithm.Ed25519, issuer.claims(ANN)));
    // the issuer may have been asked for other tests' unknown keys just before
    await().atMost(SOON).until(() -> ask(right.getFirst()).status() == 200);
    right.forEach(token -> Expect.ok(ask(token)));

    String algorithm = "the signature algorithm of the token is not accepted";
    refused(algorithm, issuer.signed(pss, JWSAlgorithm.RS256, null, ANN));
    refused(algorithm, issuer.signed(shared, JWSAlgorithm.HS256, null, ANN));
    refused(algorithm, new PlainJWT(issuer.claims(ANN)).serialize());
    for (String token : right) {
      refused("the signature of the token is wrong", altered(token));
    }
  }

  /** The same signature under other claims. */
  private static String altered(String token) {
    String[] parts = token.split("\\.", -1);
    String[] others = issuer.signed(with("extra", "x")).split("\\.", -1);
    return parts[0] + "." + others[1] + "." + parts[2];
  }

  private static Map<String, Object> with(String claim, Object value) {
    var claims = new HashMap<String, Object>(ANN);
    claims.put(claim, value);
    return claims;
  }

  private static void refused(String description, String token) {
    Reply reply = ask(token);
    assertThat(Expect.refused(401, "unauthenticated", reply).path("detail").asString())
        .isEqualTo(description);
    assertThat(reply.header("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"invalid_token\", error_description=\"" + description + "\"");
  }

  @Test
  void saysWhyATokenIsRefused() {
    refused("the token has expired", issuer.signed(with("exp", Tokens.LONG_AGO)));
    refused("the token is not valid yet", issuer.signed(with("nbf", Tokens.FAR_AHEAD)));
    refused("the token is for another audience", issuer.signed(with("aud", "elsewhere")));
    refused("the token is from another issuer", issuer.signed(with("iss", "http://other.example")));
    refused("the token has no valid sub", issuer.signed(with("sub", " ")));
    refused("the token is of a type that is not accepted", typed("dpop+jwt"));
    refused("the token is bound to a key", issuer.signed(with("cnf", Map.of("jkt", "abc"))));
    refused("the signature of the token is wrong", issuer.signed(Tokens.OTHER_KEY, ANN));
    refused(
        "the token is signed with a key that the issuer does not publish",
        issuer.signed(Tokens.NEW_KEY, ANN));
    refused("the token is malformed", "nonsense");
    refused("the token is malformed", "a.b.c");
    var endless = with("exp", Tokens.FAR_AHEAD);
    endless.put("exp", null);
    refused("the token has no exp", issuer.signed(endless));
    assertThat(service.anonymous().get("/v1/accounts").header("WWW-Authenticate"))
        .isEqualTo("Bearer");
  }

  @Test
  void writesWhatATokenClaimedToTheLogAndNotTheToken() throws JOSEException {
    JWK forged =
        new RSAKeyGenerator(2048)
            .keyID("k\r\n2026 INFO forged \u202e" + "x".repeat(500))
            .generate();
    var claims = with("iss", "http://evil.example\nroot signed in");
    claims.put("aud", List.of("a\tb", "c"));
    claims.put("exp", Date.from(Instant.parse("2031-02-03T04:05:06Z")));
    String token = issuer.signed(forged, JWSAlgorithm.RS256, null, claims);
    try (var log = new Captured()) {
      refused("the token is signed with a key that the issuer does not publish", token);
      var lines =
          log.of(AuthenticationLog.class, "unknown").stream()
              .filter(line -> line.getFormattedMessage().contains("evil"))
              .toList();
      assertThat(lines).hasSize(1);
      String line = lines.getFirst().getFormattedMessage();
      assertThat(line)
          .contains(
              "the token is signed with a key that the issuer does not publish",
              "kid=k??2026 INFO forged ?xxx",
              "iss=http://evil.example?root signed in",
              "aud=a?b c",
              "exp=2031-02-03T04:05:06Z")
          .doesNotContain("\n", "\r", "\t", "\u202e", "x".repeat(200));
      for (String part : token.split("\\.", -1)) {
        assertThat(line).doesNotContain(part);
      }
      assertThat(Captured.facts(lines.getFirst()))
          .containsEntry("cause", "token")
          .containsEntry("fault", "unknown-key")
          .containsEntry("iss", "http://evil.example?root signed in");
    }
  }
}
