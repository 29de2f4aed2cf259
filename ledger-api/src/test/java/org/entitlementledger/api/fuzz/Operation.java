package org.entitlementledger.api.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An operation of the document. */
record Operation(JsonNode document, String method, String path, JsonNode described) {
  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete");

  /** All of them. */
  static List<Operation> all(JsonNode document) {
    var all = new ArrayList<Operation>();
    for (var path : document.path("paths").properties()) {
      for (var verb : path.getValue().properties()) {
        if (VERBS.contains(verb.getKey())) {
          String method = verb.getKey().toUpperCase(Locale.ROOT);
          all.add(new Operation(document, method, path.getKey(), verb.getValue()));
        }
      }
    }
    return all;
  }

  /** The names of the parameters that stand in one place. */
  List<String> parameters(String in) {
    return described
        .path("parameters")
        .valueStream()
        .filter(one -> one.path("in").asString().equals(in))
        .map(one -> one.path("name").asString())
        .toList();
  }

  /** The media types that it takes. */
  List<String> takes() {
    return List.copyOf(described.path("requestBody").path("content").propertyNames());
  }

  /** What its JSON body is. */
  JsonNode schema() {
    return resolved(
        described.path("requestBody").path("content").path("application/json").path("schema"));
  }

  /** What a schema refers to. */
  JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? resolved(document.at(schema.path("$ref").asString().substring(1)))
        : schema;
  }
}
