package org.entitlementledger.api.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.entitlementledger.core.json.EventNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds to the document what types alone do not say, from {@code openapi-details.json}: bounds,
 * patterns, enumerations, defaults and descriptions. What is said of a schema comes before its
 * docstring, and that before what is said of every field of a name.
 */
final class OpenApiDetails {
  private static final String FILE = "openapi-details.json";
  private static final String PROPERTIES = "properties";
  private static final String DESCRIPTION = "description";

  private final ObjectNode details;
  private final Docstrings docstrings = Docstrings.read();
  private final Set<String> unused = new TreeSet<>();

  private OpenApiDetails() {
    try (var file = Objects.requireNonNull(OpenApiDetails.class.getResourceAsStream(FILE))) {
      details = JsonMapper.shared().readTree(file).asObject();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (String part : new String[] {"inputs", "fields", "parameters", "schemas"}) {
      details.path(part).propertyNames().forEach(name -> unused.add(part + " " + name));
    }
  }

  /**
   * Adds them.
   *
   * @throws IllegalStateException where something is said of what does not exist
   */
  static void addTo(ObjectNode document) {
    var added = new OpenApiDetails();
    ObjectNode schemas = document.withObject("/components/schemas");
    added.details.path("schemas").properties().forEach(one -> added.merge(schemas, one.getKey()));
    schemas.properties().forEach(one -> added.fields(one.getKey(), one.getValue()));
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        operation.path("parameters").forEach(added::parameter);
      }
    }
    document.withObject("/components").set("headers", added.details.path("headers"));
    if (!added.unused.isEmpty()) {
      throw new IllegalStateException("nothing has these details: " + added.unused);
    }
  }

  private void merge(ObjectNode schemas, String name) {
    if (schemas.path(name) instanceof ObjectNode schema) {
      merge(schema, details.path("schemas").path(name).asObject());
      unused.remove("schemas " + name);
    }
  }

  private static void merge(ObjectNode into, ObjectNode more) {
    for (var one : more.properties()) {
      JsonNode there = into.path(one.getKey());
      if (there instanceof ObjectNode object && one.getValue() instanceof ObjectNode deeper) {
        merge(object, deeper);
      } else {
        into.set(one.getKey(), one.getValue().deepCopy());
      }
    }
  }

  private void fields(String schema, JsonNode described) {
    boolean closed = described.path("additionalProperties").isBoolean();
    for (JsonNode part : described.path("allOf")) {
      fields(schema, part);
    }
    for (var one : described.path(PROPERTIES).properties()) {
      ObjectNode property = one.getValue().asObject();
      String docstring = docstrings.of(schema, one.getKey());
      if (docstring != null && !property.has(DESCRIPTION)) {
        property.put(DESCRIPTION, sentence(docstring));
      }
      if (closed) {
        addMissing(property, "inputs", one.getKey());
      }
      addMissing(property, "fields", one.getKey());
    }
  }

  /** A docstring goes on after the name of its parameter; a description begins. */
  private static String sentence(String docstring) {
    return Character.toUpperCase(docstring.charAt(0)) + docstring.substring(1);
  }

  private void parameter(JsonNode parameter) {
    String name = parameter.path("name").asString();
    addMissing(parameter.asObject(), "parameters", name);
    if (name.equals("type")) {
      ArrayNode types = parameter.path("schema").asObject().putArray("enum");
      EventNames.events().keySet().stream().sorted().forEach(types::add);
    }
  }

  private void addMissing(ObjectNode described, String part, String name) {
    if (details.path(part).path(name) instanceof ObjectNode said) {
      addMissing(described, said);
      unused.remove(part + " " + name);
    }
  }

  private static void addMissing(ObjectNode described, ObjectNode said) {
    for (var one : said.properties()) {
      JsonNode there = described.path(one.getKey());
      if (there instanceof ObjectNode object && one.getValue() instanceof ObjectNode deeper) {
        addMissing(object, deeper);
      } else if (there.isMissingNode()) {
        described.set(one.getKey(), one.getValue().deepCopy());
      }
    }
  }
}
