package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** An address that sends wrong tokens without end. */
class TokenRateLimitTest {
  private static final Map<String, Object> ANN = Map.of("sub", "ann", "roles", List.of("auditor"));

  @Test
  void limitsAnAddressBeforeItsTokensAreDecoded() {
    try (var issuer = new Tokens();
        Service service =
            Service.start(
                Service.folder(),
                all -> {
                  String settings = "spring.security.oauth2.resourceserver.jwt.";
                  Service.put(all, settings + "issuer-uri", issuer.issuer());
                  Service.put(all, settings + "audiences", "ledger");
                  Service.put(all, "ledger.security.requests-per-second", "3");
                  return Service.put(all, "server.address", "127.0.0.1");
                })) {
      String right = issuer.signed(ANN);
      Expect.ok(service.bearer(right).get("/v1/accounts"));
      long decodedBefore = refusedTokens(service);
      String wrong = issuer.signed(Tokens.OTHER_KEY, ANN);
      List<Integer> answers =
          IntStream.range(0, 100)
              .mapToObj(one -> service.bearer(wrong).get("/v1/accounts").status())
              .toList();
      assertThat(answers).contains(429).containsOnly(401, 429);
      assertThat(refusedTokens(service) - decodedBefore)
          .as("tokens that were decoded")
          .isEqualTo(answers.stream().filter(status -> status == 401).count());
      Expect.ok(service.bearer(right).get("/v1/accounts"));
    }
  }

  private static long refusedTokens(Service service) {
    return Math.round(
        service
            .bean(MeterRegistry.class)
            .get("ledger.signin.failures")
            .tag("cause", "token")
            .counter()
            .count());
  }
}
