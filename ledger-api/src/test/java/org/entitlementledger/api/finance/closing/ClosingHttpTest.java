package org.entitlementledger.api.finance.closing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** FINANCE.md, "Closing". */
class ClosingHttpTest {
  private static final String PATH = "/v1/finance/closings";
  private static final String NOW = "2025-07-03T12:00:00Z";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String JUNE = "{\"through\":\"2025-06-30\"}";
  private static final String LATE_CALL = "{'occurredAt': '2025-06-20T12:00:00Z'}";

  private static Client finance(Service service) {
    return service.as("finance");
  }

  private static JsonNode closed(Service service, String id) {
    return await()
        .atMost(SOON)
        .until(
            () -> Expect.ok(finance(service).get(PATH + "/" + id)),
            one -> one.path("status").asString().equals("closed") && one.has("checkpoint"));
  }

  /** Closes the books, and gives the closing once it is done. */
  private static JsonNode close(Service service, String through) {
    Reply reply = finance(service).post(PATH, "{\"through\":\"" + through + "\"}");
    JsonNode running = Expect.status(202, reply);
    assertThat(running.path("status").asString()).isEqualTo("running");
    String id = running.path("closingId").asString();
    assertThat(reply.header("Location")).isEqualTo(PATH + "/" + id);
    return closed(service, id);
  }

  private static void verify(Service service) {
    Client auditor = service.as("auditor");
    String id =
        Expect.status(202, auditor.post("/v1/audit/verifications", "{}"))
            .path("verificationId")
            .asString();
    JsonNode done =
        await()
            .atMost(SOON)
            .until(
                () -> Expect.ok(auditor.get("/v1/audit/verifications/" + id)),
                one -> !one.path("status").asString().equals("running"));
    assertThat(done.path("status").asString()).as("%s", done).isEqualTo("verified");
  }

