package org.entitlementledger.api.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;

/** Values that may well be right: those that the ledger has told, and those that it knows. */
final class Guess {
  private static final Pattern SEGMENT = Pattern.compile("/");

  private final Random random;
  private final Map<String, List<String>> told = new HashMap<>();

  Guess(Random random) {
    this.random = random;
  }

  /** Remembers the id of what was made. */
  void learn(Operation operation, Reply reply) {
    String location = reply.header("Location");
    if (location == null) {
      return;
    }
    List<String> segments = List.of(SEGMENT.split(location, -1));
    for (String name : operation.document().path("paths").propertyNames()) {
      List<String> template = List.of(SEGMENT.split(name, -1));
      if (template.size() == segments.size()) {
        learn(template, segments);
      }
    }
  }

  private void learn(List<String> template, List<String> segments) {
    for (int i = 0; i < template.size(); i++) {
      String one = template.get(i);
      boolean variable = one.startsWith("{");
      if (!variable && !one.equals(segments.get(i))) {
        return;
      }
    }
    for (int i = 0; i < template.size(); i++) {
      String one = template.get(i);
      if (one.startsWith("{")) {
        told.computeIfAbsent(one.substring(1, one.length() - 1), name -> new ArrayList<>())
            .add(segments.get(i));
      }
    }
  }

  /** An id that stands under a name. */
  String id(String name) {
    List<String> known = told.getOrDefault(name, List.of());
    if (name.equals("key") || name.equals("entitlement")) {
      return Hostile.of(
          random,
          List.of("accelerator", "progress-call", "certification-voucher", "roi-review", "csa"));
    }
    if (name.equals("view")) {
      return "audit";
    }
    if (known.isEmpty() || random.nextInt(4) == 0) {
      return "id-" + random.nextInt(50);
    }
    return Hostile.of(random, known);
  }

  /** A JSON value of a schema. */
  String value(Operation operation, String name, JsonNode reference) {
    JsonNode schema = operation.resolved(reference);
    if (schema.has("enum")) {
      JsonNode words = schema.path("enum");
      return words.get(random.nextInt(words.size())).toString();
    }
    if (schema.has("anyOf")) {
      return value(operation, name, schema.path("anyOf").get(0));
    }
    JsonNode type = schema.path("type");
    return switch ((type.isArray() ? type.get(0) : type).asString()) {
      case "object" -> object(operation, schema);
      case "array" -> array(operation, name, schema.path("items"));
      case "boolean" -> String.valueOf(random.nextBoolean());
      case "integer" -> String.valueOf(1 + random.nextInt(14));
      case "number" -> String.valueOf(1 + random.nextInt(3));
      default -> "\"" + text(name, schema) + "\"";
    };
  }

  private String array(Operation operation, String name, JsonNode items) {
    var all = new ArrayList<String>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      all.add(value(operation, name, items));
    }
    return "[" + String.join(",", all) + "]";
  }

  /** An object with what it must have, and some of the rest. */
  private String object(Operation operation, JsonNode schema) {
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    var fields = new ArrayList<String>();
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
        fields.add(
            "\""
                + property.getKey()
                + "\":"
                + value(operation, property.getKey(), property.getValue()));
      }
    }
    return "{" + String.join(",", fields) + "}";
  }

  private String text(String name, JsonNode schema) {
    String format = schema.path("format").asString("");
    if (format.equals("date") || name.endsWith("On") || name.equals("until")) {
      return "2025-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
    }
    if (name.endsWith("At") || name.equals("from")) {
      return "2025-06-" + (10 + random.nextInt(10)) + "T10:00:00Z";
    }
    return switch (name) {
      case "tier" -> random.nextBoolean() ? "advanced" : "signature";
      case "amount" -> random.nextInt(1_000) + ".50";
      case "currency" -> "USD";
      case "timeZone" -> "Europe/Berlin";
      default -> name.endsWith("Id") || name.equals("entitlement") ? id(name) : "some " + name;
    };
  }
}
