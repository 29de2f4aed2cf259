package org.entitlementledger.api.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Advisory activities over HTTP. */
class AdvisoryTest {
  private static final Service SERVICE = Service.shared();
  private static final List<String> KINDS =
      List.of(
          "usage-review",
          "optimisation-recommendation",
          "solution-design",
          "implementation-guidance",
          "certification-guidance",
          "learning-objectives",
          "roadmap-influence",
          "education-coordination",
          "support-coordination");

  @Test
  void recordsEveryKind() {
    Books acme = Books.of(SERVICE, "advice", "advanced", "2025-06-01");
    for (String kind : KINDS) {
      JsonNode done =
          acme.done(
              "advisory-activities",
              """
              {'activityId': 'of-%s', 'kind': '%s', 'summary': 'Two hours', 'occurredAt': '2025-06-03',
               'attendees': [{'id': 'hal', 'name': 'Hal Attendee'}]}
              """
                  .formatted(kind, kind));
      assertThat(done.path("kind").asString()).isEqualTo(kind);
      assertThat(done.path("status").asString()).isEqualTo("recorded");
      assertThat(done.has("balance")).isFalse();
    }
    JsonNode read = acme.read("advisory-activities/of-usage-review");
    assertThat(Books.texts(read.path("attendees"), "name")).containsExactly("Hal Attendee");
    assertThat(read.path("occurredAt").asString()).isEqualTo("2025-06-03T00:00:00Z");
    assertThat(Books.texts(acme.read("advisory-activities").path("items"), "kind"))
        .isEqualTo(KINDS);
    assertThat(Books.events(SERVICE, "advice")).doesNotContain("Hal Attendee");
  }

  @Test
  void refusesWhatDoesNotFit() {
    Books acme = Books.of(SERVICE, "advice-form", "advanced", "2025-06-01");
    JsonNode unknown = acme.refused("validation", "advisory-activities", "{'kind': 'small-talk'}");
    assertThat(unknown.path("field").asString()).isEqualTo("kind");
    assertThat(Books.texts(unknown.path("allowed"))).isEqualTo(KINDS);
    acme.done("advisory-activities", "{'activityId': 'a1', 'kind': 'solution-design'}");
    acme.refused(
        "duplicate", "advisory-activities", "{'activityId': 'a1', 'kind': 'usage-review'}");
    acme.refused(
        "no-contract-in-force",
        "advisory-activities",
        "{'kind': 'usage-review', 'occurredAt': '2025-05-31'}");
  }
}
