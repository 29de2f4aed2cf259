package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A balance of more sources than an answer shows; now is {@link Units#NOW}. */
class ManySourcesHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");
  private static final String ACCOUNT = "/v1/accounts/sources-many";
  private static final String SEATS = ACCOUNT + "/entitlements/seats";
  private static final int SHOWN = 100;

  /** Ended, one a minute: the last one recorded ended first. */
  private static final int ENDED = 120;

  /** What has something left, in the order of draws: by priority, end, promotion and start. */
  private static final List<String> LEFT =
      List.of(
          "first", "held", "soon", "promotional", "paid", "c1/2025-05-20T00:00:00Z", "outlives");

  /** 7 sources with something left and 121 without: one that was used up, and those that ended. */
  private static final int ALL = LEFT.size() + 1 + ENDED;

  @BeforeAll
  static void fill() {
    OPERATOR.buy("sources-many", "small", "2025-05-20");
    var lines = new StringBuilder();
    add(lines, "used-up", "'priority':0,'expiresAt':'2026-05-01'");
    line(lines, "record-usage", "'entitlement':'seats','quantity':1");
    add(lines, "held", "'priority':0,'expiresAt':'2026-01-01'");
    line(lines, "place-hold", "'holdId':'h1','entitlement':'seats','quantity':1");
    add(lines, "outlives", "'expiresAt':'2026-12-31'");
    add(lines, "paid", "'priority':40,'expiresAt':'2026-02-01'");
    add(lines, "promotional", "'priority':40,'expiresAt':'2026-02-01','promotional':true");
    add(lines, "soon", "'priority':40,'expiresAt':'2026-01-01'");
    add(lines, "first", "'priority':0,'expiresAt':'2025-12-31'");
    for (int i = 0; i < ENDED; i++) {
      add(
          lines,
          "ended-" + i,
          "'validFrom':'2025-05-25','expiresAt':'2025-06-10T%02d:%02d:00Z'"
              .formatted(20 - i / 60, 59 - i % 60));
    }
    Reply reply =
        OPERATOR.post("/v1/batches", lines.toString(), "Content-Type", "application/x-ndjson");
    assertThat(reply.results())
        .allSatisfy(one -> assertThat(one.path("status").intValue()).isEqualTo(201));
  }

  private static void add(StringBuilder lines, String grantId, String more) {
    line(
        lines,
        "grant-top-up",
        "'grantId':'%s','entitlement':'seats','quantity':1,'orderReference':'o',%s"
            .formatted(grantId, more));
  }

  private static void line(StringBuilder lines, String command, String fields) {
    String line = "{'command':'%s','accountId':'sources-many',%s}".formatted(command, fields);
    lines.append(line.replace('\'', '"')).append('\n');
  }

  private static List<String> ids(JsonNode sources) {
    return sources.valueStream().map(one -> one.path("source").path("id").asString()).toList();
  }

  /** All pages, one after the other. */
  private static List<JsonNode> pages(String path) {
    var all = new ArrayList<JsonNode>();
    String after = "";
    do {
      JsonNode page = ok(OPERATOR.get(path + after));
      page.path("items").forEach(all::add);
      after = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    return all;
  }

  private static void isBounded(JsonNode balance) {
    assertThat(balance.path("sources").size()).isEqualTo(SHOWN);
    assertThat(balance.path("moreSources").intValue())
        .isEqualTo(balance.path("granted").intValue() - 4 - SHOWN);
  }

  @Test
  void showsWhatIsLeftInTheOrderOfDrawsAndThenTheLatestThatEnded() {
    JsonNode seats = ok(OPERATOR.get(SEATS));
    assertThat(figures(seats))
        .isEqualTo("available 10 consumed 1 granted 132 held 1 lapsed 120 remaining 11");
    isBounded(seats);
    List<String> ids = ids(seats.path("sources"));
    assertThat(ids.subList(0, LEFT.size())).isEqualTo(LEFT);
    assertThat(ids.get(LEFT.size())).isEqualTo("used-up");
    assertThat(ids.subList(LEFT.size() + 1, SHOWN))
        .startsWith("ended-0", "ended-1", "ended-2")
        .endsWith("ended-91");
  }

  @Test
  void isBoundedInEveryAnswerThatShowsABalance() {
    JsonNode all = ok(OPERATOR.get(ACCOUNT + "/entitlements"));
    isBounded(seats(all.path("entitlements")));
    JsonNode history = ok(OPERATOR.get(ACCOUNT + "/history?limit=1"));
    isBounded(seats(history.path("entitlements")));
    isBounded(ok(OPERATOR.get(SEATS + "/explanation?limit=1")).path("balance"));
    String grant =
        "{\"grantId\":\"x\",\"entitlement\":\"seats\",\"quantity\":1,\"orderReference\":\"o\"}";
    isBounded(created(OPERATOR.post(ACCOUNT + "/grants?dryRun=true", grant)).path("balance"));
    JsonNode difference =
        ok(OPERATOR.get(ACCOUNT + "/history/difference?limit=1&otherAsOf=2025-06-11"));
    JsonNode seats = difference.path("entitlements").valueStream().toList().getFirst();
    isBounded(seats.path("one"));
    assertThat(seats.path("other").path("sources").size()).isEqualTo(SHOWN);
    JsonNode few = ok(OPERATOR.get(ACCOUNT + "/entitlements/tokens"));
    assertThat(few.path("sources").size()).isEqualTo(1);
    assertThat(few.has("moreSources")).isFalse();
  }

  private static JsonNode seats(JsonNode entitlements) {
    return entitlements
        .valueStream()
        .filter(one -> one.path("entitlement").asString().equals("seats"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givesAllSourcesInPages() {
    List<JsonNode> all = pages(SEATS + "/sources?limit=50");
    assertThat(all).hasSize(ALL);
    assertThat(all.subList(0, SHOWN))
        .isEqualTo(ok(OPERATOR.get(SEATS)).path("sources").valueStream().toList());
    assertThat(all.getLast().path("source").path("id").asString()).isEqualTo("ended-119");
    assertThat(pages(SEATS + "/sources?limit=1000")).isEqualTo(all);
    List<JsonNode> before = pages(SEATS + "/sources?limit=50&asOf=2025-06-09");
    assertThat(before).hasSize(1 + ENDED);
    assertThat(before).allSatisfy(one -> assertThat(one.path("available").intValue()).isPositive());
    assertThat(before.getFirst().path("source").path("id").asString()).isEqualTo("ended-119");
    assertThat(pages(SEATS + "/sources?limit=2&recordedAsOf=2025-06-15T12:00:00Z")).hasSize(ALL);
  }

  @Test
  void aPageShowsTheStateOfTheFirstOne() {
    OPERATOR.buy("sources-moving", "small", "2025-06-01");
    String account = "/v1/accounts/sources-moving";
    String grant =
        "{\"grantId\":\"%s\",\"entitlement\":\"seats\",\"quantity\":1,\"orderReference\":\"o\"}";
    for (String id : List.of("a", "b", "c")) {
      created(OPERATOR.post(account + "/grants", grant.formatted(id)));
    }
    String path = account + "/entitlements/seats/sources?limit=2";
    JsonNode first = ok(OPERATOR.get(path));
    assertThat(ids(first.path("items"))).containsExactly("c1/2025-06-01T00:00:00Z", "a");
    created(OPERATOR.post(account + "/grants/a/revocation", "{\"reason\":\"error\"}"));
    created(OPERATOR.post(account + "/grants", grant.formatted("d")));
    JsonNode second = ok(OPERATOR.get(path + "&after=" + first.path("next").asString()));
    assertThat(ids(second.path("items"))).containsExactly("b", "c");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void refusesWhatIsNoListOfSources() {
    String path = SEATS + "/sources";
    invalid("after", OPERATOR.get(path + "?after=x"));
    String next = ok(OPERATOR.get(path + "?limit=1")).path("next").asString();
    invalid("after", OPERATOR.get(path + "?asOf=2025-06-01&after=" + next));
    invalid("after", OPERATOR.get(path + "?recordedAsOf=2025-06-01&after=" + next));
    invalid("recordedAsOf", OPERATOR.get(path + "?recordedAsOf=2025-06-17"));
    invalid("limit", OPERATOR.get(path + "?limit=0"));
    refused(404, "not-found", OPERATOR.get(ACCOUNT + "/entitlements/nothing/sources"));
    refused(404, "not-found", OPERATOR.get(path + "?asOf=2025-01-01"));
    refused(404, "not-found", OPERATOR.get("/v1/accounts/no/entitlements/seats/sources"));
  }
}
