package org.entitlementledger.api.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": voucher, over HTTP. */
class VoucherLifeTest {
  private static final Service SERVICE = Service.shared();
  private static final String ASSIGN =
      "{'assignee': {'id': 'gus', 'name': 'Gus Holder', 'email': 'gus@example.com'}}";

  @Test
  void isIssuedAssignedBookedAndRedeemed() {
    Books acme = Books.of(SERVICE, "voucher-life", "advanced", "2025-06-01");
    JsonNode issued =
        acme.done("vouchers", "{'quantity': 1, 'codes': ['VL-1'], 'certification': 'Architect'}");
    JsonNode voucher = issued.path("vouchers").get(0);
    assertThat(voucher.path("code").asString()).isEqualTo("VL-1");
    assertThat(voucher.path("status").asString()).isEqualTo("issued");
    // the contract ends before the 12 months are over
    assertThat(voucher.path("expiresAt").asString()).isEqualTo("2026-06-01T00:00:00Z");
    assertThat(issued.path("balance").path("available").intValue()).isEqualTo(39);
    acme.notAllowed(
        "vouchers/VL-1/booking",
        "{'examAt': '2025-07-01T09:00:00Z'}",
        "issued",
        "assignment",
        "redemption",
        "revocation",
        "replacement");

    JsonNode assigned = acme.done("vouchers/VL-1/assignment", ASSIGN);
    assertThat(assigned.path("status").asString()).isEqualTo("assigned");
    assertThat(assigned.path("assignee").path("name").asString()).isEqualTo("Gus Holder");
    assertThat(assigned.has("assigneeId")).isFalse();
    JsonNode booked =
        acme.done(
            "vouchers/VL-1/booking", "{'examAt': '2025-06-15T13:00:00Z', 'examCode': 'ARC-1'}");
    assertThat(booked.path("status").asString()).isEqualTo("booked");
    assertThat(booked.path("examAt").asString()).isEqualTo("2025-06-15T13:00:00Z");
    JsonNode redeemed =
        acme.done(
            "vouchers/VL-1/redemption",
            "{'examAt': '2025-06-15T12:00:00Z', 'providerTransactionId': 'tx-7'}");
    assertThat(redeemed.path("status").asString()).isEqualTo("redeemed");
    assertThat(redeemed.has("balance")).isFalse();
    acme.notAllowed("vouchers/VL-1/revocation", "{'reason': 'x'}", "redeemed", "void");

    JsonNode read = acme.read("vouchers/VL-1");
    assertThat(read.path("assignee").path("email").asString()).isEqualTo("gus@example.com");
    assertThat(read.path("examCode").asString()).isEqualTo("ARC-1");
    assertThat(read.path("examAt").asString()).isEqualTo("2025-06-15T12:00:00Z");
    assertThat(read.path("providerTransactionId").asString()).isEqualTo("tx-7");
    assertThat(read.path("certification").asString()).isEqualTo("Architect");
    assertThat(Books.events(SERVICE, "voucher-life"))
        .contains("\"gus\"")
        .doesNotContain("Gus Holder")
        .doesNotContain("gus@example.com");
  }

  @Test
  void aRedemptionOfTheWrongVoucherIsVoidedAndMayBeRepeated() {
    Books acme = Books.of(SERVICE, "voucher-wrong", "advanced", "2025-06-01");
    acme.done("vouchers", "{'quantity': 1, 'codes': ['VW-1']}");
    acme.done("vouchers/VW-1/assignment", ASSIGN);
    acme.done("vouchers/VW-1/booking", "{'examAt': '2025-06-15T13:00:00Z', 'examCode': 'ARC-1'}");
    JsonNode booked = acme.read("vouchers/VW-1");
    String redemption =
        "{'examAt': '2025-06-15T12:00:00Z', 'examCode': 'ARC-2', 'providerTransactionId': 'tx-8'}";
    for (int time = 0; time < 2; time++) {
      acme.done("vouchers/VW-1/redemption", redemption);
      assertThat(acme.refused("validation", "vouchers/VW-1/void", "{}").path("field").asString())
          .isEqualTo("reason");
      JsonNode voided = acme.done("vouchers/VW-1/void", "{'reason': 'it was VW-2'}");
      assertThat(voided.path("status").asString()).isEqualTo("booked");
      assertThat(voided.has("providerTransactionId")).isFalse();
      assertThat(withoutPosition(acme.read("vouchers/VW-1"))).isEqualTo(withoutPosition(booked));
      acme.refused("already-corrected", "vouchers/VW-1/void", "{'reason': 'again'}");
    }
    JsonNode corrected =
        SERVICE
            .as("auditor")
            .get("/v1/audit/events?account=voucher-wrong&corrected=true")
            .json()
            .path("items");
    assertThat(corrected.valueStream().map(event -> event.path("type").asString()))
        .containsExactly("voucher-redeemed", "voucher-redeemed");
  }

  private static JsonNode withoutPosition(JsonNode voucher) {
    return voucher.deepCopy().asObject().without("position");
  }

