package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.status;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.Units;
import org.entitlementledger.projections.Databases;
import tools.jackson.databind.JsonNode;

/**
 * A ledger in which there is something for every question of an auditor. JSON is written with
 * single quotes.
 */
final class Audited implements AutoCloseable {
  final Service service;
  final Client operator;
  final Client approver;
  final Client auditor;
  final Client admin;

  private Audited(Service service) {
    this.service = service;
    operator = service.as("operator");
    approver = service.as("approver");
    auditor = service.as("auditor");
    admin = service.as("admin");
  }

  /**
   * Account {@code acme}: 1 opened, 2 bought; 3 a use of yesterday, 4 one of today, 5 the reversal
   * of 3; 6 an adjustment is asked for, 7 approved; 8 an overage waits, 9 is approved and 10 used,
   * with notices; account {@code old} is imported.
   */
  static Audited ledger(Databases database) {
    var ledger = new Audited(Units.on(database));
    ledger.operator.buy("acme", "small", "2025-06-01");
    ledger.use("u1", "2", ",'occurredAt':'2025-06-14T12:00:00Z','reason':'a call'");
    ledger.use("u2", "1", "");
    ledger.done(ledger.operator, "usage/u1/reversal", "{'reason':'it was another'}");
    ledger.done(
        ledger.operator,
        "adjustments",
        "{'adjustmentId':'a1','entitlement':'seats','quantity':-2,'reason':'our fault'}");
    ledger.done(ledger.approver, "adjustments/a1/approval", "{}");
    Reply waits =
        ledger.operator.post(
            "/v1/accounts/acme/usage",
            json("{'usageId':'u3','entitlement':'hours','quantity':12,'reason':'a rush'}"));
    String approval = status(202, waits).path("approvalId").asString();
    ledger.done(ledger.approver, "approvals/" + approval + "/approval", "{}");
    String imported =
        json("{'command':'open-account','accountId':'old','name':'Old','occurredAt':'2020-01-01'}");
    ledger.admin.post(
        "/v1/batches?import=true", imported + "\n", "Content-Type", "application/x-ndjson");
    return ledger;
  }

  static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  void use(String usageId, String quantity, String more) {
    done(
        operator,
        "usage",
        "{'usageId':'%s','entitlement':'hours','quantity':%s%s}"
            .formatted(usageId, quantity, more));
  }

  JsonNode done(Client who, String below, String quoted) {
    return created(who.post("/v1/accounts/acme/" + below, json(quoted)));
  }

  /** The positions of the events that a query finds. */
  List<Long> found(String query) {
    JsonNode page =
        ok(auditor.get("/v1/audit/events?limit=1000" + (query.isEmpty() ? "" : "&") + query));
    assertThat(page.has("next")).isFalse();
    return page.path("items").valueStream().map(one -> one.path("position").longValue()).toList();
  }

  @Override
  public void close() {
    service.close();
  }
}
