package org.entitlementledger.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.core.json.EventNames;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every command has its path, and says there what it takes. */
class CommandPathsTest {
  private static final Service SERVICE = Service.shared();

  @Test
  void everyCommandHasExactlyOnePath() {
    List<String> taken = new ArrayList<>();
    for (var method : SERVICE.routes().getHandlerMethods().values()) {
      PathCommands commands = PathCommands.by(method);
      if (commands != null) {
        commands.all().forEach(command -> taken.add(EventNames.of(command)));
      }
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(EventNames.commands().keySet());
  }

  private static JsonNode body(String path) {
    return SERVICE
        .anonymous()
        .get("/v3/api-docs")
        .json()
        .path("paths")
        .path("/v1/accounts/{accountId}/" + path)
        .path("post")
        .path("requestBody");
  }

  private static JsonNode schema(String path) {
    JsonNode schema = body(path).path("content").path("application/json").path("schema");
    return SERVICE
        .anonymous()
        .get("/v3/api-docs")
        .json()
        .at(schema.path("$ref").asString().substring(1));
  }

  @Test
  void aPathOfSeveralCommandsShowsTheirFlags() {
    JsonNode reviews = schema("roi-reviews");
    assertThat(reviews.path("properties").propertyNames())
        .contains("planned", "scheduled", "roi", "followUps", "occurredAt", "reason")
        .doesNotContain("accountId");
    assertThat(reviews.path("properties").path("planned").path("type").toString())
        .isEqualTo("[\"boolean\",\"null\"]");
    JsonNode programs = schema("accelerators");
    assertThat(programs.path("properties").has("requested")).isTrue();
    assertThat(Books.texts(programs.path("required"))).containsExactlyInAnyOrder("theme", "goal");
  }

  @Test
  void onlyWhatNeedsToSaySomethingNeedsABody() {
    for (String path :
        List.of("accelerators/{acceleratorId}/pause", "tickets/{ticketId}/closure")) {
      assertThat(body(path).path("required").booleanValue()).as(path).isFalse();
    }
    for (String path : List.of("progress-calls", "vouchers/{code}/assignment")) {
      assertThat(body(path).path("required").booleanValue()).as(path).isTrue();
    }
    Books acme = Books.of(SERVICE, "bodies", "advanced", "2025-06-01");
    acme.refused("validation", "progress-calls", "");
    acme.refused("validation", "risk-assessments/none/plan", "");
    acme.refused("not-found", "risk-assessments/none/mitigation", "");
    assertThat(acme.left("progress-call")).isEqualTo(4);
  }
}
