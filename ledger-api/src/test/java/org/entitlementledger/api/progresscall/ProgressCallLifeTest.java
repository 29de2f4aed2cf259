package org.entitlementledger.api.progresscall;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": progress call, over HTTP. */
class ProgressCallLifeTest {
  private static final Service SERVICE = Service.shared();

  @Test
  void isScheduledLoggedAndVoidedOnce() {
    Books acme = Books.of(SERVICE, "call-life", "advanced", "2025-06-01");
    JsonNode scheduled =
        acme.done(
            "progress-calls",
            """
            {'callId': 'c1', 'scheduled': true, 'occurredAt': '2025-06-10T09:00:00Z',
             'attendees': [{'id': 'abe', 'name': 'Abe Attendee', 'email': 'abe@example.com'}]}
            """);
    assertThat(scheduled.path("status").asString()).isEqualTo("scheduled");
    assertThat(scheduled.path("scheduledAt").asString()).isEqualTo("2025-06-10T09:00:00Z");
    assertThat(scheduled.has("balance")).isFalse();
    acme.notAllowed(
        "progress-calls/c1/void", "{'reason': 'x'}", "scheduled", "log", "no-show", "cancellation");

    JsonNode logged =
        acme.done(
            "progress-calls/c1/log",
            "{'occurredAt': '2025-06-10T09:30:00Z', 'durationMinutes': 45, 'summary': 'Good'}");
    assertThat(logged.path("callId").asString()).isEqualTo("c1");
    assertThat(logged.path("status").asString()).isEqualTo("logged");
    assertThat(logged.path("occurredAt").asString()).isEqualTo("2025-06-10T09:30:00Z");
    assertThat(logged.path("balance").path("available").intValue()).isEqualTo(3);
    acme.notAllowed("progress-calls/c1/log", "{}", "logged", "void");

    JsonNode read = acme.read("progress-calls/c1");
    assertThat(Books.texts(read.path("attendees"), "name")).containsExactly("Abe Attendee");
    assertThat(read.path("summary").asString()).isEqualTo("Good");
    assertThat(Books.events(SERVICE, "call-life"))
        .contains("\"abe\"")
        .doesNotContain("Abe Attendee")
        .doesNotContain("abe@example.com");

    JsonNode why = acme.refused("validation", "progress-calls/c1/void", "{}");
    assertThat(why.path("field").asString()).isEqualTo("reason");
    JsonNode voided = acme.done("progress-calls/c1/void", "{'reason': 'another customer'}");
    assertThat(voided.path("status").asString()).isEqualTo("voided");
    assertThat(voided.path("balance").path("available").intValue()).isEqualTo(4);
    acme.refused("already-corrected", "progress-calls/c1/void", "{'reason': 'again'}");
  }

  @Test
  void consumesWhereTheCustomerDidNotComeAndNotWhereTheVendorDidNot() {
    Books acme = Books.of(SERVICE, "call-missed", "advanced", "2025-06-01");
    for (String id : new String[] {"c1", "c2", "c3"}) {
      acme.done(
          "progress-calls",
          "{'callId': '%s', 'scheduled': true, 'occurredAt': '2025-06-10T09:00:00Z'}"
              .formatted(id));
    }
    JsonNode customer = acme.done("progress-calls/c1/no-show", "{'by': 'customer'}");
    assertThat(customer.path("status").asString()).isEqualTo("no-show");
    assertThat(customer.path("by").asString()).isEqualTo("customer");
    assertThat(customer.path("balance").path("consumed").intValue()).isEqualTo(1);
    JsonNode vendor = acme.done("progress-calls/c2/no-show", "{'by': 'vendor'}");
    assertThat(vendor.has("balance")).isFalse();
    acme.refused("validation", "progress-calls/c3/no-show", "{'by': 'nobody'}");
    // nothing has to be said of a cancellation
    JsonNode cancelled = acme.done("progress-calls/c3/cancellation");
    assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
    acme.notAllowed("progress-calls/c3/log", "{}", "cancelled");
    assertThat(acme.left("progress-call")).isEqualTo(3);
    assertThat(Books.texts(acme.read("progress-calls").path("items"), "status"))
        .containsExactly("no-show", "no-show", "cancelled");
  }

  @Test
  void mayBeScheduledAheadButNotLoggedAhead() {
    Books acme = Books.of(SERVICE, "call-ahead", "advanced", "2025-06-01");
    acme.done("progress-calls", "{'callId': 'c1', 'scheduled': true, 'occurredAt': '2025-07-01'}");
    acme.refused("future-dated", "progress-calls", "{'occurredAt': '2025-07-01'}");
    acme.refused("future-dated", "progress-calls/c1/log", "{'occurredAt': '2025-07-01'}");
    acme.refused("duplicate", "progress-calls", "{'callId': 'c1'}");
    acme.refused("not-found", "progress-calls/none/log", "{}");
  }

  /** In New York, 2025-11-02 01:30 comes twice, an hour apart. */
  @Test
  void isLoggedInTheHourThatExistsTwice() {
    try (var service = Service.rehearsal("2025-11-03T00:00:00Z")) {
      Client operator = service.as("operator");
      operator.post(
          "/v1/accounts",
          "{\"accountId\":\"nyc\",\"name\":\"NYC\",\"timeZone\":\"America/New_York\"}");
      Books nyc = Books.of(service, "nyc", "advanced", "2025-10-15");
      nyc.done("progress-calls", "{'callId': 'first', 'occurredAt': '2025-11-02T01:30:00-04:00'}");
      nyc.done("progress-calls", "{'callId': 'second', 'occurredAt': '2025-11-02T01:30:00-05:00'}");
      assertThat(Books.texts(nyc.read("progress-calls").path("items"), "occurredAt"))
          .containsExactly("2025-11-02T05:30:00Z", "2025-11-02T06:30:00Z");
      JsonNode november = nyc.read("entitlements/progress-call");
      assertThat(november.path("consumed").intValue()).isEqualTo(2);
      assertThat(november.path("window").path("start").asString())
          .isEqualTo("2025-11-01T04:00:00Z");
      assertThat(november.path("window").path("end").asString()).isEqualTo("2025-12-01T05:00:00Z");
    }
  }
}
