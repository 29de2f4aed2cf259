package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.util.Objects;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests (RFC 9110 section 13; API.md, "Conventions"). */
class ConditionalRequestsTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");
  private static final String ACCOUNT = "/v1/accounts/conditional";
  private static int names;

  @BeforeAll
  static void buy() {
    OPERATOR.buy("conditional", "advanced", "2025-06-01");
    OPERATOR.post(ACCOUNT + "/progress-calls", "{}");
  }

  private static String etag() {
    return Objects.requireNonNull(OPERATOR.get(ACCOUNT).header("ETag"));
  }

  private static Reply rename(String... headers) {
    return OPERATOR.put(ACCOUNT, "{\"name\":\"Name " + ++names + "\"}", headers);
  }

  /** The version stays what it is while the window, and with it the balance, changes. */
  @Test
  void aBalanceOfAnotherTimeIsNeverNotModified() {
    String calls = ACCOUNT + "/entitlements/progress-call";
    Reply june = OPERATOR.get(calls + "?asOf=2025-06-30");
    Reply july = OPERATOR.get(calls + "?asOf=2025-07-01", "If-None-Match", etag());
    assertThat(ok(june).path("available").intValue()).isEqualTo(3);
    assertThat(ok(july).path("available").intValue()).isEqualTo(4);
    assertThat(july.header("ETag")).isEqualTo(june.header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/entitlements",
        "/entitlements/progress-call",
        "/history",
        "/progress-calls",
        "/contracts/c1",
      })
  void everyReadIsAnsweredInFull(String path) {
    for (String tags : new String[] {etag(), "W/" + etag(), "\"x\", " + etag(), "*"}) {
      Reply reply = OPERATOR.get(ACCOUNT + path, "If-None-Match", tags);
      assertThat(reply.status()).as(tags).isEqualTo(200);
      assertThat(reply.body()).startsWith("{");
    }
    Reply since =
        OPERATOR.get(ACCOUNT + path, "If-Modified-Since", "Fri, 31 Dec 9999 23:59:59 GMT");
    assertThat(since.status()).isEqualTo(200);
  }

  @Test
  void filesOfThePageAreAnsweredInFull() {
    String page = "/swagger-ui/swagger-ui.css";
    Reply first = SERVICE.anonymous().get(page);
    String modified = Objects.requireNonNull(first.header("Last-Modified"));
    Reply again = SERVICE.anonymous().get(page, "If-Modified-Since", modified);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void aCommandIsDoneWhereAnyTagOfItsListMatches() {
    ok(rename("If-Match", "*"));
    ok(rename("If-Match", " * "));
    ok(rename("If-Match", etag()));
    ok(rename("If-Match", "\"999\"," + etag()));
    ok(rename("If-Match", etag() + " ,, \"a,b\" , \"\","));
    ok(rename("If-Match", "W/\"1\", " + etag()));
    ok(rename("If-Match", "\"999\"", "If-Match", etag()));
  }

  @Test
  void aCommandIsRefusedWhereNoTagMatches() {
    for (String tags :
        new String[] {
          "\"999\"",
          "\"998\", \"999\"",
          "\"abc\"",
          "\"\"",
          "\"99999999999999999999\"",
          "W/" + etag(),
          "W/" + etag() + ", W/\"1\"",
          "\"0" + etag().substring(1)
        }) {
      Reply reply = rename("If-Match", tags);
      assertThat(reply.status()).as(tags).isEqualTo(412);
      refused(412, "version-conflict", reply);
      assertThat(reply.json().path("version").isIntegralNumber()).isTrue();
    }
  }

  @Test
  void anythingMatchesOnlyWhatIsThere() {
    Reply reply = OPERATOR.put("/v1/accounts/nobody", "{\"name\":\"x\"}", "If-Match", "*");
    refused(404, "not-found", reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "7",
        "\"7",
        "7\"",
        "w/\"7\"",
        "W/7",
        "W/ \"7\"",
        "\"1\" \"2\"",
        "*, \"1\"",
        "*,*",
        "\"a b\"",
      })
  void whatIsNoTagIsNotWellFormed(String tags) {
    invalid("If-Match", rename("If-Match", tags));
  }
}
