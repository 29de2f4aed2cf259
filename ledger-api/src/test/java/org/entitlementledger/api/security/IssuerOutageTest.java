package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An issuer that is asked too often, hangs, goes away, comes back, or cannot serve at all. */
@ExtendWith(OutputCaptureExtension.class)
class IssuerOutageTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, Object> ANN = Map.of("sub", "ann", "roles", List.of("auditor"));

  private static Service with(String issuer) {
    return Service.begin(
        Service.folder(),
        all -> {
          String settings = "spring.security.oauth2.resourceserver.jwt.";
          Service.put(all, settings + "issuer-uri", issuer);
          Service.put(all, settings + "audiences", "ledger");
          return Service.put(all, "server.address", "127.0.0.1");
        });
  }

  private static Reply ask(Service service, String token) {
    return service.bearer(token).get("/v1/accounts");
  }

  private static int status(Service service, String path) {
    return service.anonymous().get(path).status();
  }

  /** What is wrong with the issuer, as health tells those who may read metrics. */
  private static String cause(Tokens issuer, Service service) {
    String monitor = issuer.signed(Map.of("sub", "m", "roles", List.of("monitor")));
    Reply health = service.bearer(monitor).get("/actuator/health");
    return health.json().at("/components/issuer/details/cause").asString();
  }

  @Test
  void outlivesItsIssuer() throws JOSEException {
    var issuer = new Tokens();
    try (issuer;
        Service service = with(issuer.issuer())) {
      await().atMost(SOON).until(() -> status(service, "/actuator/health") == 200);
      String known = issuer.signed(ANN);
      Expect.ok(ask(service, known));
      asksSeldomForUnknownKeys(issuer, service);
      issuer.hang();
      answersWhileTheIssuerHangs(issuer, service, known);
      issuer.close();
      await().atMost(SOON).until(() -> cause(issuer, service).contains("cannot be reached"));
      Expect.ok(ask(service, known));
      issuer.publish(Tokens.KEY, Tokens.NEW_KEY);
      issuer.comeBack();
      await().atMost(SOON).until(() -> status(service, "/actuator/health") == 200);
      await()
          .atMost(SOON)
          .until(() -> ask(service, issuer.signed(Tokens.NEW_KEY, ANN)).status() == 200);
    }
  }

  private static void asksSeldomForUnknownKeys(Tokens issuer, Service service)
      throws JOSEException {
    var key = new RSAKeyGenerator(2048).generate();
    int before = issuer.calls();
    for (int one = 0; one < 200; one++) {
      var unknown = new com.nimbusds.jose.jwk.RSAKey.Builder(key).keyID("k" + one).build();
      String token = issuer.signed(unknown, JWSAlgorithm.RS256, null, ANN);
      Expect.refused(401, "unauthenticated", ask(service, token));
    }
    assertThat(issuer.calls() - before).isLessThanOrEqualTo(20);
  }

  /** Each request would wait for the issuer, were its failure not remembered. */
  private static void answersWhileTheIssuerHangs(Tokens issuer, Service service, String known) {
    String unknown = issuer.signed(Tokens.NEW_KEY, ANN);
    await().atMost(SOON).until(() -> ask(service, unknown).status() == 503);
    int before = issuer.calls();
    for (int one = 0; one < 10; one++) {
      Reply reply = ask(service, unknown);
      Expect.refused(503, "unavailable", reply);
      assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
    assertThat(issuer.calls() - before).as("the service alone asks again").isLessThanOrEqualTo(2);
    Expect.ok(ask(service, known));
    assertThat(status(service, "/actuator/health")).isEqualTo(503);
    assertThat(cause(issuer, service)).isEqualTo(issuer.keys() + " does not answer in time");
    assertThat(status(service, "/actuator/health/readiness")).as("keys are held").isEqualTo(200);
  }

  @Test
  void saysAtItsStartThatTheIssuerHasAnotherName(CapturedOutput output) {
    try (var issuer = new Tokens();
        Service service = with(issuer.issuer() + "/")) {
      String cause = "the issuer calls itself \"" + issuer.issuer() + "\", not";
      await().atMost(SOON).until(() -> output.getAll().contains(cause));
      Reply health = service.anonymous().get("/actuator/health");
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.json().path("description").asString())
          .as("nobody can sign in to read more")
          .startsWith(cause);
      assertThat(status(service, "/actuator/health/readiness")).isEqualTo(503);
      Expect.refused(503, "unavailable", ask(service, issuer.signed(ANN)));
    }
  }
}