  @Test
  void isRevokedOrReplaced() {
    Books acme = Books.of(SERVICE, "voucher-back", "advanced", "2025-06-01");
    acme.done("vouchers", "{'quantity': 2, 'codes': ['VB-1', 'VB-2']}");
    assertThat(
            acme.refused("validation", "vouchers/VB-1/revocation", "{}").path("field").asString())
        .isEqualTo("reason");
    JsonNode revoked = acme.done("vouchers/VB-1/revocation", "{'reason': 'left the company'}");
    assertThat(revoked.path("status").asString()).isEqualTo("revoked");
    assertThat(revoked.path("balance").path("available").intValue()).isEqualTo(39);
    acme.notAllowed("vouchers/VB-1/revocation", "{'reason': 'again'}", "revoked");

    Reply reply = acme.post("vouchers/VB-2/replacement", "{'reason': 'code was published'}");
    assertThat(reply.status()).isEqualTo(201);
    JsonNode standIn = reply.json();
    String code = standIn.path("code").asString();
    assertThat(code).matches("([0-9A-Z]{5}-){4}[0-9A-Z]{5}");
    assertThat(reply.header("Location")).isEqualTo("/v1/accounts/voucher-back/vouchers/" + code);
    assertThat(standIn.path("replaces").asString()).isEqualTo("VB-2");
    assertThat(standIn.path("expiresAt").asString()).isEqualTo("2026-06-01T00:00:00Z");
    acme.notAllowed("vouchers/VB-2/replacement", "{'reason': 'again'}", "replaced");
    assertThat(acme.read("vouchers/VB-2").path("replacedBy").asString()).isEqualTo(code);
    assertThat(acme.read("vouchers/" + code).path("status").asString()).isEqualTo("issued");
    assertThat(acme.left("certification-voucher")).isEqualTo(39);
    assertThat(Books.texts(acme.read("vouchers").path("items"), "code"))
        .containsExactly("VB-1", "VB-2", code);
  }

  @Test
  void isIssuedInBatchesThatAreAllOrNothing() {
    Books acme = Books.of(SERVICE, "voucher-batch", "advanced", "2025-06-01");
    Books other = Books.of(SERVICE, "voucher-other", "advanced", "2025-06-01");
    other.done("vouchers", "{'quantity': 1, 'codes': ['TAKEN-1']}");
    JsonNode taken =
        acme.refused("duplicate", "vouchers", "{'quantity': 2, 'codes': ['FREE-1', 'TAKEN-1']}");
    assertThat(taken.path("code").asString()).isEqualTo("TAKEN-1");
    assertThat(acme.left("certification-voucher")).isEqualTo(40);
    acme.refused("quota-exhausted", "vouchers", "{'quantity': 41}");
    assertThat(acme.read("vouchers").path("items").size()).isZero();
    acme.done("vouchers", "{'quantity': 2, 'codes': ['FREE-1', 'FREE-2']}");
    JsonNode rest = acme.done("vouchers", "{'quantity': 38}");
    assertThat(Books.texts(rest.path("vouchers"), "code")).doesNotHaveDuplicates().hasSize(38);
    assertThat(rest.path("balance").path("available").intValue()).isZero();
  }

  /** The voucher of a contract that ends is worth something as long as the exam was before. */
  @Test
  void isRedeemedByTheTimeOfTheExamNotOfTheReport() {
    try (var service = Service.rehearsal("2025-06-01T08:00:00Z")) {
      Client operator = service.as("operator");
      operator.post(
          "/v1/accounts",
          "{\"accountId\":\"late\",\"name\":\"Late\",\"timeZone\":\"Pacific/Auckland\"}");
      operator.post(
          "/v1/accounts/late/contracts",
          "{\"tier\":\"advanced\",\"startsOn\":\"2025-06-01\",\"until\":\"2025-07-01\"}");
      Books late = Books.of(service, "late", "advanced", "2025-06-01");
      late.done("vouchers", "{'quantity': 3, 'codes': ['L-1', 'L-2', 'L-3']}");
      service.as("admin").put("/v1/test-clock", "{\"now\":\"2025-06-30T12:00:00Z\"}");

      JsonNode expired = late.read("vouchers/L-1");
      assertThat(expired.path("status").asString()).isEqualTo("expired");
      assertThat(expired.path("expiresAt").asString()).isEqualTo("2025-06-30T12:00:00Z");
      late.notAllowed("vouchers/L-1/revocation", "{'reason': 'x'}", "expired", "redemption");
      JsonNode tooLate =
          late.refused(
              "invalid-transition",
              "vouchers/L-1/redemption",
              "{'examAt': '2025-06-30T12:00:00Z'}");
      assertThat(tooLate.path("state").asString()).isEqualTo("expired");
      assertThat(tooLate.path("expiresAt").asString()).isEqualTo("2025-06-30T12:00:00Z");
      JsonNode inTime =
          late.done("vouchers/L-1/redemption", "{'examAt': '2025-06-30T11:59:59.999999Z'}");
      assertThat(inTime.path("status").asString()).isEqualTo("redeemed");
      late.refused("future-dated", "vouchers/L-2/redemption", "{'examAt': '2025-06-30T12:00:01Z'}");
      JsonNode differs =
          late.refused(
              "validation",
              "vouchers/L-2/redemption",
              "{'examAt': '2025-06-30', 'occurredAt': '2025-06-29'}");
      assertThat(differs.path("field").asString()).isEqualTo("occurredAt");
      assertThat(Books.texts(late.read("vouchers").path("items"), "status"))
          .isEqualTo(List.of("redeemed", "expired", "expired"));
    }
  }
}
