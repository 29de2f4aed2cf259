package org.entitlementledger.api.command;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The headers of answers, each described once under the components. */
final class OpenApiHeaders {
  private static final String HEADERS = "headers";
  private static final String POSITION = "Ledger-Position";

  private OpenApiHeaders() {}

  static void describeIn(ObjectNode document) {
    for (JsonNode path : document.path("paths")) {
      for (var operation : path.properties()) {
        boolean reads = operation.getKey().equals("get");
        operation
            .getValue()
            .path("responses")
            .properties()
            .forEach(response -> describe(response.getKey(), response.getValue(), reads));
      }
    }
    JsonNode responses = document.at("/components/responses");
    for (String later : new String[] {"overloaded", "unavailable"}) {
      refer(responses.path(later).asObject(), "Retry-After");
    }
  }

  private static void describe(String status, JsonNode response, boolean reads) {
    if (reads || (!response.has(HEADERS) && !status.equals("202"))) {
      return;
    }
    ObjectNode described = response.asObject();
    described.remove(HEADERS);
    refer(described, POSITION);
    refer(described, "ETag");
    refer(described, "Idempotent-Replayed");
    if (!status.equals("200")) {
      refer(described, "Location");
    }
  }

  private static void refer(ObjectNode response, String header) {
    response.withObject(HEADERS).putObject(header).put("$ref", "#/components/headers/" + header);
  }
}
