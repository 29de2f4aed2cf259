package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other sites may do in a browser, and how much a caller may ask for. */
class CrossSiteRequestFilterTest {
  private static final String FRIEND = "https://desk.example.org";
  private static final String STRANGER = "https://evil.example.org";
  private static final Service CLOSED = Service.shared();
  private static Service open;

  @BeforeAll
  static void start() {
    open =
        Service.start(
            Service.folder(),
            all -> {
              Service.put(all, "ledger.security.cors-origins", FRIEND);
              Service.put(all, "ledger.security.requests-per-second", "20");
              return Service.put(all, "server.forward-headers-strategy", "framework");
            });
  }

  @AfterAll
  static void stop() {
    open.close();
  }

  private static Reply preflight(Client client, String origin) {
    return client.send(
        "OPTIONS",
        "/v1/accounts",
        null,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization,content-type,idempotency-key");
  }

  private static void allowsNothing(Reply reply) {
    assertThat(reply.headers().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @Test
  void answersNoPreflightUnlessOriginsAreSet() {
    Reply anonymous = preflight(CLOSED.anonymous(), FRIEND);
    Expect.refused(401, "unauthenticated", anonymous);
    allowsNothing(anonymous);
    Reply signedIn = preflight(CLOSED.as("operator"), FRIEND);
    Expect.refused(403, "forbidden", signedIn);
    allowsNothing(signedIn);
    Reply read = CLOSED.as("operator").get("/v1/accounts", "Origin", FRIEND);
    Expect.ok(read);
    allowsNothing(read);
  }

  @Test
  void letsNoPageOfAnotherSiteUseThePasswordThatTheBrowserKnows() {
    Client operator = CLOSED.as("operator");
    String own = "http://127.0.0.1:" + CLOSED.port();
    for (String[] headers :
        List.of(
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site", "Origin", own},
            new String[] {"Origin", STRANGER},
            new String[] {"Origin", "http://127.0.0.1:1"},
            new String[] {"Origin", "null"})) {
      Reply reply = operator.post("/v1/accounts?dryRun=true", "{\"name\":\"x\"}", headers);
      Expect.refused(403, "forbidden", reply);
      Reply anonymous = CLOSED.anonymous().post("/v1/accounts", "{\"name\":\"x\"}", headers);
      Expect.refused(401, "unauthenticated", anonymous);
    }
    for (String[] headers :
        List.of(
            new String[] {"Sec-Fetch-Site", "same-origin", "Origin", "https://behind.a.proxy"},
            new String[] {"Sec-Fetch-Site", "none"},
            new String[] {"Origin", own},
            new String[] {})) {
      Expect.created(operator.post("/v1/accounts?dryRun=true", "{\"name\":\"x\"}", headers));
    }
  }

  @Test
  void letsThePagesOfASetOriginIn() {
    Reply asked = preflight(open.anonymous(), FRIEND);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(asked.header("Access-Control-Allow-Headers")).containsIgnoringCase("idempotency");
    assertThat(asked.header("Access-Control-Allow-Credentials")).isNull();
    Reply done =
        open.as("operator")
            .post(
                "/v1/accounts",
                "{\"name\":\"x\"}",
                "Origin",
                FRIEND,
                "Sec-Fetch-Site",
                "cross-site");
    Expect.created(done);
    assertThat(done.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(done.header("Access-Control-Expose-Headers")).contains("Ledger-Position");
  }

  @Test
  void letsNoOtherPagesIn() {
    Reply asked = preflight(open.anonymous(), STRANGER);
    Expect.refused(403, "forbidden", asked);
    allowsNothing(asked);
    Client admin = open.as("admin");
    Reply read = admin.get("/v1/accounts", "Origin", STRANGER);
    Expect.ok(read);
    allowsNothing(read);
    Reply done = admin.post("/v1/accounts", "{\"name\":\"x\"}", "Origin", STRANGER);
    Expect.refused(403, "forbidden", done);
    allowsNothing(done);
  }

  @Test
  void comesOverHttpsAlwaysOnceItDid() {
    Reply reply = open.as("approver").get("/v1/accounts", "X-Forwarded-Proto", "https");
    assertThat(reply.header("Strict-Transport-Security")).contains("max-age=31536000");
  }

  private static Reply untilRefused(Client client, String path) {
    Reply reply = client.get(path);
    while (reply.status() == 200) {
      reply = client.get(path);
    }
    return reply;
  }

  @Test
  void holdsEachCallerToItsRate() {
    Client finance = open.as("finance");
    Reply reply = untilRefused(finance, "/v1/accounts");
    Expect.refused(429, "overloaded", reply);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    Expect.ok(open.as("auditor").get("/v1/accounts"));
    Client nobody = open.anonymous();
    Expect.refused(429, "overloaded", untilRefused(nobody, "/"));
    Expect.ok(nobody.get("/actuator/health"));
    Expect.ok(open.as("auditor").get("/v1/accounts"));
  }

  private static SecuritySettings settings(List<String> origins) {
    return new SecuritySettings("roles", "accounts", List.of(), 0, origins, Map.of(), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "https://*.example.org", "desk.example.org", "https://a/b", ""})
  void takesOriginsAlone(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(List.of(origin)))
        .withMessageContaining("cors-origins");
  }
}
