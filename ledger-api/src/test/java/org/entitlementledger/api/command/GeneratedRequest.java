package org.entitlementledger.api.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as the schemas of the OpenAPI document allow them. */
final class GeneratedRequest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MANY = 3;
  private static final int SHORT = 12;
  private static final double LARGE = 1_000_000;

  private final JsonNode document;
  private final RandomGenerator random;

  GeneratedRequest(JsonNode document, RandomGenerator random) {
    this.document = document;
    this.random = random;
  }

  /** A value of a schema. */
  JsonNode of(JsonNode schema) {
    if (schema.has("$ref")) {
      return of(document.at(schema.path("$ref").asString().substring(1)));
    }
    for (String either : List.of("anyOf", "oneOf")) {
      if (schema.has(either)) {
        return of(oneOf(schema.path(either)));
      }
    }
    if (schema.has("enum")) {
      return oneOf(schema.path("enum"));
    }
    return switch (type(schema.path("type"))) {
      case "null" -> NODES.nullNode();
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> NODES.numberNode((long) number(schema));
      case "number" -> NODES.numberNode((long) number(schema));
      case "array" -> array(schema);
      case "object" -> object(schema);
      default -> NODES.stringNode(text(schema));
    };
  }

  private String type(JsonNode type) {
    return type.isArray() ? oneOf(type).asString() : type.asString();
  }

  private JsonNode oneOf(JsonNode values) {
    return values.path(random.nextInt(values.size()));
  }

  private double number(JsonNode schema) {
    double least = Math.ceil(Math.max(schema.path("minimum").asDouble(-LARGE), -LARGE));
    double most = Math.floor(Math.min(schema.path("maximum").asDouble(LARGE), LARGE));
    return random.nextInt(MANY) == 0 ? least : random.nextDouble(least, most + 1);
  }

  private ArrayNode array(JsonNode schema) {
    ArrayNode items = NODES.arrayNode();
    int least = schema.path("minItems").asInt(0);
    int size = least + random.nextInt(Math.min(MANY, schema.path("maxItems").asInt(MANY) - least));
    for (int i = 0; i < size; i++) {
      items.add(of(schema.path("items")));
    }
    return items;
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    var required = new ArrayList<String>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || random.nextInt(MANY) == 0) {
        object.set(property.getKey(), of(property.getValue()));
      }
    }
    return object;
  }

  private String text(JsonNode schema) {
    LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(500));
    return switch (schema.path("format").asString("")) {
      case "date" -> day.toString();
      case "date-time" -> day + "T10:00:00Z";
      default -> schema.path("pattern").asString("").contains("A-Z]{3}") ? "EUR" : word(schema);
    };
  }

  /** Also with what only some patterns allow. */
  private String word(JsonNode schema) {
    String pattern = schema.path("pattern").asString("");
    if (pattern.startsWith("^[0-9]{1,15}")) {
      return random.nextInt(1_000_000) + ".25";
    }
    boolean lines = pattern.contains("\\x0b") || pattern.isEmpty();
    boolean free = lines || pattern.contains("\\x7f");
    var letters = new StringBuilder();
    int length = Math.max(1, schema.path("minLength").asInt(1)) + random.nextInt(SHORT);
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters + (free ? " ü§" : "") + (lines ? "\n" : "");
  }
}
