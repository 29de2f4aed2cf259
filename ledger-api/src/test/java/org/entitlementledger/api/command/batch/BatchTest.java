package org.entitlementledger.api.command.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.command.batch.BatchClient.buy;
import static org.entitlementledger.api.command.batch.BatchClient.call;
import static org.entitlementledger.api.command.batch.BatchClient.lines;
import static org.entitlementledger.api.command.batch.BatchClient.open;
import static org.entitlementledger.api.command.batch.BatchClient.rename;
import static org.entitlementledger.api.command.batch.BatchClient.run;
import static org.entitlementledger.api.command.batch.BatchClient.send;
import static org.entitlementledger.api.command.batch.BatchClient.slug;
import static org.entitlementledger.api.command.batch.BatchClient.slugs;
import static org.entitlementledger.api.command.batch.BatchClient.statuses;
import static org.entitlementledger.api.command.batch.BatchClient.voucher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Keys, units and imports of batches, on both databases. */
class BatchTest {
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final Map<Databases, Service> SERVICES = new EnumMap<>(Databases.class);
  private static final String ATOMIC = "?atomic=account";

  private static Service on(Databases database) {
    return SERVICES.computeIfAbsent(database, kind -> Service.rehearsal(kind, NOW));
  }

  @AfterAll
  static void close() {
    SERVICES.values().forEach(Service::close);
    SERVICES.clear();
  }

  private static String[] keyed(String key) {
    return new String[] {"Idempotency-Key", key};
  }

  private static List<JsonNode> events(Service service, String accountId) {
    Reply reply = service.as("auditor").get("/v1/audit/events?limit=1000&account=" + accountId);
    return reply.json().path("items").valueStream().toList();
  }

  private static int left(Client client, String accountId) {
    Reply reply = client.get("/v1/accounts/" + accountId + "/entitlements/progress-call");
    return reply.json().path("available").intValue();
  }

  // ------------------------------------------------------------------ keys

