package org.entitlementledger.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public contract only grows: whatever {@code contract.txt} lists stays in the OpenAPI
 * document. {@code -Dcontract=write} adds what is new, once it is released.
 */
class ContractTest {
  private static final Path DOCUMENT = Path.of("../docs/openapi.json");
  private static final Path CONTRACT =
      Path.of("src/test/resources/org/entitlementledger/api/command/contract.txt");
  private static final List<String> COMBINED = List.of("anyOf", "oneOf", "allOf");

  private final TreeSet<String> parts = new TreeSet<>();

  @Test
  void nothingIsTakenAway() throws IOException {
    JsonNode document = JsonMapper.shared().readTree(Files.readAllBytes(DOCUMENT));
    document.path("paths").properties().forEach(path -> path(path.getKey(), path.getValue()));
    document
        .path("components")
        .path("schemas")
        .properties()
        .forEach(schema -> schema(schema.getKey(), schema.getValue()));
    if ("write".equals(System.getProperty("contract"))) {
      Files.write(CONTRACT, parts);
    }
    assertThat(parts)
        .containsAll(
            Files.readAllLines(CONTRACT, StandardCharsets.UTF_8).stream()
                .filter(ContractTest::wasEverGiven)
                .toList());
  }

  /** A balance of a command that moves no quota was documented once, and never answered. */
  private static boolean wasEverGiven(String part) {
    return !part.endsWith("Answer.balance")
        || OpenApiAnswers.WITH_BALANCE.matcher(part.replace(".balance", "")).matches();
  }

  private void path(String path, JsonNode operations) {
    operations
        .properties()
        .forEach(
            one -> operation(one.getKey().toUpperCase(Locale.ROOT) + " " + path, one.getValue()));
  }

  private void operation(String name, JsonNode operation) {
    parts.add(name);
    for (JsonNode parameter : operation.path("parameters")) {
      parts.add(
          name + " " + parameter.path("in").asString() + " " + parameter.path("name").asString());
    }
    content(name + " takes", operation.path("requestBody"));
    operation
        .path("responses")
        .properties()
        .forEach(
            response -> {
              parts.add(name + " " + response.getKey());
              content(name + " " + response.getKey(), response.getValue());
            });
  }

  private void content(String name, JsonNode body) {
    body.path("content").propertyNames().forEach(type -> parts.add(name + " " + type));
  }

  private void schema(String name, JsonNode schema) {
    parts.add(name);
    schema.path("enum").forEach(value -> parts.add(name + " = " + value.asString()));
    schema
        .path("properties")
        .properties()
        .forEach(property -> schema(name + "." + property.getKey(), property.getValue()));
    if (schema.has("items")) {
      schema(name + "[]", schema.path("items"));
    }
    COMBINED.stream()
        .flatMap(kind -> schema.path(kind).valueStream())
        .forEach(part -> schema(name, part));
  }
}
