package org.entitlementledger.api.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": workshop, over HTTP. */
class WorkshopLifeTest {
  private static final Service SERVICE = Service.shared();

  @Test
  void isScheduledForAProgramDeliveredAndVoided() {
    Books acme = Books.of(SERVICE, "workshop-life", "advanced", "2025-06-01").withCsa("2025-06-01");
    acme.done(
        "accelerators",
        "{'acceleratorId': 'a1', 'theme': 'T', 'goal': 'G', 'startsOn': '2025-06-02'}");
    acme.refused(
        "not-found",
        "workshops",
        "{'workshopId': 'w1', 'acceleratorId': 'none', 'scheduled': true}");
    JsonNode scheduled =
        acme.done(
            "workshops",
            """
            {'workshopId': 'w1', 'acceleratorId': 'a1', 'scheduled': true,
             'occurredAt': '2025-06-09T08:00:00Z'}
            """);
    assertThat(scheduled.path("status").asString()).isEqualTo("scheduled");
    JsonNode delivered =
        acme.done("workshops/w1/delivery", "{'attendees': [{'id': 'flo', 'name': 'Flo'}]}");
    assertThat(delivered.path("status").asString()).isEqualTo("delivered");
    assertThat(delivered.path("balance").path("unlimited").booleanValue()).isTrue();
    assertThat(delivered.path("balance").path("consumed").intValue()).isEqualTo(1);
    acme.notAllowed("workshops/w1/cancellation", "{}", "delivered", "void");
    JsonNode read = acme.read("workshops/w1");
    assertThat(read.path("acceleratorId").asString()).isEqualTo("a1");
    assertThat(Books.texts(read.path("attendees"), "name")).containsExactly("Flo");
    JsonNode voided = acme.done("workshops/w1/void", "{'reason': 'was cancelled that day'}");
    assertThat(voided.path("balance").path("consumed").intValue()).isZero();
    acme.refused("already-corrected", "workshops/w1/void", "{'reason': 'again'}");
  }

  @Test
  void isMissedCancelledOrRecordedAtOnce() {
    Books acme = Books.of(SERVICE, "workshop-ends", "advanced", "2025-06-01");
    String at = "'scheduled': true, 'occurredAt': '2025-06-09T08:00:00Z'}";
    acme.done("workshops", "{'workshopId': 'w1', " + at);
    acme.done("workshops", "{'workshopId': 'w2', " + at);
    assertThat(acme.done("workshops/w1/no-show", "{'by': 'vendor'}").path("status").asString())
        .isEqualTo("no-show");
    assertThat(acme.done("workshops/w2/cancellation").path("status").asString())
        .isEqualTo("cancelled");
    JsonNode made = acme.done("workshops", "{'durationMinutes': 240, 'summary': 'Templates'}");
    assertThat(made.path("status").asString()).isEqualTo("delivered");
    assertThat(made.path("workshopId").asString()).hasSize(36);
    assertThat(acme.read("workshops").path("items").size()).isEqualTo(3);
  }
}
