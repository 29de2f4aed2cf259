package org.entitlementledger.api.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": accelerator, over HTTP. */
class AcceleratorLifeTest {
  private static final Service SERVICE = Service.shared();

  private static Books account(String accountId) {
    return Books.of(SERVICE, accountId, "advanced", "2025-05-20");
  }

  private static String made(String id, String more) {
    return "{'acceleratorId': '%s', 'theme': 'Pipelines', 'goal': 'Daily'%s}".formatted(id, more);
  }

  @Test
  void goesFromItsRequestToItsCompletion() {
    Books acme = account("acc-life").withCsa("2025-05-20");
    JsonNode asked =
        acme.done("accelerators", made("a1", ", 'startsOn': '2025-05-22', 'requested': true"));
    assertThat(asked.path("acceleratorId").asString()).isEqualTo("a1");
    assertThat(asked.path("status").asString()).isEqualTo("requested");
    assertThat(asked.path("theme").asString()).isEqualTo("Pipelines");
    assertThat(asked.path("occurredAt").asString()).isEqualTo("2025-05-22T00:00:00Z");
    assertThat(asked.path("balance").path("held").intValue()).isEqualTo(1);

    JsonNode scheduled = acme.done("accelerators/a1/schedule", "{'startsOn': '2025-05-26'}");
    assertThat(scheduled.path("status").asString()).isEqualTo("scheduled");
    assertThat(scheduled.has("balance")).isFalse();
    acme.notAllowed(
        "accelerators/a1/pause", "{}", "scheduled", "schedule", "start", "cancellation");

    JsonNode started = acme.done("accelerators/a1/start", "{'startsOn': '2025-05-26'}");
    assertThat(started.path("status").asString()).isEqualTo("started");
    assertThat(started.path("plannedEnd").asString()).isEqualTo("2025-08-18");
    assertThat(started.path("balance").path("held").intValue()).isZero();
    assertThat(started.path("balance").path("consumed").intValue()).isEqualTo(1);

    acme.done("accelerators/a1/pause", "{'occurredAt': '2025-06-02', 'reason': 'holidays'}");
    acme.notAllowed(
        "accelerators/a1/pause",
        "{}",
        "paused",
        "resume",
        "checks",
        "milestones",
        "completion",
        "cancellation");
    JsonNode resumed = acme.done("accelerators/a1/resume", "{'occurredAt': '2025-06-05'}");
    assertThat(resumed.path("plannedEnd").asString()).isEqualTo("2025-08-21");

    JsonNode checked =
        acme.done("accelerators/a1/checks", "{'week': 2, 'status': 'at-risk', 'note': 'slow'}");
    assertThat(checked.path("checks").get(0).path("status").asString()).isEqualTo("at-risk");
    JsonNode reached =
        acme.done("accelerators/a1/milestones", "{'title': 'Live', 'reachedOn': '2025-06-10'}");
    assertThat(reached.path("milestones").get(0).path("reachedOn").asString())
        .isEqualTo("2025-06-10");

    JsonNode none =
        acme.refused("validation", "accelerators/a1/completion", "{'completedOn': '2025-06-12'}");
    assertThat(none.path("field").asString()).isEqualTo("outcomes");
    String outcomes =
        "'outcomes': [{'measure': 'days', 'baseline': 9.5, 'target': 2, 'actual': 1.75}]}";
    acme.refused(
        "validation",
        "accelerators/a1/completion",
        "{'completedOn': '2025-06-12', 'occurredAt': '2025-06-13', " + outcomes);
    JsonNode completed =
        acme.done("accelerators/a1/completion", "{'completedOn': '2025-06-12', " + outcomes);
    assertThat(completed.path("status").asString()).isEqualTo("completed");
    assertThat(completed.path("outcomes").get(0).path("actual").decimalValue()).hasToString("1.75");
    acme.notAllowed("accelerators/a1/resume", "{}", "completed");

    JsonNode read = acme.read("accelerators/a1");
    assertThat(Books.texts(read.path("history"), "state"))
        .containsExactly("requested", "scheduled", "started", "paused", "started", "completed");
    assertThat(Books.texts(read.path("history"), "from"))
        .containsExactly(
            "2025-05-22T00:00:00Z",
            "2025-05-26T00:00:00Z",
            "2025-05-26T00:00:00Z",
            "2025-06-02T00:00:00Z",
            "2025-06-05T00:00:00Z",
            "2025-06-12T00:00:00Z");
    assertThat(read.path("status").asString()).isEqualTo("completed");
    assertThat(read.has("draws")).isFalse();
    assertThat(acme.read("accelerators").path("items").size()).isEqualTo(1);
  }

