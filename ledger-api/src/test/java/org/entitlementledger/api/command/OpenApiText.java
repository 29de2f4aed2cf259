package org.entitlementledger.api.command;

import org.entitlementledger.api.web.request.LineRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes NDJSON as text whose lines are JSON: a client that took the schema of a line for that
 * of the whole would read one line and drop the others without an error.
 */
final class OpenApiText {
  private OpenApiText() {}

  static void describeIn(ObjectNode document) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        text(operation.path("requestBody").path("content"));
        for (JsonNode response : operation.path("responses")) {
          text(response.path("content")).put("format", "binary");
        }
      }
    }
  }

  /** The schema of the text; of an answer it is binary, or clients would parse it as one value. */
  private static ObjectNode text(JsonNode content) {
    ObjectNode text = JsonNodeFactory.instance.objectNode();
    if (content.path(LineRequest.NDJSON) instanceof ObjectNode media) {
      text.put("type", "string");
      text.put("description", "Lines, each a JSON object of the schema that stands here");
      text.put("contentMediaType", "application/json");
      text.set("contentSchema", media.path("schema"));
      media.set("schema", text);
    }
    return text;
  }
}