  @ParameterizedTest
  @EnumSource
  void theSameFileAgainGivesTheFirstResultsAndGoesOn(Databases database) {
    Client operator = on(database).as("operator");
    String begin = lines(open("again"), "", buy("again", "2025-06-01"), "no json");
    String middle = lines(call("again", "a"), call("nobody", "x"));
    String rest = lines(call("again", "b"));

    List<JsonNode> first = run(operator, "", begin + middle, keyed("file-1"));
    List<JsonNode> again = run(operator, "", begin + middle + rest, keyed("file-1"));

    assertThat(statuses(first)).containsExactly(201, 201, 400, 201, 404);
    assertThat(statuses(again)).containsExactly(201, 201, 400, 201, 404, 201);
    for (int i : List.of(0, 1, 3, 4)) {
      assertThat(again.get(i).path("replayed").booleanValue()).as("result " + i).isTrue();
      assertThat(again.get(i).path("body")).isEqualTo(first.get(i).path("body"));
      assertThat(again.get(i).path("problem")).isEqualTo(first.get(i).path("problem"));
      assertThat(again.get(i).path("position")).isEqualTo(first.get(i).path("position"));
    }
    assertThat(again.get(2).has("replayed")).isFalse();
    assertThat(again.get(5).has("replayed")).isFalse();
    assertThat(left(operator, "again")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatDiffersIsAConflictOfItsOwn(Databases database) {
    Client operator = on(database).as("operator");
    String body = lines(open("differs"), buy("differs", "2025-06-01"), call("differs", "a"));
    run(operator, "", body, keyed("file-2"));

    List<JsonNode> other =
        run(operator, "", body.replace("termMonths\":12", "termMonths\":24"), keyed("file-2"));
    List<JsonNode> query = run(operator, "?dryRun=false", body, keyed("file-2"));
    List<JsonNode> admin = run(on(database).as("admin"), "", body, keyed("file-2"));
    List<JsonNode> moved = run(operator, "", "\n" + body, keyed("file-2"));

    assertThat(statuses(other)).containsExactly(201, 422, 201);
    assertThat(slug(other.get(1))).isEqualTo("idempotency-conflict");
    assertThat(statuses(query)).containsExactly(422, 422, 422);
    assertThat(statuses(admin)).containsExactly(409, 409, 409);
    assertThat(statuses(moved)).containsExactly(422, 422, 409);
    assertThat(events(on(database), "differs")).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyOfALineIsThatOfNoOtherRequest(Databases database) {
    Client operator = on(database).as("operator");
    run(operator, "", lines(open("key-of-line")), keyed("file-3"));
    Reply single = operator.post("/v1/accounts", "{\"name\":\"x\"}", "Idempotency-Key", "file-3/1");
    assertThat(single.problem()).isEqualTo("idempotency-conflict");
    String longest = "k".repeat(255);
    assertThat(run(operator, "", lines(open("longest")), keyed(longest)).getFirst().has("replayed"))
        .isFalse();
    assertThat(run(operator, "", lines(open("longest")), keyed(longest)).getFirst().has("replayed"))
        .isTrue();
  }

  // ------------------------------------------------------------------ units

  @ParameterizedTest
  @EnumSource
  void aUnitIsAcceptedAsAWhole(Databases database) {
    Client operator = on(database).as("operator");
    List<JsonNode> results =
        run(
            operator,
            ATOMIC,
            lines(
                open("unit"),
                buy("unit", "2025-06-01"),
                "",
                call("unit", "a"),
                voucher("unit", "U1"),
                call("unit", "b"),
                open("unit-next")));
    assertThat(statuses(results)).containsOnly(201);
    List<Long> positions = results.stream().map(one -> one.path("position").longValue()).toList();
    assertThat(positions).isSorted().doesNotHaveDuplicates();
    assertThat(results.get(2).path("body").path("balance").path("available").intValue())
        .isEqualTo(3);
    assertThat(results.get(4).path("body").path("balance").path("available").intValue())
        .isEqualTo(2);
    List<JsonNode> events = events(on(database), "unit");
    assertThat(events.getLast().path("position").longValue()).isEqualTo(positions.get(4));
    assertThat(left(operator, "unit")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void oneRefusedUndoesAll(Databases database) {
    Client operator = on(database).as("operator");
    run(operator, "", lines(open("undone"), buy("undone", "2025-06-01"), open("other")));
    String body =
        lines(
            call("undone", "a"),
            voucher("undone", "V1"),
            "",
            call("undone", "a"),
            call("undone", "b"),
            rename("other", "Other"),
            call("undone", "c"));

    List<JsonNode> results = run(operator, ATOMIC, body, keyed("undone"));

    assertThat(slugs(results))
        .containsExactly("rolled-back", "rolled-back", "duplicate", "rolled-back", "", "");
    assertThat(statuses(results)).containsExactly(409, 409, 409, 409, 200, 201);
    for (int i : List.of(0, 1, 3)) {
      assertThat(results.get(i).path("problem").path("line").longValue()).isEqualTo(4);
      assertThat(results.get(i).has("position")).isFalse();
    }
    assertThat(left(operator, "undone")).isEqualTo(3);
    // what was undone is free again
    assertThat(statuses(run(operator, ATOMIC, lines(voucher("other", "V1"), call("undone", "a")))))
        .containsExactly(409, 201);
    List<JsonNode> again = run(operator, ATOMIC, body, keyed("undone"));
    assertThat(again).allMatch(one -> one.path("replayed").booleanValue());
    assertThat(slugs(again)).isEqualTo(slugs(results));
    String refusals = on(database).as("auditor").get("/v1/audit/refusals?account=undone").body();
    assertThat(refusals).contains("\"problem\":\"duplicate\"").doesNotContain("rolled-back");
  }

  @ParameterizedTest
  @EnumSource
  void aCommandOfAUnitSeesWhatThoseBeforeItClaim(Databases database) {
    Client operator = on(database).as("operator");
    run(operator, "", lines(open("claims"), buy("claims", "2025-06-01")));
    assertThat(
            slugs(run(operator, ATOMIC, lines(voucher("claims", "C1"), voucher("claims", "C1")))))
        .containsExactly("rolled-back", "duplicate");
    assertThat(
            slugs(
                run(
                    operator,
                    ATOMIC + "&dryRun=true",
                    lines(voucher("claims", "C1"), voucher("claims", "C1")))))
        .containsExactly("rolled-back", "duplicate");
    assertThat(slugs(run(operator, ATOMIC, lines(open("claims-2"), open("claims-2")))))
        .containsExactly("rolled-back", "duplicate");
    assertThat(statuses(run(operator, ATOMIC, lines(voucher("claims", "C1"), open("claims-2")))))
        .containsExactly(201, 201);
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatIsNotDecidedUndoesItsUnitToo(Databases database) {
    Client operator = on(database).as("operator");
    run(operator, "", lines(open("broken"), buy("broken", "2025-06-01")));
    String unknown = "{'command':'log-progress-call','accountId':'broken','colour':'red'}";
    String approval = "{'command':'approve-pending','accountId':'broken','approvalId':'x'}";
    for (String fault : List.of(unknown, approval)) {
      assertThat(
              slugs(
                  run(
                      operator,
                      ATOMIC,
                      lines(call("broken", "a"), fault, call("broken", "b"), unknown))))
          .containsExactly("rolled-back", "validation", "rolled-back", "rolled-back");
    }
    // what names no account stands alone, and parts its neighbours
    List<JsonNode> parted =
        run(
            operator,
            ATOMIC,
            lines(call("broken", "a"), "no json", call("broken", "b"), call("broken", "b")));
    assertThat(slugs(parted)).containsExactly("", "validation", "rolled-back", "duplicate");
    assertThat(left(operator, "broken")).isEqualTo(3);
    List<JsonNode> auditor = run(on(database).as("auditor"), ATOMIC, lines(call("broken", "x")));
    assertThat(slugs(auditor)).containsExactly("forbidden");
  }

  @ParameterizedTest
  @EnumSource
  void neighboursAloneAreAUnit(Databases database) {
    Client operator = on(database).as("operator");
    run(operator, "", lines(open("near"), buy("near", "2025-06-01"), open("far")));
    List<JsonNode> results =
        run(
            operator,
            ATOMIC,
            lines(call("near", "a"), rename("far", "Far"), call("near", "b"), call("near", "a")));
    assertThat(slugs(results)).containsExactly("", "", "rolled-back", "duplicate");
  }

  @ParameterizedTest
  @EnumSource
  void aUnitHasAtMostAThousandLines(Databases database) {
    Client operator = on(database).as("operator");
    run(operator, "", lines(open("thousand"), open("more")));
    String thousand =
        lines(
            IntStream.range(0, 1_000)
                .mapToObj(i -> rename("thousand", "name " + i))
                .toArray(String[]::new));
    String more =
        lines(
            IntStream.range(0, 1_003)
                .mapToObj(i -> rename("more", "name " + i))
                .toArray(String[]::new));

    List<JsonNode> results = run(operator, ATOMIC, thousand + more + thousand);

    assertThat(results).hasSize(3_003);
    assertThat(statuses(results.subList(0, 1_000))).containsOnly(200);
    assertThat(slugs(results.subList(1_000, 2_003))).containsOnly("too-large");
    assertThat(statuses(results.subList(1_000, 2_003))).containsOnly(413);
    assertThat(statuses(results.subList(2_003, 3_003))).containsOnly(200);
    assertThat(events(on(database), "more")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aDryRunOfAUnitFoldsThroughIt(Databases database) {
    Client operator = on(database).as("operator");
    String body = lines(open("dry"), buy("dry", "2025-06-01"), call("dry", "a"), call("dry", "b"));
    List<JsonNode> results = run(operator, ATOMIC + "&dryRun=true", body);
    assertThat(statuses(results)).containsOnly(201);
    assertThat(results.get(3).path("body").path("balance").path("available").intValue())
        .isEqualTo(2);
    assertThat(operator.get("/v1/accounts/dry").status()).isEqualTo(404);
    assertThat(slugs(run(operator, ATOMIC + "&dryRun=true", body + lines(call("dry", "b")))))
        .containsExactly("rolled-back", "rolled-back", "rolled-back", "rolled-back", "duplicate");
    assertThat(statuses(run(operator, ATOMIC, body))).containsOnly(201);
  }

  @ParameterizedTest
  @EnumSource
  void aUnitIsGivenAgainAndWhatIsNewOfItIsDone(Databases database) {
    Client operator = on(database).as("operator");
    String body = lines(open("units"), buy("units", "2025-06-01"), call("units", "a"));
    List<JsonNode> first = run(operator, ATOMIC, body, keyed("units"));

    List<JsonNode> again = run(operator, ATOMIC, body, keyed("units"));
    List<JsonNode> longer =
        run(operator, ATOMIC, body + lines(call("units", "b"), call("units", "c")), keyed("units"));
    List<JsonNode> other =
        run(
            operator,
            ATOMIC,
            body.replace("12}", "24}") + lines(call("units", "b")),
            keyed("units"));

    assertThat(statuses(first)).containsOnly(201);
    assertThat(again).allMatch(one -> one.path("replayed").booleanValue());
    assertThat(again.stream().map(one -> one.path("body")))
        .isEqualTo(first.stream().map(one -> one.path("body")).toList());
    assertThat(statuses(longer)).containsOnly(201);
    assertThat(longer.stream().map(one -> one.has("replayed")))
        .containsExactly(true, true, true, false, false);
    assertThat(slugs(other)).containsExactly("", "idempotency-conflict", "", "");
    assertThat(events(on(database), "units")).hasSize(5);
  }

  // ------------------------------------------------------------------ import

  private static String oldCall(String accountId, String callId) {
    return "{'command':'log-progress-call','accountId':'%s','callId':'%s','occurredAt':'2025-03-05'}"
        .formatted(accountId, callId);
  }

  @ParameterizedTest
  @EnumSource
  void historyIsImportedPastTheBackdatingLimitByAdminsAlone(Databases database) {
    Service service = on(database);
    Client admin = service.as("admin");
    run(admin, "", lines(open("history")));
    String old = lines(buy("history", "2025-02-01"), oldCall("history", "a"));
    assertThat(slugs(run(admin, "", old)))
        .containsExactly("backdating-limit", "no-contract-in-force");
    assertThat(slugs(run(admin, "?import=false", old)))
        .containsExactly("backdating-limit", "no-contract-in-force");
    for (String user : List.of("operator", "approver", "auditor", "finance", "customer")) {
      Reply refused = send(service.as(user), "?import=true", old);
      assertThat(refused.status()).as(user).isEqualTo(403);
      assertThat(refused.problem()).isEqualTo("forbidden");
      assertThat(refused.json().path("allowed").toString()).isEqualTo("[\"admin\"]");
    }
    assertThat(service.as("auditor").get("/v1/audit/refusals?kind=forbidden&actor=finance").body())
        .contains("/v1/batches");
    assertThat(statuses(run(admin, "?import=true&dryRun=true", old))).containsExactly(201, 409);

    List<JsonNode> results = run(admin, "?import=true&atomic=account", old);

    assertThat(statuses(results)).containsExactly(201, 201);
    run(admin, "", lines(rename("history", "New")));
    List<LoggedEvent> events = service.bean(LogTable.class).ofAccount("history", 0);
    assertThat(events.stream().map(event -> event.metadata().imported()).toList())
        .isEqualTo(java.util.Arrays.asList(null, true, true, null));
    Reply single =
        admin.post(
            "/v1/accounts/history/progress-calls", "{\"occurredAt\":\"2025-03-06T00:00:00Z\"}");
    assertThat(single.problem()).isEqualTo("backdating-limit");
  }

  // ------------------------------------------------------------------ much

  @ParameterizedTest
  @EnumSource
  void manyLinesOfManyAccountsAreDone(Databases database) {
    Client operator = on(database).as("operator");
    var body = new ArrayList<String>();
    IntStream.range(0, 100).forEach(i -> body.add(open("many-" + i)));
    IntStream.range(0, 3_000).forEach(i -> body.add(rename("many-" + i % 100, "n " + i)));
    List<JsonNode> results = run(operator, "", lines(body.toArray(String[]::new)), keyed("many"));
    assertThat(results).hasSize(3_100);
    assertThat(statuses(results)).containsOnly(200, 201);
    List<JsonNode> again = run(operator, "", lines(body.toArray(String[]::new)), keyed("many"));
    assertThat(again).allMatch(one -> one.path("replayed").booleanValue());
    assertThat(
            Collections.max(results.stream().map(one -> one.path("position").longValue()).toList()))
        .isEqualTo(results.getLast().path("position").longValue());
  }
}