  private static JsonNode check(JsonNode answer, String name) {
    for (JsonNode item : answer.path("checklist")) {
      if (item.path("check").asString().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("no look is called " + name + ": " + answer);
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void aMonthIsClosedAndOpenedAgain(Databases database) {
    try (Service service = Service.rehearsal(database, NOW)) {
      Books acme = Books.of(service, "acme", "signature", "2025-06-10").withCsa("2025-06-10");
      acme.done("progress-calls", "{'callId': 'p1', 'occurredAt': '2025-06-20T12:00:00Z'}");
      acme.done(
          "holds",
          "{'holdId': 'h1', 'entitlement': 'certification-voucher', 'quantity': 1,"
              + " 'occurredAt': '2025-06-20'}");
      whatBlocksIsSettledFirst(service, acme);
      JsonNode june = aClosingIsTakenOnce(service);
      itIsAnEventOfTheLedgerItself(service, june);
      nothingIsToldLate(service, acme);
      aCorrectionIsAChange(service, acme, june);
      theNextNeedsAVerification(service);
      verify(service);
      JsonNode july = close(service, "2025-07-01");
      assertThat(july.path("closedBefore").asString()).isEqualTo("2025-06-30");
      twoPersonsOpenItAgain(service, acme, june, july);
      verify(service);
    }
  }

  private static void whatBlocksIsSettledFirst(Service service, Books acme) {
    acme.done(
        "adjustments",
        "{'adjustmentId': 'a1', 'entitlement': 'certification-voucher', 'quantity': 1,"
            + " 'reason': 'miscounted', 'occurredAt': '2025-06-20'}");
    Client finance = finance(service);
    JsonNode preview = Expect.ok(finance.post(PATH + "?dryRun=true", JUNE));
    assertThat(preview.path("totals").isArray()).isTrue();
    JsonNode approvals = check(preview, "open-approvals");
    assertThat(approvals.path("status").asString()).isEqualTo("blocking");
    assertThat(approvals.path("count").asInt()).isEqualTo(1);
    assertThat(approvals.path("link").asString()).isEqualTo("/v1/accounts/acme/adjustments/a1");
    assertThat(check(preview, "standing-holds").path("status").asString()).isEqualTo("warning");
    assertThat(check(preview, "standing-holds").path("link").asString())
        .isEqualTo("/v1/accounts/acme/holds/h1");
    assertThat(check(preview, "views").path("status").asString()).isEqualTo("ok");
    assertThat(check(preview, "overdue-accelerators").path("status").asString()).isEqualTo("ok");
    JsonNode blocked = Expect.refused(409, "closing-blocked", finance.post(PATH, JUNE));
    assertThat(check(blocked, "open-approvals").path("status").asString()).isEqualTo("blocking");
    Expect.ok(finance.get(PATH));
    assertThat(finance.get(PATH).json().path("items")).isEmpty();
    Expect.created(service.as("approver").post("/v1/accounts/acme/adjustments/a1/approval", "{}"));
  }

  private static JsonNode aClosingIsTakenOnce(Service service) {
    Client finance = finance(service);
    Expect.refused(409, "future-dated", finance.post(PATH, "{\"through\":\"2025-07-03\"}"));
    Expect.refused(
        409, "future-dated", finance.post(PATH + "?dryRun=true", "{\"through\":\"2025-07-03\"}"));
    Expect.invalid("through", finance.post(PATH, "{\"through\":\"30 June\"}"));
    Expect.invalid("through", finance.post(PATH, "{}"));
    Reply first = finance.post(PATH, JUNE, "Idempotency-Key", "june");
    JsonNode running = Expect.status(202, first);
    Reply again = finance.post(PATH, JUNE, "Idempotency-Key", "june");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    Expect.refused(
        422,
        "idempotency-conflict",
        finance.post(PATH, "{\"through\":\"2025-06-29\"}", "Idempotency-Key", "june"));
    for (String path : List.of(PATH, PATH + "?dryRun=true")) {
      JsonNode refused = Expect.refused(409, "books-closed", finance.post(path, JUNE));
      assertThat(refused.path("closedThrough").asString()).isEqualTo("2025-06-30");
    }
    JsonNode done = closed(service, running.path("closingId").asString());
    Expect.refused(404, "not-found", finance.get(PATH + "/nobody"));
    assertThat(finance.get(PATH).json().path("items")).containsExactly(done);
    return done;
  }

  private static void itIsAnEventOfTheLedgerItself(Service service, JsonNode closing) {
    long position = closing.path("position").asLong();
    assertThat(closing.path("checkpoint").asString().lines().toList().get(1))
        .as("the head of exactly so many leaves")
        .isEqualTo(String.valueOf(position));
    JsonNode event =
        Expect.ok(service.as("auditor").get("/v1/audit/events?type=books-closed"))
            .path("items")
            .path(0);
    assertThat(event.path("position").asLong()).isEqualTo(position);
    assertThat(event.path("accountId").asString()).isEmpty();
    assertThat(event.path("actor").asString()).isEqualTo("finance");
    assertThat(event.path("payload").path("through").asString()).isEqualTo("2025-06-30");
    Expect.ok(service.as("auditor").get("/v1/audit/events/" + position + "/proof"));
    assertThat(Expect.ok(service.as("auditor").get("/v1/accounts")).path("items")).hasSize(1);
    assertThat(service.as("auditor").get("/v1/audit/export").body())
        .contains("\"type\":\"books-closed\"");
  }

  private static void nothingIsToldLate(Service service, Books acme) {
    acme.refused("books-closed", "progress-calls", LATE_CALL);
    Expect.refused(409, "books-closed", acme.post("progress-calls?dryRun=true", LATE_CALL));
    acme.refused("books-closed", "holds/h1/release", "{'occurredAt': '2025-06-30T23:00:00Z'}");
    JsonNode possible =
        Expect.ok(
            acme.post(
                "entitlements/progress-call/check", "{'occurredAt': '2025-06-20T12:00:00Z'}"));
    assertThat(possible.path("reason").asString()).isEqualTo("books-closed");
    String late =
        "{\"command\":\"log-progress-call\",\"accountId\":\"acme\",\"occurredAt\":\"2025-06-20\"}";
    for (String query : List.of("", "?atomic=account", "?import=true", "?dryRun=true")) {
      Reply reply =
          service
              .as("admin")
              .send(
                  "POST",
                  "/v1/batches" + query,
                  (late + "\n").getBytes(UTF_8),
                  "Content-Type",
                  "application/x-ndjson");
      assertThat(reply.results().getFirst().path("problem").path("type").asString())
          .as(query + reply.body())
          .isEqualTo("/problems/books-closed");
    }
    acme.done("progress-calls", "{'callId': 'p2', 'occurredAt': '2025-07-01'}");
    JsonNode refusals =
        Expect.ok(service.as("auditor").get("/v1/audit/refusals?kind=books-closed"));
    assertThat(refusals.path("items")).isNotEmpty();
  }

  private static void aCorrectionIsAChange(Service service, Books acme, JsonNode june) {
    acme.refused(
        "books-closed",
        "progress-calls/p1/void",
        "{'reason': 'never held', 'occurredAt': '2025-06-30'}");
    JsonNode voided = acme.done("progress-calls/p1/void", "{'reason': 'never held'}");
    assertThat(voided.path("status").asString()).isEqualTo("voided");
    String since = "/v1/finance/changes?since=" + june.path("closingId").asString();
    JsonNode changes = Expect.ok(finance(service).get(since)).path("items");
    assertThat(changes).hasSize(1);
    assertThat(changes.path(0).path("type").asString()).isEqualTo("progress-call-voided");
    assertThat(changes.path(0).path("occurredAt").asString()).isEqualTo(NOW);
    JsonNode corrected =
        Expect.ok(
                service
                    .as("auditor")
                    .get("/v1/audit/events?type=progress-call-logged&corrected=true"))
            .path("items")
            .path(0);
    assertThat(changes.path(0).path("corrects")).isEqualTo(corrected.path("position"));
    Expect.refused(404, "not-found", finance(service).get("/v1/finance/changes?since=nobody"));
    Expect.invalid("since", finance(service).get("/v1/finance/changes"));
  }

  private static void theNextNeedsAVerification(Service service) {
    JsonNode blocked =
        Expect.refused(
            409, "closing-blocked", finance(service).post(PATH, "{\"through\":\"2025-07-01\"}"));
    assertThat(check(blocked, "verification").path("status").asString()).isEqualTo("blocking");
  }

  private static void twoPersonsOpenItAgain(
      Service service, Books acme, JsonNode june, JsonNode july) {
    String first = PATH + "/" + june.path("closingId").asString() + "/reopening";
    String newest = PATH + "/" + july.path("closingId").asString() + "/reopening";
    Client finance = finance(service);
    String why = "{\"reason\":\"an invoice was late\"}";
    Expect.invalid("reason", finance.post(newest, "{}"));
    Expect.refused(404, "not-found", finance.post(PATH + "/nobody/reopening", why));
    Expect.stuck("closed", finance.post(first, why));
    Expect.stuck("closed", service.as("admin").post(newest + "/approval", "{}"));
    acme.refused("books-closed", "progress-calls", "{'occurredAt': '2025-07-01'}");
    JsonNode asked = Expect.status(202, finance.post(newest, why));
    assertThat(asked.path("reopening").path("reason").asString()).isEqualTo("an invoice was late");
    Expect.refused(403, "self-approval", finance.post(newest + "/approval", "{}"));
    acme.refused("books-closed", "progress-calls", "{'occurredAt': '2025-07-01'}");
    JsonNode reopened = Expect.ok(service.as("admin").post(newest + "/approval", "{}"));
    assertThat(reopened.path("status").asString()).isEqualTo("reopened");
    acme.done("progress-calls", "{'callId': 'p3', 'occurredAt': '2025-07-01'}");
    acme.refused("books-closed", "progress-calls", LATE_CALL);
    JsonNode page = Expect.ok(finance.get(PATH + "?limit=1"));
    assertThat(Books.texts(page.path("items"), "status")).containsExactly("closed");
    JsonNode rest = Expect.ok(finance.get(PATH + "?limit=1&after=" + page.path("next").asString()));
    assertThat(Books.texts(rest.path("items"), "status")).containsExactly("reopened");
    assertThat(rest.has("next")).isFalse();
  }
}
