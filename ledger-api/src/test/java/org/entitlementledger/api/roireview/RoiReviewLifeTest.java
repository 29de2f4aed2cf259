package org.entitlementledger.api.roireview;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": ROI review, over HTTP. */
class RoiReviewLifeTest {
  private static final Service SERVICE = Service.shared();

  @Test
  void isPlannedScheduledDeliveredAndVoided() {
    Books acme = Books.of(SERVICE, "review-life", "advanced", "2025-06-01");
    JsonNode planned =
        acme.done(
            "roi-reviews",
            """
            {'reviewId': 'r1', 'planned': true, 'occurredAt': '2025-06-02', 'summary': 'First'}
            """);
    assertThat(planned.path("status").asString()).isEqualTo("planned");
    acme.notAllowed("roi-reviews/r1/delivery", "{}", "planned", "schedule", "cancellation");
    JsonNode scheduled =
        acme.done("roi-reviews/r1/schedule", "{'occurredAt': '2025-06-12T10:00:00Z'}");
    assertThat(scheduled.path("status").asString()).isEqualTo("scheduled");
    assertThat(scheduled.path("scheduledAt").asString()).isEqualTo("2025-06-12T10:00:00Z");

    JsonNode delivered =
        acme.done(
            "roi-reviews/r1/delivery",
            """
            {'durationMinutes': 90, 'attendees': [{'id': 'eve', 'name': 'Eve'}],
             'roi': [{'measure': 'Hours saved', 'value': 1200.50, 'unit': 'h'},
                     {'measure': 'Cost', 'value': -3}],
             'followUps': ['Roll out to sales']}
            """);
    assertThat(delivered.path("status").asString()).isEqualTo("delivered");
    assertThat(delivered.path("occurredAt").asString()).isEqualTo("2025-06-12T10:00:00Z");
    assertThat(delivered.path("balance").path("consumed").intValue()).isEqualTo(1);

    JsonNode read = acme.read("roi-reviews/r1");
    assertThat(read.path("roi").get(0).path("value").decimalValue()).hasToString("1200.5");
    assertThat(read.path("roi").get(0).path("unit").asString()).isEqualTo("h");
    assertThat(read.path("roi").get(1).path("value").intValue()).isEqualTo(-3);
    assertThat(Books.texts(read.path("followUps"))).containsExactly("Roll out to sales");
    assertThat(read.path("summary").asString()).isEqualTo("First");
    assertThat(Books.texts(read.path("attendees"), "name")).containsExactly("Eve");

    JsonNode voided = acme.done("roi-reviews/r1/void", "{'reason': 'was not held'}");
    assertThat(voided.path("status").asString()).isEqualTo("voided");
    assertThat(voided.path("balance").path("available").intValue()).isEqualTo(4);
    acme.refused("already-corrected", "roi-reviews/r1/void", "{'reason': 'again'}");
  }

  @Test
  void isScheduledMissedCancelledOrRecordedAtOnce() {
    Books acme = Books.of(SERVICE, "review-ends", "advanced", "2025-06-01");
    String at = "'scheduled': true, 'occurredAt': '2025-06-10T09:00:00Z'}";
    acme.done("roi-reviews", "{'reviewId': 'r1', " + at);
    acme.done("roi-reviews", "{'reviewId': 'r2', " + at);
    assertThat(
            acme.done("roi-reviews/r1/no-show", "{'by': 'customer'}")
                .path("balance")
                .path("available")
                .intValue())
        .isEqualTo(3);
    acme.done("roi-reviews/r2/cancellation");
    acme.notAllowed("roi-reviews/r2/no-show", "{'by': 'vendor'}", "cancelled");
    for (String id : new String[] {"r3", "r4", "r5"}) {
      acme.done("roi-reviews", "{'reviewId': '%s'}".formatted(id));
    }
    acme.refused("quota-exhausted", "roi-reviews", "{}");
    acme.done("roi-reviews", "{'reviewId': 'r6', 'planned': true}");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    Books acme = Books.of(SERVICE, "review-form", "advanced", "2025-06-01");
    JsonNode both =
        acme.refused("validation", "roi-reviews", "{'planned': true, 'scheduled': true}");
    assertThat(both.path("field").asString()).isIn("planned", "scheduled");
    JsonNode early = acme.refused("validation", "roi-reviews", "{'planned': true, 'roi': []}");
    assertThat(early.path("field").asString()).isEqualTo("roi");
    JsonNode value =
        acme.refused("validation", "roi-reviews", "{'roi': [{'measure': 'x', 'value': '1'}]}");
    assertThat(value.path("field").asString()).isEqualTo("roi[0].value");
    acme.refused("validation", "roi-reviews", "{'roi': [{'measure': 'x', 'value': 1e16}]}");
    acme.refused("validation", "roi-reviews", "{'roi': [{'measure': 'x', 'value': 1e-999999999}]}");
    assertThat(acme.left("roi-review")).isEqualTo(4);
  }
}
