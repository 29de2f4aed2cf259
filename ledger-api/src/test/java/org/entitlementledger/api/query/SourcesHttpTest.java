package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.ok;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is left, with all that it comes from, over HTTP; now is {@link Units#NOW}. */
class SourcesHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");

  private static Reply post(String path, String json) {
    return OPERATOR.post("/v1/accounts/" + path, json);
  }

  private static JsonNode left(String accountId, String key, String query) {
    return ok(OPERATOR.get("/v1/accounts/" + accountId + "/entitlements/" + key + query));
  }

  private static JsonNode of(JsonNode balance, String kind) {
    return balance
        .path("sources")
        .valueStream()
        .filter(source -> source.path("source").path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + balance));
  }

  private static String line(JsonNode source) {
    var line = new ArrayList<String>();
    for (String name :
        List.of(
            "priority",
            "promotional",
            "starts",
            "ends",
            "originally",
            "granted",
            "consumed",
            "held",
            "lapsed",
            "available")) {
      line.add(source.path(name).asString());
    }
    return String.join(" ", line);
  }

  /**
   * A contract from 2025-05-20: 90 of 100 calls used in May, 10 roll on; in June a promotional
   * grant of 5, a hold of 7, an adjustment of 3, and 130 used.
   */
  private static void story(String accountId) {
    OPERATOR.buy(accountId, "small", "2025-05-20");
    use(accountId, "calls", "90", "2025-05-25");
    created(
        post(
            accountId + "/grants",
            """
            {"grantId":"g1","entitlement":"calls","quantity":5,"orderReference":"PO-1",
             "validFrom":"2025-06-02","priority":1,"promotional":true}
            """));
    created(
        post(
            accountId + "/holds",
            """
            {"holdId":"h1","entitlement":"calls","quantity":7,"occurredAt":"2025-06-03T00:00:00Z",
             "expiresAt":"2025-06-20"}
            """));
    created(
        post(
            accountId + "/adjustments",
            """
            {"adjustmentId":"a1","entitlement":"calls","quantity":3,"reason":"our fault",
             "validFrom":"2025-06-04","expiresAt":"2025-07-15"}
            """));
    created(
        Units.service()
            .as("approver")
            .post("/v1/accounts/" + accountId + "/adjustments/a1/approval", "{}"));
    use(accountId, "calls", "130", "2025-06-05");
  }

  private static void use(String accountId, String key, String quantity, String day) {
    created(
        post(
            accountId + "/usage",
            "{\"entitlement\":\"%s\",\"quantity\":%s,\"occurredAt\":\"%s\"}"
                .formatted(key, quantity, day)));
  }

  @Test
  void showsEverySourceOfTheWindow() {
    story("sources");
    JsonNode june = left("sources", "calls", "");
    assertThat(figures(june))
        .isEqualTo("adjusted 3 consumed 130 granted 115 held 7 overage 19 remaining 7");
    assertThat(june.path("entitlement").asString()).isEqualTo("calls");
    assertThat(june.path("kind").asString()).isEqualTo("units");
    assertThat(june.path("period").asString()).isEqualTo("calendar-month");
    assertThat(june.path("unlimited").booleanValue()).isFalse();
    assertThat(june.path("window").toString())
        .isEqualTo("{\"start\":\"2025-06-01T00:00:00Z\",\"end\":\"2025-07-01T00:00:00Z\"}");
    assertThat(june.has("inForce")).isFalse();
    assertThat(june.path("thresholds").toString()).isEqualTo("[80,100]");
    assertThat(june.path("sources").size()).isEqualTo(4);
    assertThat(of(june, "rollover").path("source").path("id").asString())
        .isEqualTo("c1/2025-06-01T00:00:00Z");
    assertThat(line(of(june, "rollover")))
        .isEqualTo("50 false 2025-06-01T00:00:00Z 2025-07-01T00:00:00Z 10 10 8 2 0 0");
    assertThat(line(of(june, "allowance")))
        .isEqualTo("50 false 2025-06-01T00:00:00Z 2025-07-01T00:00:00Z 100 100 100 0 0 0");
    assertThat(of(june, "grant").path("source").path("id").asString()).isEqualTo("g1");
    assertThat(line(of(june, "grant")))
        .isEqualTo("1 true 2025-06-02T00:00:00Z 2026-05-20T00:00:00Z 5 5 0 5 0 0");
    assertThat(of(june, "adjustment").path("source").path("id").asString()).isEqualTo("a1");
    assertThat(line(of(june, "adjustment")))
        .isEqualTo("50 false 2025-06-04T00:00:00Z 2025-07-15T00:00:00Z 3 3 3 0 0 0");
    JsonNode all = ok(OPERATOR.get("/v1/accounts/sources/entitlements"));
    assertThat(all.path("entitlements").valueStream())
        .anySatisfy(one -> assertThat(one.path("sources")).isEqualTo(june.path("sources")));
  }

  @Test
  void showsOnlyWhatHadBegunByTheTimeThatIsAskedFor() {
    story("earlier");
    JsonNode may = left("earlier", "calls", "?asOf=2025-05-31");
    assertThat(figures(may)).isEqualTo("available 10 consumed 90 granted 100 remaining 10");
    assertThat(may.path("inForce").toString())
        .isEqualTo("{\"start\":\"2025-05-20T00:00:00Z\",\"end\":\"2025-06-01T00:00:00Z\"}");
    assertThat(may.path("window").path("start").asString()).isEqualTo("2025-05-01T00:00:00Z");
    assertThat(may.path("thresholds").toString()).isEqualTo("[80]");
    assertThat(may.path("sources").size()).isEqualTo(1);

    JsonNode held = left("earlier", "calls", "?asOf=2025-06-03T00:00:00Z");
    assertThat(figures(held)).isEqualTo("available 108 granted 115 held 7 remaining 115");
    assertThat(held.path("sources").size()).isEqualTo(3);
    assertThat(held.path("thresholds").toString()).isEqualTo("[]");

    // the hold is over on 2025-06-20: what it kept of the rollover and the grant is free again
    JsonNode after = left("earlier", "calls", "?asOf=2025-06-20T00:00:00Z");
    assertThat(figures(after))
        .isEqualTo("adjusted 3 available 7 consumed 130 granted 115 overage 19 remaining 7");
    JsonNode july = left("earlier", "calls", "?asOf=2025-07-01T00:00:00Z");
    assertThat(of(july, "grant").path("available").intValue()).isEqualTo(5);
    assertThat(july.path("sources").size()).isEqualTo(3);
  }

  /** The answer of a late command shows its window as it ended. */
  @Test
  void whatRolledOnIsNotAvailableInTheEndedWindow() {
    OPERATOR.buy("rolled", "small", "2025-05-20");
    JsonNode balance =
        created(
                post(
                    "rolled/usage",
                    "{\"entitlement\":\"calls\",\"quantity\":75,\"occurredAt\":\"2025-05-25\"}"))
            .path("balance");
    assertThat(figures(balance)).isEqualTo("consumed 75 granted 100 lapsed 5 rolledOver 20");
    assertThat(of(balance, "allowance").path("rolledOver").intValue()).isEqualTo(20);
    JsonNode june = left("rolled", "calls", "");
    assertThat(june.has("rolledOver")).isFalse();
    assertThat(of(june, "rollover").path("available").intValue()).isEqualTo(20);
  }

  @Test
  void aGrantEntersTheNextWindowWithWhatWasLeftOfIt() {
    OPERATOR.buy("outlive", "small", "2025-05-20");
    created(
        post(
            "outlive/grants",
            """
            {"grantId":"g1","entitlement":"hours","quantity":4,"orderReference":"PO-1",
             "validFrom":"2025-05-20","expiresAt":"2025-06-10"}
            """));
    use("outlive", "hours", "12.5", "2025-05-25");
    assertThat(line(of(left("outlive", "hours", "?asOf=2025-05-31"), "grant")))
        .isEqualTo("50 false 2025-05-20T00:00:00Z 2025-06-10T00:00:00Z 4 4 2.5 0 0 1.5");
    assertThat(line(of(left("outlive", "hours", "?asOf=2025-06-01"), "grant")))
        .isEqualTo("50 false 2025-05-20T00:00:00Z 2025-06-10T00:00:00Z 4 1.5 0 0 0 1.5");
    JsonNode now = left("outlive", "hours", "");
    assertThat(line(of(now, "grant")))
        .isEqualTo("50 false 2025-05-20T00:00:00Z 2025-06-10T00:00:00Z 4 1.5 0 0 1.5 0");
    assertThat(figures(now)).isEqualTo("available 10 granted 11.5 lapsed 1.5 remaining 10");
  }
}