  @Test
  void needsACustomerSuccessArchitectToStartAndNoneToBeAskedFor() {
    Books acme = account("acc-csa");
    JsonNode missing = acme.refused("invalid-transition", "accelerators", made("a1", ""));
    assertThat(missing.path("missing").asString()).isEqualTo("csa");
    acme.done("accelerators", made("a1", ", 'requested': true"));
    JsonNode again = acme.refused("invalid-transition", "accelerators/a1/start", "{}");
    assertThat(again.path("missing").asString()).isEqualTo("csa");
    assertThat(acme.read("accelerators/a1").path("status").asString()).isEqualTo("requested");
    assertThat(acme.left("accelerator")).isEqualTo(1);
  }

  @Test
  void givesBackWhatWasHeldAndAfterTheStartWhatTheVendorCaused() {
    Books acme = account("acc-cancel").withCsa("2025-05-20");
    acme.done("accelerators", made("a1", ", 'requested': true"));
    acme.done("accelerators", made("a2", ", 'startsOn': '2025-05-26', 'requested': false"));
    JsonNode exhausted = acme.refused("quota-exhausted", "accelerators", made("a3", ""));
    assertThat(exhausted.path("entitlement").asString()).isEqualTo("accelerator");
    assertThat(exhausted.path("available").intValue()).isZero();
    acme.refused("duplicate", "accelerators", made("a1", ""));

    String cancelled = "{'cancelledOn': '2025-06-15', 'cause': '%s'%s}";
    JsonNode why =
        acme.refused(
            "validation", "accelerators/a1/cancellation", cancelled.formatted("customer", ""));
    assertThat(why.path("field").asString()).isEqualTo("reason");
    String because = ", 'reason': 'other plans'";
    JsonNode before =
        acme.done("accelerators/a1/cancellation", cancelled.formatted("customer", because));
    assertThat(before.path("status").asString()).isEqualTo("cancelled");
    assertThat(before.path("balance").path("available").intValue()).isEqualTo(1);
    // day 20: the customer's own cancellation would give nothing back any more
    JsonNode after =
        acme.done("accelerators/a2/cancellation", cancelled.formatted("vendor", because));
    assertThat(after.path("cause").asString()).isEqualTo("vendor");
    assertThat(after.path("balance").path("available").intValue()).isEqualTo(2);
    acme.notAllowed(
        "accelerators/a2/cancellation", cancelled.formatted("vendor", because), "cancelled");
  }

  @Test
  void refusesFlagsAndFieldsThatDoNotFit() {
    Books acme = account("acc-form");
    for (String flag : new String[] {"'yes'", "1", "[true]"}) {
      JsonNode refused =
          acme.refused("validation", "accelerators", made("a1", ", 'requested': " + flag));
      assertThat(refused.path("field").asString()).isEqualTo("requested");
    }
    acme.refused("validation", "accelerators", made("a1", ", 'scheduled': true"));
    acme.refused("not-found", "accelerators/none/pause", "{}");
    acme.refused("validation", "accelerators/none/pause", "{'week': 1}");
    acme.refused("validation", "accelerators/none/checks", "{'week': 1, 'status': 'on track'}");
    acme.refused("validation", "accelerators/none/completion", "{'completedOn': '2025-02-30'}");
    acme.refused(
        "validation",
        "accelerators/none/cancellation",
        "{'cancelledOn': '2025-06-15', 'cause': 'weather', 'reason': 'x'}");
  }
}
