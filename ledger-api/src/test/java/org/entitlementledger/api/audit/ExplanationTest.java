package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Why a balance is what it is, over {@link Audited}. */
class ExplanationTest {
  private static final String PATH = "/v1/accounts/acme/entitlements/";

  private static void addsUp(JsonNode explanation) {
    JsonNode balance = explanation.path("balance");
    for (String figure :
        List.of("granted", "adjusted", "consumed", "held", "lapsed", "overage", "available")) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode line : explanation.path("items")) {
        sum = sum.add(line.path("changes").path(figure).decimalValue(BigDecimal.ZERO));
      }
      assertThat(sum).as(figure).isEqualByComparingTo(balance.path(figure).decimalValue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesEventActorReasonApprovalAndSource(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      JsonNode hours = ok(ledger.auditor.get(PATH + "hours/explanation"));
      addsUp(hours);
      assertThat(hours.path("balance"))
          .isEqualTo(without(ok(ledger.auditor.get(PATH + "hours")), "position"));
      JsonNode items = hours.path("items");
      assertThat(Books.texts(items, "movement"))
          .containsExactly("granted", "consumed", "returned", "consumed", "consumed", "consumed");
      assertThat(items.get(0).has("position")).isFalse();
      assertThat(items.get(0).path("source").path("kind").asString()).isEqualTo("allowance");
      JsonNode first = items.get(1);
      assertThat(first.path("position").intValue()).isEqualTo(3);
      assertThat(first.path("type").asString()).isEqualTo("usage-recorded");
      assertThat(first.path("actor").asString()).isEqualTo("operator");
      assertThat(first.path("reason").asString()).isEqualTo("a call");
      assertThat(first.path("eventId").asString()).hasSize(36);
      assertThat(first.has("approval")).isFalse();
      JsonNode past = items.get(5);
      assertThat(past.path("source").path("kind").asString()).isEqualTo("overage");
      assertThat(past.path("approval").path("requestedBy").asString()).isEqualTo("operator");
      assertThat(past.path("approval").path("approvedBy").asString()).isEqualTo("approver");

      JsonNode seats = ok(ledger.auditor.get(PATH + "seats/explanation"));
      addsUp(seats);
      JsonNode deduction = seats.path("items").get(1);
      assertThat(deduction.path("movement").asString()).isEqualTo("deducted");
      assertThat(deduction.path("approval").path("approvedBy").asString()).isEqualTo("approver");

      JsonNode then = ok(ledger.auditor.get(PATH + "hours/explanation?asOf=2025-06-14"));
      addsUp(then);
      assertThat(then.path("items").size()).isEqualTo(3);
    }
  }

  /** A line's event, and who caused it and why. */
  private static String cause(JsonNode line) {
    return "%s by %s: %s"
        .formatted(
            line.path("type").asString(),
            line.path("actor").asString(),
            line.path("reason").asString());
  }

