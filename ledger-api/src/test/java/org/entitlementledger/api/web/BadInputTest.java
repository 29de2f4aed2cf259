package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, each gets its problem and changes nothing. */
class BadInputTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");
  private static final Pattern LEAK =
      Pattern.compile(
          "Exception|\\bjava\\.|\\borg\\.|\\btools\\.|\\bcom\\.|\\.java:|\\bat [a-z]+\\.|select"
              + " |insert |from log",
          Pattern.CASE_INSENSITIVE);

  private static long before;

  @BeforeAll
  static void buy() {
    OPERATOR.buy("bad", "advanced", "2025-06-01");
    before = events();
  }

  @AfterAll
  static void nothingHasChanged() {
    assertThat(events()).isEqualTo(before);
  }

  private static long events() {
    return SERVICE.as("auditor").get("/v1/audit/events?account=bad").json().path("items").size();
  }

  /** No stack trace, class name or SQL ever leaves the service. */
  static void leaksNothing(Reply reply) {
    assertThat(LEAK.matcher(reply.body()).find()).as(reply.body()).isFalse();
  }

  private static void refused(Reply reply, int status, String problem, String field) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.problem()).isEqualTo(problem);
    if (!field.isEmpty()) {
      assertThat(reply.json().path("field").asString()).isEqualTo(field);
    }
    leaksNothing(reply);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          contracts | {"tier":"gold","startsOn":"2026-06-01","termMonths":12}           | tier
          contracts | {"tier":"advanced","startsOn":"2026-02-30","termMonths":12}       | startsOn
          contracts | {"tier":"advanced","startsOn":"2026-06-01","termMonths":0}        | termMonths
          contracts | {"tier":"advanced","startsOn":"2026-06-01","termMonths":1201}     | termMonths
          contracts | {"tier":"advanced","startsOn":"2026-06-01","termMonths":"12"}     | termMonths
          contracts | {"tier":"advanced","startsOn":"2026-06-01"}                       | until
          contracts | {"tier":"advanced","startsOn":"2026-06-01","until":"2026-06-01"}  | until
          contracts | {"tier":"advanced","startsOn":"2026-06-01","until":"2127-06-01"}  | until
          contracts | {"tier":"advanced","startsOn":"2024-01-01","termMonths":12}       | startsOn
          contracts | {"tier":"advanced","startsOn":20260601,"termMonths":12}           | startsOn
          vouchers  | {"quantity":0}                       | quantity
          vouchers  | {"quantity":-1}                      | quantity
          vouchers  | {"quantity":1.5}                     | quantity
          vouchers  | {"quantity":100000000000000000000}   | quantity
          vouchers  | {"quantity":1001}                    | quantity
          vouchers  | {"quantity":"1"}                     | quantity
          vouchers  | {"quantity":1e400}                   | quantity
          vouchers  | {"quantity":1e999999999}             | quantity
          vouchers  | {"quantity":2,"codes":["a","a"]}     | codes
          vouchers  | {"quantity":1,"codes":["a/b"]}       | codes
          vouchers  | {"quantity":1,"codes":["😀"]}        | codes
          vouchers  | {"quantity":1,"unknown":true}        | unknown
          vouchers  | {"quantity":1,"accountId":"bad"}     | accountId
          vouchers  | {}                                   | quantity
          vouchers  | quantity                             | body
          vouchers  | []                                   | body
          vouchers  | "x"                                  | body
          vouchers  | {"quantity":1}{"quantity":1}         | body
          progress-calls | {"durationMinutes":0}           | durationMinutes
          progress-calls | {"durationMinutes":99999999999} | durationMinutes
          progress-calls | {"attendees":{"id":"x"}}        | attendees
          progress-calls | {"attendees":[{"name":"x"}]}    | attendees[0].id
          progress-calls | {"callId":"a/b"}                | callId
          progress-calls | {"callId":""}                   | callId
          progress-calls | {"callId":".a"}                 | callId
          progress-calls | {"occurredAt":"2025-02-30"}     | occurredAt
          progress-calls | {"occurredAt":"10:00"}          | occurredAt
          progress-calls | {"summary":"a\\u0007"}          | summary
          progress-calls | {"summary":"a\\ud83d"}          | summary
          accelerators   | {"theme":"","goal":"x"}         | theme
          accelerators   | {"theme":"x"}                   | goal
          """)
  void refusesFields(String collection, String body, String field) {
    Reply reply = OPERATOR.post("/v1/accounts/bad/" + collection, body);
    refused(reply, 400, "validation", field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Olympus", "UTC+25", "", "Z'; drop table log; --", "europe/berlin"})
  void refusesZones(String zone) {
    refused(
        OPERATOR.post("/v1/accounts", "{\"name\":\"x\",\"timeZone\":\"" + zone + "\"}"),
        400,
        "validation",
        "timeZone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%F0%9F%98%80", "-a", ".a", "a%3Fb", "a%22b", "a%C3%A4", "a'--"})
  void refusesIdsInPaths(String id) {
    refused(OPERATOR.get("/v1/accounts/" + id), 400, "validation", "accountId");
    refused(OPERATOR.post("/v1/accounts/" + id + "/vouchers", "{}"), 400, "validation", "");
    refused(OPERATOR.get("/v1/accounts/bad/vouchers/" + id), 400, "validation", "code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a%2Fb", "a%5Cb", "a;b=c", "%00", "a%0Ab", "%2e%2e", "a//b", "a%25b", "%7F"})
  void refusesPathsThatAreNone(String path) {
    refused(OPERATOR.get("/v1/accounts/" + path), 400, "validation", "");
    refused(OPERATOR.put("/v1/accounts/" + path, "{\"name\":\"x\"}"), 400, "validation", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 10_000, 200_000})
  void refusesLongIds(int length) {
    String id = "x".repeat(length);
    if (length < 16_384) {
      refused(OPERATOR.get("/v1/accounts/" + id), 400, "validation", "");
    }
    refused(
        OPERATOR.post("/v1/accounts", "{\"name\":\"x\",\"accountId\":\"" + id + "\"}"),
        400,
        "validation",
        "accountId");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/accounts?limit=0, limit",
    "/v1/accounts?limit=1001, limit",
    "/v1/accounts?limit=ten, limit",
    "/v1/accounts?limit=, limit",
    "/v1/accounts?limit=1&limit=1, limit",
    "/v1/accounts?after=nonsense, after",
    "/v1/accounts?Limit=1, Limit",
    "/v1/accounts?after=%00, query",
    "/v1/accounts/bad?dryRun=true, dryRun",
    "/v1/accounts/bad/entitlements?asOf=2025-02-30, asOf",
    "/v1/accounts/bad/entitlements?asOf=, asOf",
    "/v1/accounts/bad/entitlements?recordedAsOf=2025-06-16, recordedAsOf",
    "/v1/accounts/bad/entitlements/accelerator/movements?period=2025-13, period",
    "/v1/accounts/bad/entitlements/accelerator/movements?period=x, period",
    "/v1/commands?x=1, x",
    "/v1/test-clock?x=1, x",
  })
  void refusesQueries(String path, String field) {
    refused(OPERATOR.get(path), 400, "validation", field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dryRun=yes", "dryRun=", "dryRun=true&dryRun=true", "dryrun=true", "x"})
  void refusesQueriesOfCommands(String query) {
    refused(
        OPERATOR.post("/v1/accounts/bad/vouchers?" + query, "{\"quantity\":1}"),
        400,
        "validation",
        "");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audit/events?backdated=maybe, backdated",
    "/v1/audit/events?recordedFrom=yesterday, recordedFrom",
    "/v1/audit/events?unknown=1, unknown",
    "/v1/audit/refusals?from=2025, from",
  })
  void refusesFilters(String path, String field) {
    refused(SERVICE.as("auditor").get(path), 400, "validation", field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"quantity\":[", "{\"quantity\":{\"a\":["})
  void refusesEndlessNesting(String level) {
    int most = 1_000_000 / level.length();
    refused(
        OPERATOR.post("/v1/accounts/bad/vouchers", level.repeat(most)), 400, "validation", "body");
    refused(
        OPERATOR.post("/v1/accounts/bad/vouchers", "{\"quantity\":" + "[".repeat(1_000_000)),
        400,
        "validation",
        "body");
  }
}
