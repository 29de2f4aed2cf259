package org.entitlementledger.api.command;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts examples into the OpenAPI document: requests that were sent and the answers that they were
 * given, and a problem of each kind, as they stand in {@code openapi-examples.json}.
 */
final class OpenApiExamples {
  private static final String FILE = "openapi-examples.json";
  private static final String JSON = "application/json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode operations;
  private final JsonNode problems;

  private OpenApiExamples(JsonNode all) {
    operations = all.path("operations");
    problems = all.path("problems");
  }

  static OpenApiExamples read() {
    try (var file = Objects.requireNonNull(OpenApiExamples.class.getResourceAsStream(FILE))) {
      return new OpenApiExamples(MAPPER.readTree(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Adds them to a document that is otherwise whole. */
  void addTo(OpenAPI api) {
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            add(method.name().toLowerCase(Locale.ROOT) + " " + path, operation)));
    api.getComponents().getResponses().values().forEach(this::addProblems);
  }

  private void add(String name, Operation operation) {
    JsonNode examples = operations.path(name);
    if (operation.getRequestBody() != null) {
      put(operation.getRequestBody().getContent(), examples.path("request"));
    }
    operation
        .getResponses()
        .forEach(
            (status, response) -> {
              put(response.getContent(), examples.path(status));
              addProblems(response);
            });
  }

  private static void put(@Nullable Content content, JsonNode example) {
    MediaType json = content == null ? null : content.get(JSON);
    if (json != null && !example.isMissingNode()) {
      json.setExample(plain(example));
    }
  }

  /** The description of such an answer names its problems. */
  private void addProblems(ApiResponse response) {
    Content content = response.getContent();
    MediaType problem = content == null ? null : content.get(ProblemAnswer.TYPE);
    if (problem != null) {
      var examples = new LinkedHashMap<String, Example>();
      Arrays.stream(response.getDescription().split(", "))
          .filter(problems::has)
          .forEach(slug -> examples.put(slug, new Example().value(plain(problems.path(slug)))));
      problem.setExamples(examples);
    }
  }

  private static Object plain(JsonNode json) {
    return MAPPER.treeToValue(json, Object.class);
  }
}
