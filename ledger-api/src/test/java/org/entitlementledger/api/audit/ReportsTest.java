package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Reports that auditors ask for, over {@link Audited}. */
class ReportsTest {
  private static final String PATH = "/v1/audit/reports/";
  private static final List<String> ALL =
      List.of(
          "overrides",
          "backdated-entries",
          "corrections",
          "actions",
          "catalogue-versions",
          "segregation-of-duties");

  private static JsonNode items(Audited ledger, String report) {
    return ok(ledger.auditor.get(PATH + report)).path("items");
  }

  @ParameterizedTest
  @EnumSource
  void tellWhoDidWhatAndByWhoseLeave(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      ledger.done(
          ledger.operator,
          "adjustments",
          "{'adjustmentId':'a2','entitlement':'seats','quantity':1,'reason':'=1+1'}");
      JsonNode overrides = items(ledger, "overrides");
      assertThat(Books.texts(overrides, "outcome"))
          .containsExactly("approved", "approved", "waiting");
      assertThat(Books.texts(overrides, "decidedBy")).containsExactly("approver", "approver", "");
      assertThat(Books.texts(overrides, "reason")).containsExactly("our fault", "a rush", "=1+1");
      assertThat(Books.texts(overrides, "command"))
          .containsExactly("request-adjustment", "record-usage", "request-adjustment");
      assertThat(overrides.get(0).path("quantity").intValue()).isEqualTo(-2);
      assertThat(overrides.get(0).path("requestedBy").asString()).isEqualTo("operator");
      assertThat(overrides.get(0).path("decidedPosition").intValue()).isEqualTo(7);

      JsonNode late = items(ledger, "backdated-entries");
      assertThat(Books.texts(late, "type"))
          .containsExactly(
              "contract-purchased", "usage-recorded", "usage-reversed", "account-opened");
      assertThat(late.get(1).path("delay").asString()).isEqualTo("PT24H");
      assertThat(late.get(1).path("reason").asString()).isEqualTo("a call");
      assertThat(late.get(3).path("imported").booleanValue()).isTrue();

      JsonNode fix = items(ledger, "corrections").get(0);
      assertThat(fix.path("type").asString()).isEqualTo("usage-reversed");
      assertThat(fix.path("reason").asString()).isEqualTo("it was another");
      assertThat(fix.path("correctedPosition").intValue()).isEqualTo(3);
      assertThat(fix.path("correctedType").asString()).isEqualTo("usage-recorded");

      JsonNode pinned = items(ledger, "catalogue-versions");
      assertThat(Books.texts(pinned, "contractId")).containsExactly("c1");
      assertThat(pinned.get(0).path("tier").asString()).isEqualTo("small");
      assertThat(pinned.get(0).path("from").asString()).isEqualTo("2025-06-01");
      assertThat(pinned.get(0).path("version").asString()).isNotEmpty();

      JsonNode uses =
          items(ledger, "actions?account=acme")
              .valueStream()
              .filter(one -> one.path("type").asString().equals("usage-recorded"))
              .filter(one -> one.path("person").asString().equals("operator"))
              .findFirst()
              .orElseThrow();
      assertThat(uses.path("actions").intValue()).isEqualTo(2);
      assertThat(uses.path("firstPosition").intValue()).isEqualTo(3);
      assertThat(uses.path("lastPosition").intValue()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nameThoseWhoApproveMostlyOneOther(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      assertThat(items(ledger, "segregation-of-duties").size()).isZero();
      adjust(ledger, "operator", "approver", 3);
      JsonNode conflict = items(ledger, "segregation-of-duties").get(0);
      assertThat(conflict.path("conflict").asString()).isEqualTo("mostly-one-other");
      assertThat(conflict.path("person").asString()).isEqualTo("approver");
      assertThat(conflict.path("other").asString()).isEqualTo("operator");
      assertThat(conflict.path("approvals").intValue()).isEqualTo(5);
      assertThat(conflict.path("ofApprovals").intValue()).isEqualTo(5);

      adjust(ledger, "admin", "approver", 1);
      assertThat(items(ledger, "segregation-of-duties").get(0).path("ofApprovals").intValue())
          .isEqualTo(6);
      adjust(ledger, "admin", "approver", 1);
      assertThat(items(ledger, "segregation-of-duties").size()).isZero();
    }
  }

  private static void adjust(Audited ledger, String requester, String approver, int times) {
    for (int i = 0; i < times; i++) {
      var asked =
          ledger
              .service
              .as(requester)
              .post(
                  "/v1/accounts/acme/adjustments",
                  Audited.json("{'entitlement':'seats','quantity':1,'reason':'more'}"));
      String id = created(asked).path("adjustmentId").asString();
      ledger.done(ledger.service.as(approver), "adjustments/" + id + "/approval", "{}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areTheSameAfterARebuildInPagesAndAsTables(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      adjust(ledger, "operator", "approver", 4);
      var before = new ArrayList<String>();
      for (String report : ALL) {
        before.add(ledger.auditor.get(PATH + report).body());
        before.add(ledger.auditor.get(PATH + report, "Accept", "text/csv").body());
        assertThat(before).last().asString().contains("\r\n");
        givesTheSameInPages(ledger, report);
      }
      JsonNode rebuilt = ok(ledger.admin.post("/v1/admin/views/audit/rebuild", ""));
      assertThat(rebuilt.path("differenceCount").intValue()).isZero();
      var after = new ArrayList<String>();
      for (String report : ALL) {
        after.add(ledger.auditor.get(PATH + report).body());
        after.add(ledger.auditor.get(PATH + report, "Accept", "text/csv").body());
      }
      assertThat(after).isEqualTo(before);
    }
  }

  private static void givesTheSameInPages(Audited ledger, String report) {
    JsonNode whole = items(ledger, report);
    assertThat(whole.size()).as(report).isPositive();
    var paged = new ArrayList<JsonNode>();
    String after = "";
    do {
      JsonNode page = ok(ledger.auditor.get(PATH + report + "?limit=1" + after));
      page.path("items").forEach(paged::add);
      after = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    assertThat(paged).as(report).isEqualTo(whole.valueStream().toList());
  }

  @ParameterizedTest
  @EnumSource
  void areNarrowedAndRefuseWhatIsWrong(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      for (String report : ALL) {
        String path = PATH + report;
        assertThat(items(ledger, report + "?account=nobody").size()).as(report).isZero();
        assertThat(items(ledger, report + "?to=2025-06-15T12:00:00Z").size()).as(report).isZero();
        assertThat(items(ledger, report + "?from=2025-06-15T12:00:00Z&account=acme"))
            .as(report)
            .isEqualTo(items(ledger, report + "?account=acme"));
        invalid("from", ledger.auditor.get(path + "?from=yesterday"));
        invalid("kind", ledger.auditor.get(path + "?kind=void"));
        invalid("limit", ledger.auditor.get(path + "?limit=5", "Accept", "text/csv"));
        refused(406, "not-acceptable", ledger.auditor.get(path, "Accept", "image/png"));
        refused(403, "forbidden", ledger.operator.get(path));
      }
      ledger.done(
          ledger.operator,
          "adjustments",
          "{'entitlement':'seats','quantity':1,'reason':'=1+1, \\'quoted\\''}");
      String table = ledger.auditor.get(PATH + "overrides", "Accept", "text/csv").body();
      assertThat(table).startsWith("position,accountId,kind,id,command,").contains(",\"'=1+1, ");
      assertThat(table.lines().count()).isEqualTo(4);
    }
  }
}
