package org.entitlementledger.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.entitlementledger.api.Documented;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The document is made from the code and says all of it. */
class OpenApiTest {
  private static final Service SERVICE = Service.shared();
  private static final JsonNode DOCUMENT = OpenApiDocument.of(SERVICE.routes());
  private static final String NDJSON = "application/x-ndjson";
  private static final List<String> GIVEN = List.of("application/json", NDJSON, "text/plain");
  private static final Set<String> VERBS = Set.of("get", "put", "post", "delete");

  @Test
  void describesEveryOperation() {
    JsonNode document = DOCUMENT;
    assertThat(document.path("openapi").asString()).startsWith("3.1");
    var described = new HashSet<String>();
    var ids = new HashSet<String>();
    var groups = new HashSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one -> {
                          assertThat(VERBS).contains(one.getKey());
                          described.add(one.getKey() + " " + path.getKey());
                          describes(path.getKey(), one.getKey(), one.getValue());
                          ids.add(one.getValue().path("operationId").asString());
                          one.getValue().path("tags").forEach(tag -> groups.add(tag.asString()));
                        }));
    assertThat(described).isEqualTo(mapped());
    assertThat(ids).hasSameSizeAs(described).allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    assertThat(document.path("tags").valueStream())
        .allSatisfy(tag -> assertThat(tag.path("description").asString()).endsWith("."))
        .extracting(tag -> tag.path("name").asString())
        .containsExactlyInAnyOrderElementsOf(groups);
  }

  private static void describes(String path, String verb, JsonNode operation) {
    String name = verb + " " + path;
    assertThat(operation.path("summary").asString()).as(name).isNotEmpty();
    JsonNode responses = operation.path("responses");
    assertThat(responses.propertyNames()).as(name).contains("400", "401", "403", "500", "503");
    assertThat(responses.has("200") || responses.has("201") || responses.has("202"))
        .as(name)
        .isTrue();
    responses
        .properties()
        .forEach(
            response -> {
              boolean done = response.getKey().startsWith("2");
              JsonNode content = Documented.answer(operation, response.getKey()).path("content");
              assertThat(content.propertyNames())
                  .as(name)
                  .containsAnyElementsOf(done ? GIVEN : List.of("application/problem+json"));
              content.forEach(
                  one -> assertThat(one.path("schema").isEmpty()).as(name + response).isFalse());
            });
    if (List.of("post", "put").contains(verb) && !path.startsWith("/v1/admin/")) {
      JsonNode content = operation.path("requestBody").path("content");
      boolean table = content.has("text/csv");
      String taken = path.equals("/v1/batches") ? NDJSON : "application/json";
      JsonNode schema = content.path(taken).path("schema");
      JsonNode form = schema.has("contentSchema") ? schema.path("contentSchema") : schema;
      assertThat(table || form.has("$ref")).as(name).isTrue();
    }
    long inPath = path.chars().filter(character -> character == '{').count();
    long described =
        operation
            .path("parameters")
            .valueStream()
            .filter(parameter -> parameter.path("in").asString().equals("path"))
            .count();
    assertThat(described).as(name).isEqualTo(inPath);
  }

  /** Whoever reads the document sees what to send and what comes back. */
  @Test
  void showsAnExampleOfEveryRequestAndWhatIsDoneAndOfEveryProblem() {
    var without = new ArrayList<String>();
    JsonNode document = DOCUMENT;
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb -> {
                          JsonNode operation = verb.getValue();
                          String name = verb.getKey() + " " + path.getKey();
                          lacking(name, operation.path("requestBody"), without);
                          operation.path("responses").properties().stream()
                              .filter(one -> !one.getKey().equals("202"))
                              .forEach(
                                  one ->
                                      lacking(name + " " + one.getKey(), one.getValue(), without));
                        }));
    document
        .path("components")
        .path("responses")
        .properties()
        .forEach(one -> lacking(one.getKey(), one.getValue(), without));
    assertThat(without).isEmpty();
    Documented.checkExamples();
  }

  private static void lacking(String name, JsonNode part, List<String> without) {
    JsonNode content = part.path("content");
    JsonNode json = content.path("application/json");
    if (!json.isMissingNode() && !json.has("example")) {
      without.add(name);
    }
    JsonNode problem = content.path("application/problem+json");
    if (!problem.isMissingNode()
        && problem.path("examples").size()
            != part.path("description").asString().split(",").length) {
      without.add(name);
    }
  }

  /**
   * The document is a contract: {@code -Ddocs=write} stores it anew, and the difference shows what
   * a client will meet.
   */
  @Test
  void isWhatIsStored() throws IOException {
    var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    String document = mapper.writeValueAsString(DOCUMENT) + "\n";
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(Documented.FILE, document);
    }
    assertThat(Files.readString(Documented.FILE)).isEqualTo(document);
  }

  @Test
  @DisabledIfSystemProperty(named = "docs", matches = "write", disabledReason = "of the next build")
  void isWhatIsServed() throws IOException {
    String stored = Files.readString(Documented.FILE);
    assertThat(SERVICE.anonymous().get("/v3/api-docs").body()).isEqualTo(stored);
    assertThat(SERVICE.anonymous().get("/v3/api-docs.yaml").body()).isEqualTo(stored);
  }

  @Test
  void saysWhoMayAndWhatAnotherPersonMustApprove() {
    JsonNode paths = DOCUMENT.path("paths");
    JsonNode approval =
        paths.path("/v1/accounts/{accountId}/adjustments/{adjustmentId}/approval").path("post");
    assertThat(approval.path("x-roles").toString()).isEqualTo("[\"admin\",\"approver\"]");
    assertThat(approval.path("description").asString()).contains("approver");
    assertThat(approval.path("responses").path("403").path("description").asString())
        .contains("self-approval");
    assertThat(approval.path("responses").has("202")).isFalse();

    JsonNode usage = paths.path("/v1/accounts/{accountId}/usage").path("post");
    assertThat(usage.path("x-roles").toString()).isEqualTo("[\"admin\",\"operator\"]");
    assertThat(Documented.answer(usage, "403").path("description").asString())
        .isEqualTo("forbidden");
    JsonNode waits = usage.path("responses").path("202").path("content").path("application/json");
    assertThat(waits.path("schema").path("$ref").asString()).endsWith("/Awaiting");
    assertThat(paths.path("/v1/accounts/{accountId}/usage").path("get").path("x-roles").size())
        .isEqualTo(6);
  }

  private static Set<String> mapped() {
    var mapped = new HashSet<String>();
    SERVICE
        .routes()
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              for (String path : info.getPatternValues()) {
                if (path.startsWith("/v1")) {
                  info.getMethodsCondition()
                      .getMethods()
                      .forEach(
                          verb -> mapped.add(verb.name().toLowerCase(Locale.ROOT) + " " + path));
                }
              }
            });
    return mapped;
  }
}
