package org.entitlementledger.api.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.figures;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.status;
import static org.entitlementledger.api.Expect.stuck;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commands that another person must approve, over HTTP; now is {@link Units#NOW}. */
class ApprovalHttpTest {
  private static final Client OPERATOR = Units.service().as("operator");
  private static final Client APPROVER = Units.service().as("approver");
  private static final Client ADMIN = Units.service().as("admin");

  private static String path(String accountId, String... more) {
    return "/v1/accounts/" + accountId + "/" + String.join("/", more);
  }

  private static Reply use(String accountId, String fields, String... headers) {
    return OPERATOR.post(
        path(accountId, "usage"), "{\"entitlement\":\"hours\"," + fields + "}", headers);
  }

  private static String awaiting(Reply reply) {
    JsonNode body = status(202, reply);
    assertThat(body.propertyNames()).containsExactlyInAnyOrder("approvalId", "status");
    assertThat(body.path("status").asString()).isEqualTo("awaiting-approval");
    return body.path("approvalId").asString();
  }

  private static Reply settle(Client who, String accountId, String approvalId, String how) {
    return who.post(path(accountId, "approvals", approvalId, how), "{}");
  }

  private static JsonNode approval(String accountId, String approvalId) {
    return ok(OPERATOR.get(path(accountId, "approvals", approvalId)));
  }

  private static String left(String accountId, String entitlement) {
    return figures(ok(OPERATOR.get(path(accountId, "entitlements", entitlement))));
  }

  @AfterAll
  static void everyViewTookIt() {
    assertThat(OPERATOR.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void anOverageWaitsForAnother() {
    OPERATOR.buy("heavy", "small", "2025-06-01");
    Reply reply =
        use(
            "heavy",
            "\"usageId\":\"u1\",\"quantity\":12.5,\"occurredAt\":\"2025-06-10\",\"reason\":\"a"
                + " rush\"");
    String id = awaiting(reply);
    assertThat(reply.header("Location")).isEqualTo(path("heavy", "approvals", id));
    assertThat(reply.position()).isPositive();
    assertThat(left("heavy", "hours")).isEqualTo("available 10 granted 10 remaining 10");
    refused(404, "not-found", OPERATOR.get(path("heavy", "usage", "u1")));
    JsonNode waits = approval("heavy", id);
    assertThat(waits.path("status").asString()).isEqualTo("awaiting-approval");
    assertThat(waits.path("requestedBy").asString()).isEqualTo("operator");
    assertThat(waits.path("reason").asString()).isEqualTo("a rush");
    assertThat(waits.path("effectiveAt").asString()).isEqualTo("2025-06-10T00:00:00Z");
    assertThat(waits.path("command").path("command").asString()).isEqualTo("record-usage");
    assertThat(waits.path("command").path("usageId").asString()).isEqualTo("u1");
    assertThat(ok(OPERATOR.get(path("heavy", "approvals"))).path("items").get(0))
        .isEqualTo(without(waits, "position"));

    JsonNode done = created(settle(APPROVER, "heavy", id, "approval"));
    assertThat(done.path("status").asString()).isEqualTo("approved");
    assertThat(done.path("decidedBy").asString()).isEqualTo("approver");
    assertThat(done.path("resource").path("usageId").asString()).isEqualTo("u1");
    assertThat(done.path("resource").path("status").asString()).isEqualTo("recorded");
    assertThat(done.path("resource").path("occurredAt").asString())
        .isEqualTo("2025-06-10T00:00:00Z");
    assertThat(figures(done.path("balance"))).isEqualTo("consumed 12.5 granted 10 overage 2.5");
    assertThat(done.path("balance").path("thresholds").toString()).isEqualTo("[50,100]");
    assertThat(left("heavy", "hours")).isEqualTo("consumed 12.5 granted 10 overage 2.5");
    assertThat(approval("heavy", id).path("status").asString()).isEqualTo("approved");
    stuck("approved", settle(APPROVER, "heavy", id, "approval"));
    stuck("approved", settle(APPROVER, "heavy", id, "rejection"));
  }

  private static JsonNode without(JsonNode node, String field) {
    var copy = (tools.jackson.databind.node.ObjectNode) node.deepCopy();
    copy.remove(field);
    return copy;
  }

  @Test
  void aRepeatedRequestIsAnsweredByTheSameApproval() {
    OPERATOR.buy("again", "small", "2025-06-01");
    String id = awaiting(use("again", "\"quantity\":11", "Idempotency-Key", "again-1"));
    Reply replay = use("again", "\"quantity\":11", "Idempotency-Key", "again-1");
    assertThat(awaiting(replay)).isEqualTo(id);
    assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(replay.header("Location")).isEqualTo(path("again", "approvals", id));
    assertThat(ok(OPERATOR.get(path("again", "approvals"))).path("items").size()).isEqualTo(1);

    created(settle(APPROVER, "again", id, "approval"));
    assertThat(awaiting(use("again", "\"quantity\":11", "Idempotency-Key", "again-1")))
        .isEqualTo(id);
    assertThat(left("again", "hours")).isEqualTo("consumed 11 granted 10 overage 1");
    refused(
        422, "idempotency-conflict", use("again", "\"quantity\":12", "Idempotency-Key", "again-1"));
  }

  @Test
  void aDryRunSaysThatItWouldWait() {
    OPERATOR.buy("tried", "small", "2025-06-01");
    Reply tried =
        OPERATOR.post(
            path("tried", "usage") + "?dryRun=true", "{\"entitlement\":\"hours\",\"quantity\":11}");
    awaiting(tried);
    assertThat(tried.header("Ledger-Position")).isNull();
    assertThat(tried.header("Location")).isNull();
    assertThat(ok(OPERATOR.get(path("tried", "approvals"))).path("items").size()).isZero();

    String id = awaiting(use("tried", "\"quantity\":11"));
    Reply approving =
        APPROVER.post(path("tried", "approvals", id, "approval") + "?dryRun=true", "{}");
    assertThat(figures(created(approving).path("balance")))
        .isEqualTo("consumed 11 granted 10 overage 1");
    assertThat(approval("tried", id).path("status").asString()).isEqualTo("awaiting-approval");
  }

  @Test
  void nobodyDecidesOnTheirOwn() {
    ADMIN.buy("own", "small", "2025-06-01");
    String id =
        awaiting(ADMIN.post(path("own", "usage"), "{\"entitlement\":\"hours\",\"quantity\":11}"));
    refused(403, "self-approval", settle(ADMIN, "own", id, "approval"));
    refused(403, "self-approval", settle(ADMIN, "own", id, "rejection"));
    refused(403, "forbidden", settle(OPERATOR, "own", id, "approval"));
    refused(404, "not-found", settle(APPROVER, "own", "none", "approval"));
    JsonNode rejected = created(settle(APPROVER, "own", id, "rejection"));
    assertThat(rejected.path("status").asString()).isEqualTo("rejected");
    assertThat(rejected.has("balance")).isFalse();
    assertThat(rejected.has("resource")).isFalse();
    stuck("rejected", settle(APPROVER, "own", id, "approval"));
    assertThat(left("own", "hours")).isEqualTo("available 10 granted 10 remaining 10");
  }

  @Test
  void anImmediateDowngradeWaits() {
    OPERATOR.buy("down", "large", "2025-06-01");
    created(OPERATOR.post(path("down", "usage"), "{\"entitlement\":\"seats\",\"quantity\":20}"));
    String id =
        awaiting(
            OPERATOR.post(
                path("down", "contracts/c1/tier-change"),
                "{\"tier\":\"small\",\"effectiveOn\":\"2025-06-15\"}"));
    assertThat(ok(OPERATOR.get("/v1/accounts/down")).path("tier").asString()).isEqualTo("large");
    JsonNode done = created(settle(APPROVER, "down", id, "approval"));
    assertThat(done.path("resource").path("contractId").asString()).isEqualTo("c1");
    assertThat(done.path("resource").path("tier").asString()).isEqualTo("small");
    assertThat(ok(OPERATOR.get("/v1/accounts/down")).path("tier").asString()).isEqualTo("small");
    assertThat(left("down", "seats")).isEqualTo("consumed 20 granted 20");
  }

  @Test
  void vouchersAndCallsWaitToo() {
    OPERATOR.buy("many", "small", "2025-06-01");
    String vouchers =
        awaiting(
            OPERATOR.post(
                path("many", "vouchers"), "{\"quantity\":3,\"codes\":[\"m1\",\"m2\",\"m3\"]}"));
    JsonNode issued = created(settle(APPROVER, "many", vouchers, "approval"));
    assertThat(issued.path("resource").path("vouchers").size()).isEqualTo(3);
    assertThat(figures(issued.path("balance"))).isEqualTo("consumed 3 granted 2 overage 1");

    created(OPERATOR.post(path("many", "progress-calls"), "{\"callId\":\"p1\"}"));
    String call = awaiting(OPERATOR.post(path("many", "progress-calls"), "{\"callId\":\"p2\"}"));
    JsonNode logged = created(settle(APPROVER, "many", call, "approval"));
    assertThat(logged.path("resource").path("status").asString()).isEqualTo("logged");
  }

  @Test
  void whatNoLongerFitsIsRefusedAndWaitsOn() {
    OPERATOR.buy("late", "small", "2025-06-01");
    String id = awaiting(use("late", "\"usageId\":\"u1\",\"quantity\":11"));
    JsonNode taken = refused(409, "duplicate", use("late", "\"usageId\":\"u1\",\"quantity\":1"));
    assertThat(taken.path("approvalId").asString()).isEqualTo(id);
    created(
        OPERATOR.post(
            path("late", "contracts", "c1", "termination"),
            "{\"effectiveOn\":\"2025-06-10\",\"reason\":\"sold\"}"));
    refused(409, "no-contract-in-force", settle(APPROVER, "late", id, "approval"));
    assertThat(approval("late", id).path("status").asString()).isEqualTo("awaiting-approval");
    created(settle(APPROVER, "late", id, "rejection"));
  }

  /** DESIGN.md, decision 8: names stand in the directory, which can be erased. */
  @Test
  void showsNamesThatNoEventHolds() {
    OPERATOR.buy("private", "small", "2025-06-01");
    created(OPERATOR.post(path("private", "progress-calls"), "{}"));
    String id =
        awaiting(
            OPERATOR.post(
                path("private", "progress-calls"),
                """
                {"callId":"p2","attendees":[
                  {"id":"grace","name":"Grace Hopper","email":"grace@navy.example"},{"id":"ada"}]}
                """));
    JsonNode attendees = approval("private", id).path("command").path("attendees");
    assertThat(attendees.get(0).path("name").asString()).isEqualTo("Grace Hopper");
    assertThat(attendees.get(0).path("email").asString()).isEqualTo("grace@navy.example");
    assertThat(attendees.get(1).propertyNames()).containsExactly("id");

    created(settle(APPROVER, "private", id, "approval"));
    JsonNode call = ok(OPERATOR.get(path("private", "progress-calls", "p2")));
    assertThat(call.path("attendees").get(0).path("name").asString()).isEqualTo("Grace Hopper");
    String events = Units.service().as("auditor").get("/v1/audit/events?account=private").body();
    assertThat(events).contains("grace").doesNotContain("Hopper").doesNotContain("navy");
  }
}
