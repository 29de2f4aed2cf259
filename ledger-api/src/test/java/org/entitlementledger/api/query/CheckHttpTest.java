package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.status;

import java.math.BigDecimal;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whether something may be consumed; now is {@link Units#NOW}. */
class CheckHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");
  private static final List<String> KEYS =
      List.of("hours", "seats", "calls", "tokens", "progress-call", "certification-voucher");

  private static String path(String accountId, String below) {
    return "/v1/accounts/" + accountId + "/" + below;
  }

  private static JsonNode done(String accountId, String below, String quoted) {
    return created(OPERATOR.post(path(accountId, below), quoted.replace('\'', '"')));
  }

  private static JsonNode check(String accountId, String key, String quoted) {
    Reply reply =
        OPERATOR.post(path(accountId, "entitlements/" + key + "/check"), quoted.replace('\'', '"'));
    return ok(reply);
  }

  private static void allowed(JsonNode check) {
    assertThat(check.path("allowed").asBoolean()).as(check.toString()).isTrue();
    assertThat(check.has("reason")).as(check.toString()).isFalse();
  }

  private static void not(String reason, JsonNode check) {
    assertThat(check.path("allowed").asBoolean(true)).as(check.toString()).isFalse();
    assertThat(check.path("reason").asString()).as(check.toString()).isEqualTo(reason);
  }

  @Test
  void saysWhereACommandWouldAwaitApproval() {
    OPERATOR.buy("check-approve", "small", "2025-06-01");
    allowed(check("check-approve", "hours", "{'quantity':10}"));
    JsonNode more = check("check-approve", "hours", "{'quantity':10.5}");
    not("approval-required", more);
    assertThat(more.path("available").decimalValue()).isEqualByComparingTo(BigDecimal.TEN);
    assertThat(more.path("window").path("end").asString()).isEqualTo("2025-07-01T00:00:00Z");
    assertThat(more.path("resetsAt").asString()).isEqualTo("2025-07-01T00:00:00Z");
    not("approval-required", check("check-approve", "progress-call", "{'quantity':2}"));
    not("approval-required", check("check-approve", "certification-voucher", "{'quantity':3}"));
    not(
        "approval-required",
        check("check-approve", "hours", "{'quantity':11,'occurredAt':'2025-07-02'}"));
    status(
        202,
        OPERATOR.post(
            path("check-approve", "usage"), "{\"entitlement\":\"hours\",\"quantity\":10.5}"));
    allowed(check("check-approve", "calls", "{'quantity':101}"));
    not("quota-exhausted", check("check-approve", "seats", "{'quantity':6}"));
  }

  @Test
  void aCustomerIsToldTheReasonOfACheck() {
    var service = Service.shared();
    service.as("operator").buy("mine", "advanced", "2025-06-01");
    JsonNode check =
        ok(
            service
                .as("customer")
                .post(
                    path("mine", "entitlements/certification-voucher/check"), "{\"quantity\":99}"));
    not("quota-exhausted", check);
    assertThat(check.path("held").intValue(-1)).isZero();
  }

  @Test
  void saysWhatIsHeldAndWhatWouldFreeIt() {
    OPERATOR.buy("check-held", "small", "2025-06-01");
    done(
        "check-held",
        "holds",
        "{'holdId':'h1','entitlement':'seats','quantity':4,'expiresAt':'2025-06-20'}");
    JsonNode check = check("check-held", "seats", "{'quantity':2}");
    not("quota-exhausted", check);
    JsonNode refused =
        refused(
            409,
            "quota-exhausted",
            OPERATOR.post(
                path("check-held", "usage"), "{\"entitlement\":\"seats\",\"quantity\":2}"));
    for (JsonNode told : List.of(check, refused)) {
      assertThat(told.path("available").intValue()).isEqualTo(1);
      assertThat(told.path("held").intValue()).isEqualTo(4);
      assertThat(told.path("holds").toString())
          .isEqualTo("[{\"holdId\":\"h1\",\"quantity\":4,\"expiresAt\":\"2025-06-20T00:00:00Z\"}]");
    }
    allowed(check("check-held", "seats", "{'quantity':5,'occurredAt':'2025-06-20'}"));
    not(
        "quota-exhausted",
        check("check-held", "seats", "{'quantity':2,'occurredAt':'2025-06-19T23:59:59.999999Z'}"));
  }

  /** What is planned: a hold and a grant that end, a grant that begins, a tier, an end, a term. */
  private static void plan(String accountId) {
    OPERATOR.buy(accountId, "small", "2025-05-20");
    done(accountId, "usage", "{'entitlement':'calls','quantity':90,'occurredAt':'2025-05-25'}");
    done(accountId, "usage", "{'entitlement':'calls','quantity':3}");
    done(
        accountId,
        "holds",
        "{'holdId':'h1','entitlement':'seats','quantity':4,'expiresAt':'2025-06-20'}");
    for (String key : List.of("hours", "seats", "calls")) {
      done(
          accountId,
          "grants",
          "{'entitlement':'%s','quantity':2,'orderReference':'o','expiresAt':'2025-07-05'}"
              .formatted(key));
      done(
          accountId,
          "grants",
          "{'entitlement':'%s','quantity':3,'orderReference':'o','validFrom':'2025-07-03'}"
              .formatted(key));
    }
    done(accountId, "contracts/c1/tier-change", "{'tier':'large','effectiveOn':'2025-08-10'}");
    done(accountId, "contracts/c1/renewal", "{'contractId':'c2','tier':'small','termMonths':12}");
    done(accountId, "contracts/c2/termination", "{'effectiveOn':'2026-09-01','reason':'sold'}");
  }

  @Test
  void aheadOfNowSaysWhatAsOfThatTimeShows() {
    plan("check-ahead");
    for (String time :
        List.of(
            "2025-06-15T12:00:00Z",
            "2025-06-19T23:59:59.999999Z",
            "2025-06-20T00:00:00Z",
            "2025-07-01T00:00:00Z",
            "2025-07-04T10:00:00Z",
            "2025-07-05T00:00:00Z",
            "2025-08-09T23:59:59.999999Z",
            "2025-08-10T00:00:00Z",
            "2025-12-31T12:00:00Z",
            "2026-05-19T23:59:59.999999Z",
            "2026-05-20T00:00:00Z",
            "2026-08-31T23:59:59.999999Z")) {
      for (String key : KEYS) {
        sameAsAsOf("check-ahead", key, time);
      }
    }
    for (String key : KEYS) {
      JsonNode after = check("check-ahead", key, "{'occurredAt':'2026-09-01T00:00:00Z'}");
      not("no-contract-in-force", after);
      assertThat(after.has("available")).isFalse();
      refused(
          404,
          "not-found",
          OPERATOR.get(path("check-ahead", "entitlements/" + key + "?asOf=2026-09-01T00:00:00Z")));
    }
  }

  private static void sameAsAsOf(String accountId, String key, String time) {
    String what = key + " at " + time;
    JsonNode then = ok(OPERATOR.get(path(accountId, "entitlements/" + key + "?asOf=" + time)));
    JsonNode check = check(accountId, key, "{'occurredAt':'%s'}".formatted(time));
    assertThat(check.path("available")).as(what).isEqualTo(then.path("available"));
    assertThat(check.path("window")).as(what).isEqualTo(then.path("window"));
    if (then.path("unlimited").asBoolean()) {
      allowed(check(accountId, key, "{'quantity':1000,'occurredAt':'%s'}".formatted(time)));
      return;
    }
    BigDecimal available = then.path("available").decimalValue();
    if (available.signum() > 0) {
      allowed(
          check(accountId, key, "{'quantity':%s,'occurredAt':'%s'}".formatted(available, time)));
    }
    JsonNode more =
        check(
            accountId,
            key,
            "{'quantity':%s,'occurredAt':'%s'}".formatted(available.add(BigDecimal.ONE), time));
    assertThat(more.path("allowed").asBoolean()).as(what).isEqualTo(key.equals("calls"));
  }

  @Test
  void refusesWhatIsNoQuestion() {
    OPERATOR.buy("check-wrong", "small", "2025-06-01");
    String path = path("check-wrong", "entitlements/seats/check");
    invalid("quantity", OPERATOR.post(path, "{\"quantity\":0}"));
    invalid("quantity", OPERATOR.post(path, "{\"quantity\":1.5}"));
    invalid("reason", OPERATOR.post(path, "{\"reason\":\"x\"}"));
    not("not-entitled", check("check-wrong", "storage", "{}"));
    not("no-contract-in-force", check("check-wrong", "seats", "{'occurredAt':'2025-05-31'}"));
  }
}
