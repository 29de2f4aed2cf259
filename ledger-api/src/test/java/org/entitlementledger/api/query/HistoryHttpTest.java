package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** API.md, "Audit": {@code history}, and what tells two of an account's states apart. */
class HistoryHttpTest {
  private static final String PATH = "/v1/accounts/acme/history";

  /**
   * Account {@code acme}: 1 opened, 2 bought, 3 a call of June 3 on June 10; then on June 20, 4 a
   * late call of June 5, 5 the void of the first, and 6 another name.
   */
  private static Service service(Databases database) {
    var service = Service.rehearsal(database, "2025-06-10T09:00:00Z");
    Books acme = Books.of(service, "acme", "advanced", "2025-06-01");
    acme.done("progress-calls", "{'callId':'one','occurredAt':'2025-06-03','reason':'weekly'}");
    ok(service.as("admin").put("/v1/test-clock", "{\"now\":\"2025-06-20T09:00:00Z\"}"));
    acme.done("progress-calls", "{'callId':'two','occurredAt':'2025-06-05'}");
    acme.done("progress-calls/one/void", "{'reason':'nobody came'}");
    ok(service.as("operator").put("/v1/accounts/acme", "{\"name\":\"Acme 2\"}"));
    return service;
  }

  private static List<Integer> positions(JsonNode answer) {
    return answer.path("items").valueStream().map(one -> one.path("position").intValue()).toList();
  }

  private static JsonNode calls(JsonNode entitlements) {
    return entitlements
        .valueStream()
        .filter(one -> one.path("entitlement").asString().equals("progress-call"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheAccountAsItWasAndWhatLedThere(Databases database) {
    try (var service = service(database)) {
      Client auditor = service.as("auditor");
      JsonNode now = ok(auditor.get(PATH));
      assertThat(positions(now)).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(now.path("account").path("name").asString()).isEqualTo("Acme 2");
      assertThat(now.path("asOf").asString()).isEqualTo("2025-06-20T09:00:00Z");
      assertThat(now.path("position").intValue()).isEqualTo(6);
      assertThat(figures(calls(now.path("entitlements"))))
          .isEqualTo("available 3 consumed 1 granted 4 remaining 3");
      JsonNode third = now.path("items").get(2);
      assertThat(third.path("actor").asString()).isEqualTo("operator");
      assertThat(third.path("reason").asString()).isEqualTo("weekly");
      assertThat(third.path("payload").path("callId").asString()).isEqualTo("one");

      String then = "?asOf=2025-06-04&recordedAsOf=2025-06-12";
      JsonNode before = ok(auditor.get(PATH + then));
      assertThat(positions(before)).containsExactly(2, 3);
      assertThat(before.path("account").path("name").asString()).isEqualTo("acme Inc");
      assertThat(before.path("entitlements"))
          .isEqualTo(ok(auditor.get("/v1/accounts/acme/entitlements" + then)).path("entitlements"));
      assertThat(ok(auditor.get(PATH + "?asOf=2025-06-15")).path("account").path("name").asString())
          .isEqualTo("acme Inc");
      JsonNode unknown = ok(auditor.get(PATH + "?recordedAsOf=2025-06-01"));
      assertThat(unknown.has("account")).isFalse();
      assertThat(unknown.path("items").size()).isZero();
      assertThat(unknown.path("entitlements").size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isPagedAndRefusesWhatIsWrong(Databases database) {
    try (var service = service(database)) {
      Client auditor = service.as("auditor");
      var paged = new ArrayList<Integer>();
      String after = "";
      do {
        JsonNode page = ok(auditor.get(PATH + "?limit=2" + after));
        paged.addAll(positions(page));
        assertThat(page.path("entitlements").size()).isPositive();
        after = page.has("next") ? "&after=" + page.path("next").asString() : "";
      } while (!after.isEmpty());
      assertThat(paged).containsExactly(1, 2, 3, 4, 5, 6);
      invalid("recordedAsOf", auditor.get(PATH + "?recordedAsOf=2025-07-01"));
      invalid("after", auditor.get(PATH + "?after=nonsense"));
      invalid("otherRecordedAsOf", auditor.get(PATH + "/difference?otherRecordedAsOf=2025-07-01"));
      refused(404, "not-found", auditor.get("/v1/accounts/nobody/history"));
      refused(404, "not-found", auditor.get("/v1/accounts/nobody/history/difference"));
      refused(404, "not-found", service.as("customer").get(PATH));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatChangedBetweenWhatWasKnownThenAndNow(Databases database) {
    try (var service = service(database)) {
      Client auditor = service.as("auditor");
      String path = PATH + "/difference?asOf=2025-06-12&recordedAsOf=2025-06-12";
      JsonNode same = ok(auditor.get(path));
      assertThat(positions(same)).containsExactly(4, 5);
      assertThat(Books.texts(same.path("items"), "counted")).containsOnly("other");
      assertThat(same.path("other").path("asOf").asString())
          .isEqualTo("2025-06-12T23:59:59.999999Z");
      assertThat(same.path("other").path("recordedAsOf").asString())
          .isEqualTo("2025-06-20T09:00:00Z");
      assertThat(same.path("entitlements").size()).isZero();

      JsonNode earlier =
          ok(auditor.get(PATH + "/difference?asOf=2025-06-04&recordedAsOf=2025-06-12"));
      assertThat(positions(earlier)).containsExactly(5);
      JsonNode calls = calls(earlier.path("entitlements"));
      assertThat(earlier.path("entitlements").size()).isEqualTo(1);
      assertThat(figures(calls.path("one")))
          .isEqualTo("available 3 consumed 1 granted 4 remaining 3");
      assertThat(figures(calls.path("other"))).isEqualTo("available 4 granted 4 remaining 4");

      String past = "/difference?otherAsOf=2025-05-01&otherRecordedAsOf=2025-06-12";
      JsonNode back = ok(auditor.get(PATH + past + "&limit=2"));
      assertThat(Books.texts(back.path("items"), "counted")).containsOnly("one");
      assertThat(positions(back)).containsExactly(1, 2);
      assertThat(back.path("one").path("account").path("name").asString()).isEqualTo("Acme 2");
      assertThat(back.path("other").path("account").path("name").asString()).isEqualTo("acme Inc");
      assertThat(calls(back.path("entitlements")).has("other")).isFalse();
      JsonNode rest = ok(auditor.get(PATH + past + "&after=" + back.path("next").asString()));
      assertThat(positions(rest)).containsExactly(3, 4, 5, 6);
    }
  }
}
