package org.entitlementledger.api.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.finance.ProviderFile.PATH;
import static org.entitlementledger.api.finance.ProviderFile.row;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** FINANCE.md, "Reconciliation": differences are settled for good. */
class ResolutionHttpTest {
  /** A month without exams, so that files are not found to lack those of other tests. */
  private static final String QUIET = "2024-01";

  /** An account of its own with vouchers, the first {@code redeemed} of which are redeemed. */
  private static Books account(Service service, String id, int redeemed, String... codes) {
    Books books = Books.of(service, id, "advanced", "2025-06-01");
    books.done(
        "vouchers",
        "{'quantity': %d, 'codes': ['%s'], 'occurredAt': '2025-06-01'}"
            .formatted(codes.length, String.join("', '", codes)));
    for (String code : List.of(codes).subList(0, redeemed)) {
      books.done("vouchers/" + code + "/redemption", "{'examAt': '2025-06-02T10:00:00Z'}");
    }
    return books;
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void anAcceptedDifferenceStaysSettled(Databases database) {
    Service service = Service.shared(database);
    Client finance = service.as("finance");
    account(service, "accepting", 2, "AC-1", "AC-2");
    String[] rows = {row("ac1", "AC-1", "151"), row("ac2", "AC-2", "150"), row("ac3", "AC-9", "1")};
    var file = ProviderFile.sent(finance, QUIET, rows);
    assertThat(Books.texts(file.lines("?settled=false"), "voucherCode"))
        .containsExactly("AC-1", "AC-9");

    JsonNode accepted = file.resolved("{'line': 2, 'action': 'accept', 'reason': 'a new price'}");
    assertThat(accepted.path("status").asString()).isEqualTo("settled");
    assertThat(accepted.path("requestedBy").asString()).isEqualTo("finance");
    assertThat(accepted.path("finding").asString()).isEqualTo("amount-mismatch");
    JsonNode again =
        file.refused("invalid-transition", "{'line': 2, 'action': 'accept', 'reason': 'twice'}");
    assertThat(again.path("state").asString()).isEqualTo("settled");
    assertThat(again.path("resolutionId")).isEqualTo(accepted.path("resolutionId"));

    assertThat(Books.texts(file.lines("?settled=false"), "voucherCode")).containsExactly("AC-9");
    JsonNode settled = file.lines("?settled=true");
    assertThat(settled.size()).isEqualTo(1);
    assertThat(settled.get(0).path("resolution")).isEqualTo(accepted);
    assertThat(file.lines("").get(1).has("resolution")).isFalse();
    assertThat(ProviderFile.sent(finance, QUIET, rows).findings()).isEqualTo("{}");
    assertThat(file.lines("?settled=true")).isEqualTo(settled);
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void onlyDifferencesAreSettled(Databases database) {
    Service service = Service.shared(database);
    account(service, "only", 1, "ON-1");
    var file =
        ProviderFile.sent(
            service.as("finance"), QUIET, row("on1", "ON-1", "150"), row("on2", "ON-9", "150"));
    String wrong = "'reason': 'why not'}";
    file.refused("validation", "{'line': 2, 'action': 'accept', " + wrong);
    file.refused("validation", "{'line': 3, 'action': 'record-redemption', " + wrong);
    file.refused("validation", "{'line': 3, 'action': 'forget', " + wrong);
    file.refused("validation", "{'action': 'accept', " + wrong);
    file.refused("validation", "{'line': 3, 'voucherCode': 'ON-9', 'action': 'accept', " + wrong);
    file.refused("validation", "{'line': 3, 'action': 'accept', 'reason': ' '}");
    file.refused("not-found", "{'line': 4, 'action': 'accept', " + wrong);
    file.refused("not-found", "{'voucherCode': 'ON-9', 'action': 'accept', " + wrong);
    assertThat(file.finance().get(file.path("")).json().path("items").size()).isZero();
    assertThat(file.finance().get(file.path("/none")).problem()).isEqualTo("not-found");
    assertThat(file.finance().get(PATH + "/none/resolutions").problem()).isEqualTo("not-found");
    String body = "{'line': 3, 'action': 'accept', " + wrong;
    for (String other : List.of("operator", "approver", "auditor", "customer")) {
      assertThat(file.resolve(service.as(other), body).problem()).isEqualTo("forbidden");
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void aWriteOffWaitsForAnotherPerson(Databases database) {
    Service service = Service.shared(database);
    Client finance = service.as("finance");
    Client admin = service.as("admin");
    var file = ProviderFile.sent(finance, QUIET, row("wr1", "WR-9", "150"));
    String body = "{'line': 2, 'action': 'write-off', 'reason': 'below the limit'}";
    JsonNode first = file.resolved(body);
    assertThat(first.path("status").asString()).isEqualTo("pending");
    assertThat(file.lines("?settled=true").size()).isZero();
    assertThat(file.lines("?settled=false").get(0).path("resolution")).isEqualTo(first);
    file.refused("invalid-transition", "{'line': 2, 'action': 'accept', 'reason': 'rather so'}");
    for (String decision : List.of("approval", "rejection")) {
      Reply own = file.decide(finance, first, decision);
      assertThat(own.status()).isEqualTo(403);
      assertThat(own.problem()).isEqualTo("self-approval");
      assertThat(own.json().path("requestedBy").asString()).isEqualTo("finance");
    }

    JsonNode rejected = file.decide(admin, first, "rejection").json();
    assertThat(rejected.path("rejectedBy").asString()).isEqualTo("admin");
    assertThat(file.decide(admin, first, "approval").problem()).isEqualTo("invalid-transition");
    JsonNode second = file.resolved(body);
    JsonNode approved = file.decide(admin, second, "approval").json();
    assertThat(approved.path("status").asString()).isEqualTo("settled");
    assertThat(approved.path("approvedBy").asString()).isEqualTo("admin");
    assertThat(approved.path("decidedAt").asString()).isEqualTo(Service.SHARED_NOW);
    assertThat(file.lines("?settled=true").get(0).path("resolution")).isEqualTo(approved);
    for (String decision : List.of("approval", "rejection")) {
      assertThat(file.decide(admin, second, decision).problem()).isEqualTo("invalid-transition");
    }
    file.refused("invalid-transition", body);

    Reply page = finance.get(file.path("?limit=1"));
    assertThat(page.json().path("items").get(0)).isEqualTo(rejected);
    String next = page.json().path("next").asString();
    JsonNode rest = finance.get(file.path("?limit=1&after=" + next)).json();
    assertThat(rest.path("items").get(0)).isEqualTo(approved);
    assertThat(rest.has("next")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void aRedemptionIsRecordedByItsCommand(Databases database) {
    Service service = Service.shared(database);
    Books books = account(service, "recording", 0, "RE-1", "RE-2");
    var file =
        ProviderFile.sent(
            service.as("finance"), QUIET, row("re1", "RE-1", "150"), row("re2", "RE-2", "150"));
    assertThat(file.findings()).isEqualTo("{\"not-redeemed\":2}");
    JsonNode settled =
        file.resolved("{'line': 2, 'action': 'record-redemption', 'reason': 'a late report'}");
    assertThat(settled.path("status").asString()).isEqualTo("settled");
    JsonNode event = event(service, settled.path("position").longValue());
    assertThat(event.path("type").asString()).isEqualTo("voucher-redeemed");
    assertThat(event.path("actor").asString()).isEqualTo("finance");
    assertThat(event.path("reason").asString()).isEqualTo("a late report");
    JsonNode voucher = books.read("vouchers/RE-1");
    assertThat(voucher.path("status").asString()).isEqualTo("redeemed");
    assertThat(voucher.path("providerTransactionId").asString()).isEqualTo("re1");
    assertThat(voucher.path("examCode").asString()).isEqualTo("EX-1");

    books.done("vouchers/RE-2/revocation", "{'reason': 'the customer left'}");
    JsonNode refused =
        file.refused(
            "invalid-transition",
            "{'line': 3, 'action': 'record-redemption', 'reason': 'a late report'}");
    assertThat(refused.path("state").asString()).isEqualTo("revoked");
    assertThat(file.finance().get(file.path("")).json().path("items").size()).isEqualTo(1);
    file.resolved("{'line': 3, 'action': 'accept', 'reason': 'it was revoked'}");
  }

  private static JsonNode event(Service service, long position) {
    return service
        .as("auditor")
        .get("/v1/audit/events?account=recording&limit=1000")
        .json()
        .path("items")
        .valueStream()
        .filter(one -> one.path("position").longValue() == position)
        .findFirst()
        .orElseThrow();
  }

  /** What is left where the process dies between the redemption and its resolution. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void aRedemptionThatIsRecordedAlreadyIsNotRecordedTwice(Databases database) {
    Service service = Service.shared(database);
    Books books = account(service, "dying", 0, "DY-1", "DY-2");
    var file =
        ProviderFile.sent(
            service.as("finance"), QUIET, row("dy1", "DY-1", "150"), row("dy2", "DY-2", "150"));
    String redeemed = "{'examAt': '2025-06-02T10:00:00Z', 'providerTransactionId': '%s'}";
    long position = books.post("vouchers/DY-1/redemption", redeemed.formatted("dy1")).position();
    books.done("vouchers/DY-2/redemption", redeemed.formatted("another"));
    String before = Books.events(service, "dying");
    JsonNode settled =
        file.resolved("{'line': 2, 'action': 'record-redemption', 'reason': 'once more'}");
    assertThat(settled.path("position").longValue()).isEqualTo(position);
    assertThat(settled.path("action").asString()).isEqualTo("record-redemption");
    file.refused(
        "invalid-transition", "{'line': 3, 'action': 'record-redemption', 'reason': 'another'}");
    assertThat(Books.events(service, "dying")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void whatAFileLacksIsNamedByItsVoucher(Databases database) {
    Service service = Service.shared(database);
    Client finance = service.as("finance");
    Books books = account(service, "lacking", 0, "LA-1", "LA-2");
    for (String code : List.of("LA-1", "LA-2")) {
      books.done("vouchers/" + code + "/redemption", "{'examAt': '2025-06-03T23:11:00Z'}");
    }
    var file = ProviderFile.sent(finance, "2025-06-03/2025-06-04");
    assertThat(file.findings()).isEqualTo("{\"missing-from-file\":2}");
    JsonNode accepted =
        file.resolved("{'voucherCode': 'LA-1', 'action': 'accept', 'reason': 'never billed'}");
    assertThat(accepted.has("line")).isFalse();
    assertThat(accepted.path("voucherCode").asString()).isEqualTo("LA-1");
    var later =
        ProviderFile.sent(
            finance,
            "2025-06-03/2025-06-04",
            "la1,LA-1,,2025-06-03T23:11:00Z,redeemed,150,USD,",
            "la2,LA-2,,2025-06-03T23:11:00Z,redeemed,150,USD,");
    assertThat(later.findings()).isEqualTo("{\"matched\":2}");
    JsonNode lines = file.lines("");
    assertThat(lines.get(0).has("replacedBy")).isFalse();
    assertThat(lines.get(1).path("replacedBy").toString())
        .isEqualTo("{\"reconciliationId\":\"" + later.id() + "\",\"line\":3}");
    assertThat(file.lines("?settled=false").size()).isZero();
    JsonNode refused =
        file.refused(
            "invalid-transition", "{'voucherCode': 'LA-2', 'action': 'accept', 'reason': 'late'}");
    assertThat(refused.path("state").asString()).isEqualTo("replaced");
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void aCorrectedRowReplacesItsEarlierOne(Databases database) {
    Service service = Service.shared(database);
    Client finance = service.as("finance");
    account(service, "correcting", 2, "CO-1", "CO-2");
    String[] wrong = {
      row("co1", "CO-1", "1500"), row("co2", "CO-2", "x"), row("co3", "CO-9", "150")
    };
    String[] right = {row("co2", "CO-2", "150"), row("co1", "CO-1", "150.00")};
    var first = ProviderFile.sent(finance, QUIET, wrong);
    assertThat(first.findings())
        .isEqualTo("{\"invalid\":1,\"unknown-voucher\":1,\"amount-mismatch\":1}");
    var second = ProviderFile.sent(finance, QUIET, right);
    assertThat(second.findings()).isEqualTo("{\"matched\":2}");
    JsonNode lines = first.lines("");
    assertThat(lines.get(0).path("finding").asString()).isEqualTo("amount-mismatch");
    assertThat(lines.get(0).path("replacedBy").path("reconciliationId").asString())
        .isEqualTo(second.id());
    assertThat(lines.get(0).path("replacedBy").path("line").intValue()).isEqualTo(3);
    assertThat(lines.get(1).path("replacedBy").path("line").intValue()).isEqualTo(2);
    assertThat(Books.texts(first.lines("?settled=false"), "voucherCode")).containsExactly("CO-9");
    for (String[] file : List.of(wrong, right)) {
      assertThat(ProviderFile.sent(finance, QUIET, file).findings()).isEqualTo("{}");
    }
    assertThat(ProviderFile.sent(finance, QUIET, row("co1", "CO-1", "149")).findings())
        .isEqualTo("{\"duplicate\":1}");
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void givesTheFirstAnswerAgain(Databases database) {
    Service service = Service.shared(database);
    Client finance = service.as("finance");
    var file = ProviderFile.sent(finance, QUIET, row("ke1", "KE-9", "150"));
    String body = "{'line': 2, 'action': 'accept', 'reason': 'once'}";
    Reply first = file.resolve(finance, body, "Idempotency-Key", "resolve-ke1");
    assertThat(first.header("Location"))
        .isEqualTo(file.path("/" + first.json().path("resolutionId").asString()));
    assertThat(finance.get(String.valueOf(first.header("Location"))).json())
        .isEqualTo(first.json());
    Reply again = file.resolve(finance, body, "Idempotency-Key", "resolve-ke1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(file.resolve(finance, body, "Idempotency-Key", "resolve-ke2").problem())
        .isEqualTo("invalid-transition");
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void ofManyAtOnceOneSettles(Databases database) {
    Service service = Service.shared(database);
    var file = ProviderFile.sent(service.as("finance"), QUIET, row("ma1", "MA-9", "150"));
    String body = "{'line': 2, 'action': 'write-off', 'reason': 'who is first'}";
    List<CompletableFuture<Reply>> asked =
        Stream.generate(() -> file)
            .limit(6)
            .map(one -> CompletableFuture.supplyAsync(() -> one.resolve(one.finance(), body)))
            .toList();
    List<Integer> statuses = asked.stream().map(one -> one.join().status()).sorted().toList();
    assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409);
    assertThat(file.finance().get(file.path("")).json().path("items").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void whatIsNotSettledIsCountedByTheDayOfTheExam(Databases database) {
    Service service = Service.shared(database);
    Client finance = service.as("finance");
    account(service, "counting", 1, "CN-1");
    var queries = service.bean(ReconciliationQueries.class);
    LocalDate day = LocalDate.parse("2025-06-02");
    long before = queries.unsettled(day);
    long dayBefore = queries.unsettled(day.minusDays(1));
    var file =
        ProviderFile.sent(
            finance,
            QUIET,
            row("cn1", "CN-1", "151"),
            row("cn2", "CN-8", "150"),
            row("cn3", "CN-9", "150"),
            row("cn4", "CN-9", "unreadable"));
    assertThat(queries.unsettled(day)).isEqualTo(before + 4);
    // nobody knows of which day it is
    assertThat(queries.unsettled(day.minusDays(1))).isEqualTo(dayBefore + 1);
    file.resolved("{'line': 3, 'action': 'accept', 'reason': 'explained'}");
    assertThat(queries.unsettled(day)).isEqualTo(before + 3);
    JsonNode pending = file.resolved("{'line': 4, 'action': 'write-off', 'reason': 'small'}");
    assertThat(queries.unsettled(day)).isEqualTo(before + 3);
    file.decide(service.as("admin"), pending, "approval");
    assertThat(queries.unsettled(day)).isEqualTo(before + 2);
    ProviderFile.sent(finance, QUIET, row("cn1", "CN-1", "150"));
    assertThat(queries.unsettled(day)).isEqualTo(before + 1);
  }
}