  private static void hasEvent(Client auditor, JsonNode line) {
    long position = line.path("position").longValue();
    JsonNode events = ok(auditor.get("/v1/audit/events?limit=1000")).path("items");
    JsonNode event =
        events
            .valueStream()
            .filter(one -> one.path("position").longValue() == position)
            .findFirst()
            .orElseThrow();
    for (String field : List.of("eventId", "type", "recordedAt", "actor")) {
      assertThat(line.path(field)).as(field).isEqualTo(event.path(field));
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesWhoAskedForWhatAnotherApprovedAndWhy(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      JsonNode deduction = ok(ledger.auditor.get(PATH + "seats/explanation")).path("items").get(1);
      assertThat(cause(deduction)).isEqualTo("adjustment-approved by approver: our fault");
      assertThat(deduction.path("position").intValue()).isEqualTo(7);
      assertThat(deduction.path("approval").path("requestedBy").asString()).isEqualTo("operator");
      JsonNode past = ok(ledger.auditor.get(PATH + "hours/explanation")).path("items").get(5);
      assertThat(cause(past)).isEqualTo("usage-recorded by approver: a rush");

      ledger.done(
          ledger.operator,
          "adjustments",
          "{'adjustmentId':'a2','entitlement':'tokens','quantity':3,'reason':'a gift'}");
      JsonNode tokens = ok(ledger.auditor.get(PATH + "tokens/explanation"));
      addsUp(tokens);
      JsonNode gift = tokens.path("items").get(1);
      assertThat(cause(gift)).isEqualTo("adjustment-approved by operator: a gift");
      hasEvent(ledger.auditor, gift);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesTheTierChangeAndTheRenewalThatGiveSomething(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      ledger.done(
          ledger.operator,
          "contracts/c1/tier-change",
          "{'tier':'large','effectiveOn':'2025-06-12','reason':'they grow'}");
      JsonNode seats = ok(ledger.auditor.get(PATH + "seats/explanation"));
      addsUp(seats);
      List<JsonNode> lines = seats.path("items").valueStream().toList();
      assertThat(Books.texts(seats.path("items"), "movement"))
          .containsExactly("granted", "taken-back", "granted", "deducted");
      assertThat(lines.get(0).has("position")).isFalse();
      for (JsonNode line : lines.subList(1, 3)) {
        assertThat(cause(line)).isEqualTo("tier-changed by operator: they grow");
        hasEvent(ledger.auditor, line);
      }
      JsonNode before = ok(ledger.auditor.get(PATH + "seats/explanation?asOf=2025-06-11"));
      assertThat(before.path("items").size()).isEqualTo(1);
      assertThat(before.path("items").get(0).has("actor")).isFalse();

      JsonNode july = ok(ledger.auditor.get(PATH + "hours/explanation?asOf=2025-07-02"));
      assertThat(cause(july.path("items").get(0))).isEqualTo("tier-changed by operator: they grow");

      ledger.done(
          ledger.operator,
          "contracts/c1/renewal",
          "{'contractId':'c2','termMonths':12,'reason':'they stay'}");
      JsonNode renewed = ok(ledger.auditor.get(PATH + "seats/explanation?asOf=2026-06-02"));
      addsUp(renewed);
      JsonNode granted = renewed.path("items").get(0);
      assertThat(cause(granted)).isEqualTo("contract-renewed by operator: they stay");
      hasEvent(ledger.auditor, granted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesNoTierChangeThatWasWithdrawnOrReplaced(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      String change = "{'tier':'large','effectiveOn':'2025-07-%s','reason':'plan %s'}";
      ledger.done(ledger.operator, "contracts/c1/tier-change", change.formatted("10", "one"));
      ledger.done(ledger.operator, "contracts/c1/tier-change", change.formatted("05", "two"));
      JsonNode then = ok(ledger.auditor.get(PATH + "seats/explanation?asOf=2025-07-11"));
      assertThat(then.path("items").valueStream().map(ExplanationTest::cause))
          .contains("tier-changed by operator: plan two")
          .doesNotContain("tier-changed by operator: plan one");
      ledger.done(ledger.operator, "contracts/c1/tier-change/withdrawal", "{'reason':'no growth'}");
      JsonNode never = ok(ledger.auditor.get(PATH + "seats/explanation?asOf=2025-07-11"));
      assertThat(never.path("items").valueStream().map(one -> one.path("type").asString()))
          .doesNotContain("tier-changed");
    }
  }

  private static JsonNode without(JsonNode node, String field) {
    var copy = (tools.jackson.databind.node.ObjectNode) node.deepCopy();
    copy.remove(field);
    return copy;
  }

  @ParameterizedTest
  @EnumSource
  void isPagedAndRefusesWhatIsWrong(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      String path = PATH + "hours/explanation";
      var paged = new ArrayList<JsonNode>();
      String after = "";
      do {
        JsonNode page = ok(ledger.auditor.get(path + "?limit=2" + after));
        page.path("items").forEach(paged::add);
        after = page.has("next") ? "&after=" + page.path("next").asString() : "";
      } while (!after.isEmpty());
      assertThat(paged)
          .isEqualTo(ok(ledger.auditor.get(path)).path("items").valueStream().toList());
      invalid("recordedAsOf", ledger.auditor.get(path + "?recordedAsOf=2025-06-17"));
      invalid("after", ledger.auditor.get(path + "?after=x"));
      refused(404, "not-found", ledger.auditor.get(PATH + "nothing/explanation"));
      refused(404, "not-found", ledger.auditor.get("/v1/accounts/no/entitlements/x/explanation"));
      refused(404, "not-found", ledger.auditor.get(path + "?asOf=2025-01-01"));
    }
  }

  /** A customer sees of its account what movements show it: not who else was at work, nor why. */
  @Test
  void tellsCustomersNoMoreThanMovementsDo() {
    var service = Service.shared();
    Books mine = Books.of(service, "mine", "advanced", "2025-06-01");
    mine.done("progress-calls", "{'reason':'between us'}");
    Client customer = service.as("customer");
    JsonNode explained =
        ok(customer.get("/v1/accounts/mine/entitlements/progress-call/explanation"));
    addsUp(explained);
    mine.done(
        "contracts/c1/tier-change",
        "{'tier':'signature','effectiveOn':'2025-06-05','reason':'between us'}");
    JsonNode vouchers =
        ok(customer.get("/v1/accounts/mine/entitlements/certification-voucher/explanation"));
    assertThat(Books.texts(vouchers.path("items"), "type")).contains("tier-changed");
    JsonNode history = ok(customer.get("/v1/accounts/mine/history"));
    assertThat(history.path("items").size()).isGreaterThan(2);
    JsonNode difference =
        ok(customer.get("/v1/accounts/mine/history/difference?recordedAsOf=2025-01-01"));
    assertThat(difference.path("items").size()).isGreaterThan(2);
    assertThat(explained + "" + vouchers + history + difference)
        .doesNotContain("operator")
        .doesNotContain("between us")
        .doesNotContain("payload")
        .doesNotContain("actor");
  }
}
