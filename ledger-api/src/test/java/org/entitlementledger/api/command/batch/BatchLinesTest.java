package org.entitlementledger.api.command.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.command.batch.BatchClient.buy;
import static org.entitlementledger.api.command.batch.BatchClient.call;
import static org.entitlementledger.api.command.batch.BatchClient.lines;
import static org.entitlementledger.api.command.batch.BatchClient.numbers;
import static org.entitlementledger.api.command.batch.BatchClient.open;
import static org.entitlementledger.api.command.batch.BatchClient.run;
import static org.entitlementledger.api.command.batch.BatchClient.send;
import static org.entitlementledger.api.command.batch.BatchClient.slug;
import static org.entitlementledger.api.command.batch.BatchClient.slugs;
import static org.entitlementledger.api.command.batch.BatchClient.statuses;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.core.json.EventNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A batch, line by line (API.md, "{@code POST /v1/batches} takes NDJSON"). */
class BatchLinesTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");

  @Test
  void aResultALineInTheOrderOfTheLines() {
    List<JsonNode> results =
        run(
            OPERATOR,
            "",
            lines(
                open("in-order"),
                buy("in-order", "2025-06-01"),
                call("in-order", "a"),
                call("in-order", "b"),
                call("nobody", "c"),
                call("in-order", "d"),
                call("in-order", "e"),
                call("in-order", "f")));

    assertThat(numbers(results)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(statuses(results)).containsExactly(201, 201, 201, 201, 404, 201, 201, 409);
    assertThat(slug(results.get(4))).isEqualTo("not-found");
    assertThat(slug(results.get(7))).isEqualTo("quota-exhausted");
    assertThat(results.get(7).path("problem").path("available").intValue()).isZero();
    assertThat(results.get(7).path("problem").path("instance").asString()).isEqualTo("/v1/batches");
    List<Long> positions =
        results.stream()
            .filter(one -> one.path("status").intValue() == 201)
            .map(one -> one.path("position").longValue())
            .toList();
    assertThat(positions).isSorted().doesNotHaveDuplicates();
    assertThat(positions.getFirst()).isPositive();
    assertThat(results.get(4).has("position")).isFalse();
    assertThat(results).noneMatch(one -> one.has("replayed"));
  }

  @Test
  void theBodyIsThatOfTheCommandsOwnPath() {
    run(OPERATOR, "", lines(open("lines-one"), buy("lines-one", "2025-06-01")));
    Books alone = Books.of(SERVICE, "lines-two", "advanced", "2025-06-01");
    String scheduled = "{'callId':'next','scheduled':true,'occurredAt':'2025-06-20T10:00:00Z'}";
    JsonNode single = alone.done("progress-calls", scheduled);
    JsonNode logged = alone.done("progress-calls/next/cancellation", "{}");
    JsonNode vouchers = alone.done("vouchers", "{'quantity':1,'codes':['LINES-2']}");

    List<JsonNode> results =
        run(
            OPERATOR,
            "",
            lines(
                "{'command':'schedule-progress-call','accountId':'lines-one','callId':'next',"
                    + "'occurredAt':'2025-06-20T10:00:00Z'}",
                "{'command':'cancel-progress-call','accountId':'lines-one','callId':'next'}",
                "{'command':'issue-voucher','accountId':'lines-one','quantity':1,"
                    + "'codes':['LINES-1']}",
                "{'command':'assign-csa','accountId':'lines-one','person':{'id':'casey'},"
                    + "'from':'2025-06-01'}"));

    assertThat(results.get(0).path("body")).isEqualTo(single);
    assertThat(results.get(1).path("body")).isEqualTo(logged);
    assertThat(results.get(2).path("body").toString().replace("LINES-1", "LINES-2"))
        .isEqualTo(vouchers.toString());
    assertThat(statuses(results)).containsExactly(201, 201, 201, 200);
    assertThat(results.get(3).path("body").path("person").path("id").asString()).isEqualTo("casey");
  }

  @Test
  void opensAnAccountThatIsNamedByTheService() {
    JsonNode result =
        run(OPERATOR, "", lines("{'command':'open-account','name':'Nameless'}")).getFirst();
    String accountId = result.path("body").path("accountId").asString();
    assertThat(OPERATOR.get("/v1/accounts/" + accountId).status()).isEqualTo(200);
  }

  @Test
  void skipsEmptyLinesAndCountsThem() {
    String body = "\n" + lines(open("empty-lines")) + "\n\r\n" + lines(call("empty-lines", "a"));
    List<JsonNode> results = run(OPERATOR, "", body + "\n  \n");
    assertThat(numbers(results)).containsExactly(2L, 5L);
    assertThat(statuses(results)).containsExactly(201, 409);
    assertThat(run(OPERATOR, "", "\n\n")).isEmpty();
    assertThat(run(OPERATOR, "", "")).isEmpty();
  }

  @Test
  void theLastLineMayHaveNoEnd() {
    List<JsonNode> results = run(OPERATOR, "", lines(open("no-end"), call("no-end", "a")).strip());
    assertThat(statuses(results)).containsExactly(201, 409);
    String ended = lines(open("no-end"), call("no-end", "a")).replace("\n", "\r\n");
    assertThat(slugs(run(OPERATOR, "", ended)))
        .containsExactly("duplicate", "no-contract-in-force");
  }

  @Test
  void aLineThatIsNoCommandIsWrongOfItsOwn() {
    List<JsonNode> results =
        run(
            OPERATOR,
            "",
            lines(
                "no json",
                "['a list']",
                "{'command':'open-account','accountId':'torn','name':'To",
                "{'accountId':'torn'}",
                "{'command':7,'accountId':'torn'}",
                "{'command':'do-something','accountId':'torn'}",
                "{'command':'open-account','accountId':'torn','name':'Torn','colour':'red'}",
                "{'command':'open-account','accountId':'torn'}",
                "{'command':'open-account','accountId':'no good id','name':'Torn'}",
                "{'command':'schedule-progress-call','accountId':'torn','scheduled':true}",
                open("torn")));
    assertThat(statuses(results))
        .containsExactly(400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 201);
    assertThat(slugs(results).subList(0, 10)).containsOnly("validation");
    assertThat(results.get(3).path("problem").path("field").asString()).isEqualTo("command");
    assertThat(results.get(6).path("problem").path("field").asString()).isEqualTo("colour");
    assertThat(results.get(6).path("problem").path("allowed").toString()).contains("timeZone");
    assertThat(results.get(7).path("problem").path("field").asString()).isEqualTo("name");
  }

  @Test
  void aLongLineIsTooLargeOfItsOwn() {
    int most = 1 << 20;
    String begin = "{\"command\":\"open-account\",\"accountId\":\"long-line\",\"name\":\"x\"";
    String fits = begin + " ".repeat(most - begin.length() - 1) + "}";
    String body = fits + " \n" + fits + "\n" + fits + "\n" + "x".repeat(3 * most);
    List<JsonNode> results = run(OPERATOR, "", body);
    assertThat(statuses(results)).containsExactly(413, 201, 409, 413);
    assertThat(slug(results.getFirst())).isEqualTo("too-large");
    assertThat(results.getFirst().path("problem").path("limit").intValue()).isEqualTo(most);
  }

  @Test
  void eachLineNeedsTheRoleOfItsCommand() {
    Books.of(SERVICE, "mine", "advanced", "2025-06-01");
    for (String user : List.of("approver", "auditor", "finance", "customer")) {
      List<JsonNode> results =
          run(SERVICE.as(user), "", lines(call("mine", "by-" + user), "no json", open(user)));
      assertThat(slugs(results)).as(user).containsExactly("forbidden", "validation", "forbidden");
      assertThat(results.getFirst().path("status").intValue()).isEqualTo(403);
      assertThat(results.getFirst().path("problem").path("allowed").toString())
          .isEqualTo("[\"admin\",\"operator\"]");
      String kept =
          SERVICE.as("auditor").get("/v1/audit/refusals?kind=forbidden&actor=" + user).body();
      assertThat(kept).contains("log-progress-call", "\"accountId\":\"mine\"");
    }
    assertThat(OPERATOR.get("/v1/accounts/auditor").status()).isEqualTo(404);
    assertThat(statuses(run(SERVICE.as("admin"), "", lines(open("by-admin")))))
        .containsExactly(201);
    assertThat(send(SERVICE.anonymous(), "", lines(open("by-nobody"))).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"approve-adjustment", "reject-adjustment", "approve-pending", "reject-pending"})
  void approvalsAreNoBatchCommands(String command) {
    String line = "{'command':'" + command + "','accountId':'x','adjustmentId':'y'}";
    for (String user : List.of("approver", "admin")) {
      JsonNode result = run(SERVICE.as(user), "", lines(line)).getFirst();
      assertThat(slug(result)).isEqualTo("validation");
      assertThat(result.path("problem").path("field").asString()).isEqualTo("command");
    }
  }

  @Test
  void aDryRunDecidesAndRecordsNothing() {
    Books acme = Books.of(SERVICE, "lines-dry", "advanced", "2025-06-01");
    String body = lines(call("lines-dry", "a"), call("lines-dry", "a"), open("lines-dry"));
    for (int i = 0; i < 2; i++) {
      List<JsonNode> results = run(OPERATOR, "?dryRun=true", body, "Idempotency-Key", "dry");
      assertThat(statuses(results)).containsExactly(201, 201, 409);
      assertThat(results.getFirst().path("body").path("balance").path("available").intValue())
          .isEqualTo(3);
      assertThat(results.getFirst().has("position")).isFalse();
    }
    assertThat(acme.left("progress-call")).isEqualTo(4);
    assertThat(statuses(run(OPERATOR, "?dryRun=false", body))).containsExactly(201, 409, 409);
  }

  @Test
  void takesOneFormatAndGivesItWhateverAcceptSays() {
    String body = lines(open("formats"));
    assertThat(statuses(run(OPERATOR, "", body, "Accept", "text/html"))).containsExactly(201);
    Reply json = OPERATOR.post("/v1/batches", body);
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.problem()).isEqualTo("unsupported-media-type");
    assertThat(OPERATOR.get("/v1/batches").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?atomic=all", "?atomic=", "?dryRun=1", "?import=yes", "?x=1", "?imported=true"})
  void refusesWhatNoBatchTakes(String query) {
    Reply reply = send(SERVICE.as("admin"), query, lines(open("queries")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("validation");
    assertThat(OPERATOR.get("/v1/accounts/queries").status()).isEqualTo(404);
  }

  @Test
  void refusesConditionsAndKeysThatAreNone() {
    assertThat(send(OPERATOR, "", lines(open("x")), "If-Match", "\"1\"").status()).isEqualTo(400);
    assertThat(send(OPERATOR, "", lines(open("x")), "Idempotency-Key", "a b").status())
        .isEqualTo(400);
  }

  @Test
  void refusesAPackedBody() {
    for (String encoding : List.of("gzip", "deflate", "br", "GZIP", "identity, gzip")) {
      Reply reply = send(OPERATOR, "", lines(open("packed")), "Content-Encoding", encoding);
      assertThat(reply.status()).as(encoding).isEqualTo(415);
      assertThat(reply.problem()).isEqualTo("unsupported-media-type");
      assertThat(reply.json().path("allowed").asString()).isEqualTo("identity");
    }
    assertThat(OPERATOR.get("/v1/accounts/packed").status()).isEqualTo(404);
    assertThat(statuses(run(OPERATOR, "", lines(open("plain")), "Content-Encoding", "identity")))
        .containsExactly(201);
  }

  @Test
  void exactlyWhatABatchTakesIsListed() {
    Client admin = SERVICE.as("admin");
    List<String> listed = Books.texts(admin.get("/v1/commands").json().path("items"), "command");
    List<String> all = List.copyOf(EventNames.commands().keySet());
    String[] lines = all.stream().map(name -> "{'command':'" + name + "'}").toArray(String[]::new);
    var taken = new ArrayList<String>();
    for (JsonNode result : run(admin, "?dryRun=true", lines(lines))) {
      if (!result.path("problem").path("field").asString("").equals("command")) {
        taken.add(all.get(result.path("line").intValue() - 1));
      }
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(taken);
    assertThat(taken)
        .contains("open-account", "log-progress-call")
        .doesNotContain("approve-adjustment", "reject-pending");
  }

  @Test
  void theLinesOfOneAccountAreHandledInOrder() {
    var body = new ArrayList<String>();
    IntStream.range(0, 40).forEach(i -> body.add(open("order-" + i)));
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 40; i++) {
        body.add(
            "{'command':'rename-account','accountId':'order-%d','name':'name %d'}"
                .formatted(i, round));
      }
    }
    List<JsonNode> results = run(OPERATOR, "", lines(body.toArray(String[]::new)));
    assertThat(numbers(results))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, body.size()).boxed().toList());
    assertThat(statuses(results)).containsOnly(200, 201);
    for (int i = 0; i < results.size() - 40; i++) {
      assertThat(results.get(i).path("body").path("name").asString())
          .isEqualTo(i < 40 ? "Acme" : "name " + (i / 40 - 1));
    }
    Reply read = OPERATOR.get("/v1/accounts/order-0");
    assertThat(read.json().path("name").asString()).isEqualTo("name 19");
  }

  @Test
  void everyCommandIsListedWithTheSchemaOfItsLine() {
    JsonNode all = OPERATOR.get("/v1/commands").json().path("items");
    JsonNode log =
        all.valueStream()
            .filter(one -> one.path("command").asString().equals("log-scheduled-progress-call"))
            .findFirst()
            .orElseThrow();
    JsonNode schema = log.path("schema");
    assertThat(schema.path("properties").path("command").path("const").asString())
        .isEqualTo("log-scheduled-progress-call");
    assertThat(Books.texts(schema.path("required"))).contains("command", "accountId", "callId");
    for (JsonNode one : all) {
      String line = "{\"command\":\"" + one.path("command").asString() + "\"}";
      JsonNode result = run(OPERATOR, "?dryRun=true", line).getFirst();
      assertThat(result.path("status").intValue()).as(line + result).isIn(400, 201);
    }
  }
}
