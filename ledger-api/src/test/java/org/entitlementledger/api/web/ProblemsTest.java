package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.kernel.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each problem of API.md, "Errors", is provoked. */
class ProblemsTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");
  private static final String ACCOUNT = "/v1/accounts/problems";

  @BeforeAll
  static void buy() {
    OPERATOR.buy("problems", "advanced", "2025-06-01");
    OPERATOR.buy("problems-2", "advanced", "2025-06-01");
  }

  private static void is(Reply reply, Slug slug, String... facts) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(slug.status());
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.problem()).isEqualTo(slug.text());
    assertThat(reply.json().path("status").intValue()).isEqualTo(slug.status());
    assertThat(reply.json().path("title").asString()).isEqualTo(slug.title());
    assertThat(reply.json().path("detail").asString()).isNotEmpty();
    assertThat(reply.json().propertyNames()).as(reply.body()).containsAll(List.of(facts));
    boolean temporary = slug == Slug.OVERLOADED || slug == Slug.UNAVAILABLE;
    assertThat(reply.header("Retry-After") != null).isEqualTo(temporary);
    BadInputTest.leaksNothing(reply);
  }

  @ParameterizedTest
  @EnumSource
  void hasAStatusForEveryRefusalOfTheDomain(Problem problem) {
    assertThat(Slug.of(problem).text()).isEqualTo(problem.slug());
  }

  @Test
  void validation() {
    Reply reply = OPERATOR.post("/v1/accounts", "{\"name\":7}");
    is(reply, Slug.VALIDATION, "field", "instance");
    assertThat(reply.json().path("field").asString()).isEqualTo("name");
    assertThat(reply.json().path("instance").asString()).isEqualTo("/v1/accounts");
  }

  @Test
  void unauthenticatedBeforeAnythingElse() {
    Reply nobody = SERVICE.anonymous().get("/v1/accounts");
    is(nobody, Slug.UNAUTHENTICATED);
    assertThat(nobody.header("WWW-Authenticate")).startsWith("Basic");
    is(SERVICE.anonymous().get("/nowhere"), Slug.UNAUTHENTICATED);
    is(SERVICE.anonymous().post("/v1/accounts", "x".repeat(2_000_000)), Slug.UNAUTHENTICATED);
    is(SERVICE.as("stranger").get("/v1/accounts"), Slug.UNAUTHENTICATED);
  }

  @Test
  void forbiddenBeforeTheBodyAndThePath() {
    is(SERVICE.as("finance").post("/v1/accounts", "no JSON"), Slug.FORBIDDEN, "allowed");
    is(SERVICE.as("finance").post(ACCOUNT + "-none/vouchers", "{}"), Slug.FORBIDDEN);
    is(SERVICE.as("customer").post("/v1/accounts/a%20b/vouchers", "{}"), Slug.FORBIDDEN);
  }

  @Test
  void keepsWhatARoleRefuses() {
    SERVICE.as("approver").post(ACCOUNT + "/vouchers", "{}", "X-Request-Id", "refused-by-role");
    var items =
        SERVICE.as("auditor").get("/v1/audit/refusals?actor=approver&kind=forbidden").json();
    var last = items.path("items").get(items.path("items").size() - 1);
    assertThat(last.path("requestId").asString()).isEqualTo("refused-by-role");
    assertThat(last.path("command").asString()).isEqualTo("issue-voucher");
    assertThat(last.path("accountId").asString()).isEqualTo("problems");
  }

  @Test
  void notFound() {
    is(OPERATOR.get("/v1/accounts/nobody"), Slug.NOT_FOUND, "accountId");
    is(OPERATOR.get("/v1/nowhere"), Slug.NOT_FOUND);
    is(OPERATOR.get(ACCOUNT + "/nothing"), Slug.NOT_FOUND);
    is(OPERATOR.post(ACCOUNT + "/nothing", "{}"), Slug.NOT_FOUND);
    is(OPERATOR.get(ACCOUNT + "/vouchers/none"), Slug.NOT_FOUND, "code");
    is(OPERATOR.get(ACCOUNT + "/entitlements/none"), Slug.NOT_FOUND, "entitlement");
    is(OPERATOR.get(ACCOUNT + "/entitlements/none/movements"), Slug.NOT_FOUND, "entitlement");
    is(OPERATOR.post("/v1/accounts/nobody/vouchers", "{\"quantity\":1}"), Slug.NOT_FOUND);
    is(OPERATOR.post("/v1/accounts/nobody/entitlements/x/check", "{}"), Slug.NOT_FOUND);
    is(
        OPERATOR.post(ACCOUNT + "/progress-calls/none/void", "{\"reason\":\"x\"}"),
        Slug.NOT_FOUND,
        "callId");
  }

  @Test
  void methodNotAllowed() {
    Reply reply = OPERATOR.delete(ACCOUNT + "/vouchers");
    is(reply, Slug.METHOD_NOT_ALLOWED, "allowed");
    assertThat(reply.header("Allow")).contains("GET").contains("POST");
    is(OPERATOR.send("FETCH", ACCOUNT, null), Slug.METHOD_NOT_ALLOWED);
  }

  @Test
  void neitherProblemsNorAnswersLookAtAccept() {
    is(OPERATOR.get("/v1/accounts/nobody", "Accept", "text/html"), Slug.NOT_FOUND);
    assertThat(OPERATOR.get(ACCOUNT, "Accept", "image/png").status()).isEqualTo(200);
    is(SERVICE.anonymous().get("/actuator/health", "Accept", "image/png"), Slug.NOT_ACCEPTABLE);
  }

  @Test
  void versionConflict() {
    String name = "{\"name\":\"Problems\"}";
    is(OPERATOR.put(ACCOUNT, name, "If-Match", "\"999\""), Slug.VERSION_CONFLICT, "version");
    String etag = String.valueOf(OPERATOR.get(ACCOUNT).header("ETag"));
    Reply renamed = OPERATOR.put(ACCOUNT, name, "If-Match", etag);
    assertThat(renamed.status()).isEqualTo(200);
    is(OPERATOR.put(ACCOUNT, name, "If-Match", etag), Slug.VERSION_CONFLICT);
    is(OPERATOR.put(ACCOUNT, name, "If-Match", "7"), Slug.VALIDATION, "field");
    is(OPERATOR.put(ACCOUNT, name, "If-Match", "W/\"7\""), Slug.VERSION_CONFLICT);
  }

  @Test
  void duplicate() {
    is(
        OPERATOR.post("/v1/accounts", "{\"accountId\":\"problems\",\"name\":\"x\"}"),
        Slug.DUPLICATE,
        "accountId");
    String codes = "{\"quantity\":1,\"codes\":[\"TWICE\"]}";
    assertThat(OPERATOR.post(ACCOUNT + "/vouchers", codes).status()).isEqualTo(201);
    is(OPERATOR.post("/v1/accounts/problems-2/vouchers", codes), Slug.DUPLICATE, "code");
  }

  @Test
  void contractOverlap() {
    is(
        OPERATOR.post(
            ACCOUNT + "/contracts",
            "{\"tier\":\"signature\",\"startsOn\":\"2025-07-01\",\"until\":\"2025-08-01\"}"),
        Slug.CONTRACT_OVERLAP,
        "contractId",
        "startsOn",
        "until");
  }

  @Test
  void timesThatAreNotTaken() {
    String calls = ACCOUNT + "/progress-calls";
    is(OPERATOR.post(calls, "{\"occurredAt\":\"2025-06-16\"}"), Slug.FUTURE_DATED, "now");
    is(OPERATOR.post(calls, "{\"occurredAt\":\"2025-05-31\"}"), Slug.NO_CONTRACT_IN_FORCE);
    is(
        OPERATOR.post(
            "/v1/accounts/problems/contracts",
            "{\"tier\":\"advanced\",\"startsOn\":\"2025-03-01\",\"until\":\"2025-04-01\"}"),
        Slug.BACKDATING_LIMIT,
        "earliest");
  }

  @Test
  void notEntitled() {
    is(
        OPERATOR.put(ACCOUNT + "/ase", "{\"person\":{\"id\":\"ann\"}}"),
        Slug.NOT_ENTITLED,
        "entitlement",
        "tier");
  }

  @Test
  void alreadyCorrected() {
    OPERATOR.post(ACCOUNT + "/progress-calls", "{\"callId\":\"wrong\"}");
    String why = "{\"reason\":\"was another account's\"}";
    String path = ACCOUNT + "/progress-calls/wrong/void";
    Reply first = OPERATOR.post(path, why);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("status").asString()).isEqualTo("voided");
    is(OPERATOR.post(path, why), Slug.ALREADY_CORRECTED, "callId");
  }

  @Test
  void invalidTransition() {
    Reply reply =
        OPERATOR.post(ACCOUNT + "/accelerators", "{\"theme\":\"adoption\",\"goal\":\"more\"}");
    is(reply, Slug.INVALID_TRANSITION, "missing");
    assertThat(reply.json().path("missing").asString()).isEqualTo("csa");
  }

  @Test
  void quotaExhausted() {
    Reply reply = OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\":41}");
    is(reply, Slug.QUOTA_EXHAUSTED, "entitlement", "requested", "available", "window");
    assertThat(reply.json().path("requested").intValue()).isEqualTo(41);
    assertThat(reply.json().path("window").path("start").asString())
        .isEqualTo("2025-06-01T00:00:00Z");
  }

  @Test
  void tooLarge() {
    String large = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
    is(OPERATOR.post("/v1/accounts", large), Slug.TOO_LARGE, "limit");
    String padded = "{\"name\":\"x\",\"accountId\":\"padded\"}";
    String just = padded + " ".repeat((1 << 20) - padded.length());
    assertThat(OPERATOR.post("/v1/accounts", just).status()).isEqualTo(201);
  }

  @Test
  void unsupportedMediaType() {
    for (String type :
        List.of("text/plain", "application/xml", "application/json;charset=latin1")) {
      is(
          OPERATOR.post("/v1/accounts", "{\"name\":\"x\"}", "Content-Type", type),
          Slug.UNSUPPORTED_MEDIA_TYPE,
          "allowed");
    }
  }

  @Test
  void idempotencyConflict() {
    OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\":1}", "Idempotency-Key", "problems-1");
    is(
        OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\": 1}", "Idempotency-Key", "problems-1"),
        Slug.IDEMPOTENCY_CONFLICT);
    is(
        OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\":1}", "Idempotency-Key", "a b"),
        Slug.VALIDATION);
    is(
        OPERATOR.post(
            ACCOUNT + "/vouchers", "{\"quantity\":1}", "Idempotency-Key", "x".repeat(256)),
        Slug.VALIDATION);
  }

  @Test
  void refusalsAreKeptUnderAKeyToo() {
    String path = ACCOUNT + "/vouchers";
    Reply first = OPERATOR.post(path, "{\"quantity\":900}", "Idempotency-Key", "problems-2");
    Reply again = OPERATOR.post(path, "{\"quantity\":900}", "Idempotency-Key", "problems-2");
    is(first, Slug.QUOTA_EXHAUSTED);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void unavailableWhereAViewDoesNotCome() {
    Reply reply = OPERATOR.send("GET", ACCOUNT, null, "Ledger-Min-Position", "999999999");
    is(reply, Slug.UNAVAILABLE, "position", "view");
    is(OPERATOR.send("GET", ACCOUNT, null, "Ledger-Min-Position", "-1"), Slug.VALIDATION);
    is(OPERATOR.send("GET", ACCOUNT, null, "Ledger-Min-Position", "x"), Slug.VALIDATION);
  }

  @Test
  void overloadedAndInternal() throws Exception {
    try (var service =
        Service.start(
            Service.folder(), settings -> Service.put(settings, "ledger.writer.queue", "1"))) {
      Client operator = service.as("operator");
      var replies = new ArrayList<Reply>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Reply>> all =
            IntStream.range(0, 200)
                .<Callable<Reply>>mapToObj(
                    number -> () -> operator.post("/v1/accounts", "{\"name\":\"x\"}"))
                .toList();
        threads.invokeAll(all).forEach(future -> replies.add(future.resultNow()));
      }
      var refused = replies.stream().filter(reply -> reply.status() != 201).toList();
      assertThat(refused).isNotEmpty().allSatisfy(reply -> is(reply, Slug.OVERLOADED));
      long events =
          service.as("auditor").get("/v1/audit/events?limit=1000").json().path("items").size();
      assertThat(events).isEqualTo(200 - refused.size());

      service.bean(JdbcTemplate.class).execute("alter table register rename to gone");
      is(operator.get("/v1/accounts/x/vouchers"), Slug.NOT_FOUND);
      operator.post("/v1/accounts", "{\"accountId\":\"x\",\"name\":\"x\"}");
      assertThat(operator.get("/v1/accounts/x").status()).isEqualTo(200);
      Reply broken = operator.send("GET", "/v1/accounts/x/vouchers", null);
      is(broken, Slug.INTERNAL, "requestId");
    }
  }
}
