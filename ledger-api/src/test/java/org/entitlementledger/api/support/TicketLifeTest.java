package org.entitlementledger.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": severity-2 ticket, over HTTP. */
class TicketLifeTest {
  private static final Service SERVICE = Service.shared();

  @Test
  void isOpenedAnsweredAndClosed() {
    Books acme = Books.of(SERVICE, "ticket-life", "advanced", "2025-06-01");
    JsonNode opened =
        acme.done(
            "tickets", "{'ticketId': 't1', 'severity': 2, 'openedAt': '2025-06-14T10:00:00Z'}");
    assertThat(opened.path("status").asString()).isEqualTo("opened");
    assertThat(opened.path("occurredAt").asString()).isEqualTo("2025-06-14T10:00:00Z");
    assertThat(opened.path("coverage").asString()).isEqualTo("24x7");
    assertThat(opened.path("firstResponse").asString()).isEqualTo("PT4H");
    assertThat(opened.path("firstResponseDue").asString()).isEqualTo("2025-06-14T14:00:00Z");
    assertThat(acme.read("tickets/t1").path("met").booleanValue()).as("overdue").isFalse();

    JsonNode answered =
        acme.done("tickets/t1/first-response", "{'respondedAt': '2025-06-14T14:00:00Z'}");
    assertThat(answered.path("met").booleanValue()).as("at the due time").isTrue();
    assertThat(answered.path("status").asString()).isEqualTo("responded");
    acme.notAllowed(
        "tickets/t1/first-response",
        "{'respondedAt': '2025-06-14T15:00:00Z'}",
        "responded",
        "severity",
        "closure");
    JsonNode closed = acme.done("tickets/t1/closure");
    assertThat(closed.path("status").asString()).isEqualTo("closed");
    assertThat(closed.path("closedAt").asString()).isEqualTo(Service.SHARED_NOW);
    acme.notAllowed("tickets/t1/severity", "{'severity': 3}", "closed");
  }

  @Test
  void hasADueTimeFromWhenItIsOfSeverityTwo() {
    Books acme = Books.of(SERVICE, "ticket-severity", "signature", "2025-06-01");
    JsonNode minor =
        acme.done("tickets", "{'ticketId': 't1', 'severity': 3, 'openedAt': '2025-06-10'}");
    assertThat(minor.has("coverage")).isFalse();
    assertThat(minor.has("firstResponseDue")).isFalse();
    JsonNode raised =
        acme.done("tickets/t1/severity", "{'severity': 2, 'occurredAt': '2025-06-15T11:00:00Z'}");
    assertThat(raised.path("severity").intValue()).isEqualTo(2);
    assertThat(raised.path("firstResponseDue").asString()).isEqualTo("2025-06-15T13:00:00Z");
    acme.notAllowed(
        "tickets/t1/severity",
        "{'severity': 2}",
        "opened",
        "first-response",
        "severity",
        "closure");
    JsonNode late =
        acme.done("tickets/t1/first-response", "{'respondedAt': '2025-06-15T11:30:00Z'}");
    assertThat(late.path("met").booleanValue()).isTrue();
    JsonNode read = acme.read("tickets/t1");
    assertThat(read.path("severities").size()).isEqualTo(2);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Books acme = Books.of(SERVICE, "ticket-form", "advanced", "2025-06-01");
    for (String severity : new String[] {"0", "5", "2.5", "'2'"}) {
      JsonNode refused =
          acme.refused(
              "validation",
              "tickets",
              "{'severity': %s, 'openedAt': '2025-06-10'}".formatted(severity));
      assertThat(refused.path("field").asString()).isEqualTo("severity");
    }
    acme.refused("validation", "tickets", "{'severity': 2}");
    acme.refused("no-contract-in-force", "tickets", "{'severity': 2, 'openedAt': '2025-05-31'}");
    acme.refused("future-dated", "tickets", "{'severity': 2, 'openedAt': '2025-06-16'}");
    JsonNode differs =
        acme.refused(
            "validation",
            "tickets",
            "{'severity': 2, 'openedAt': '2025-06-10', 'occurredAt': '2025-06-11'}");
    assertThat(differs.path("field").asString()).isEqualTo("occurredAt");
    acme.done(
        "tickets",
        "{'ticketId': 't1', 'severity': 1, 'openedAt': '2025-06-10',"
            + " 'occurredAt': '2025-06-10T00:00:00Z'}");
    acme.refused(
        "duplicate", "tickets", "{'ticketId': 't1', 'severity': 1, 'openedAt': '2025-06-10'}");
    acme.refused("not-found", "tickets/none/closure", "{}");
  }
}
