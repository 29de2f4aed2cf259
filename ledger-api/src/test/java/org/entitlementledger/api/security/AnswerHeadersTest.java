package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** What browsers are told of every answer. */
class AnswerHeadersTest {
  private static final Service SERVICE = Service.shared();

  private static void isClosed(String what, Reply reply) {
    assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(reply.header("X-Frame-Options")).as(what).isEqualTo("DENY");
    assertThat(reply.header("Referrer-Policy")).as(what).isEqualTo("no-referrer");
    assertThat(reply.header("Cache-Control")).as(what).contains("no-store");
    assertThat(reply.header("Content-Security-Policy"))
        .as(what)
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(reply.header("Strict-Transport-Security")).as(what).isNull();
    assertThat(reply.header("Server")).as(what).isNull();
    assertThat(reply.header("X-Powered-By")).as(what).isNull();
    assertThat(reply.header("Set-Cookie")).as(what).isNull();
  }

  @Test
  void closesEveryAnswer() {
    Client operator = SERVICE.as("operator");
    for (Client client : List.of(operator, SERVICE.anonymous(), SERVICE.as("customer"))) {
      for (String path :
          List.of(
              "/v1/accounts",
              "/v1/accounts/none",
              "/v1/accounts?x=1",
              "/v1/audit/events",
              "/nowhere",
              "/error",
              "/actuator/health",
              "/v3/api-docs",
              "/swagger-ui/index.html",
              "/swagger-ui.html")) {
        isClosed(path, client.get(path));
      }
    }
    isClosed("a body", operator.post("/v1/accounts", "[[["));
    isClosed("a method", operator.send("PATCH", "/v1/accounts", null));
  }

  @Test
  void doesNotHaveTypesGuessedBeforeSecurityIsReached() {
    for (String path : List.of("/v1//accounts", "/v1/accounts/a;b", "/v1/accounts/%2F")) {
      Reply reply = SERVICE.as("operator").get(path);
      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(reply.header("Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(reply.header("Server")).as(path).isNull();
    }
  }

  @Test
  void letsThePageToTryItRunItsOwnScriptsAlone() {
    Reply page = SERVICE.anonymous().get("/swagger-ui/index.html");
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';", "connect-src 'self'");
    assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("http:");
    assertThat(SERVICE.as("admin").get("/v1/accounts").header("Content-Security-Policy"))
        .doesNotContain("'self'");
  }

  @Test
  void repeatsNoRequest() {
    Reply reply = SERVICE.as("admin").send("TRACE", "/v1/accounts", null, "X-Mine", "repeat-me");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.body()).doesNotContain("repeat-me");
  }
}
