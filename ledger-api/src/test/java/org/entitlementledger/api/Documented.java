package org.entitlementledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.entitlementledger.api.Client.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds answers against the stored OpenAPI document: no status, media type or field that it does
 * not know of, whichever test asked.
 */
public final class Documented {
  /** The stored document. */
  public static final Path FILE =
      Path.of("").toAbsolutePath().resolveSibling("docs").resolve("openapi.json");

  /** The document says which answers have them. */
  private static final List<String> HEADERS =
      List.of(
          "ETag",
          "Idempotent-Replayed",
          "Ledger-Position",
          "Location",
          "Retry-After",
          "WWW-Authenticate");

  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final JsonNode DOCUMENT = read();
  private static final Map<JsonNode, Schema> KNOWN = new ConcurrentHashMap<>();

  private Documented() {}

  private static JsonNode read() {
    try {
      return JSON.readTree(Files.readAllBytes(FILE));
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    }
  }

  /** An answer of an operation that is described. */
  static void check(String method, String target, byte @Nullable [] body, Reply reply) {
    int end = target.indexOf('?');
    Operation found = operation(method, end < 0 ? target : target.substring(0, end));
    if (found == null) {
      return;
    }
    JsonNode operation = found.described();
    String what = method + " " + target + " " + reply.status();
    JsonNode answer = answer(operation, String.valueOf(reply.status()));
    assertThat(answer.isMissingNode()).as("undocumented: " + what + " " + reply.body()).isFalse();
    for (String header : HEADERS) {
      boolean described = answer.path("headers").has(header);
      assertThat(described || reply.header(header) == null).as(what + " " + header).isTrue();
    }
    if (reply.body().isEmpty()) {
      return;
    }
    String type = Objects.requireNonNull(reply.header("Content-Type"), what);
    JsonNode content = answer.path("content").path(type.split(";", 2)[0]);
    assertThat(content.isMissingNode()).as("undocumented: " + what + " " + type).isFalse();
    if (reply.status() >= 400) {
      String slugs = answer.path("description").asString();
      assertThat(List.of(slugs.split(", "))).as(what).contains(reply.problem());
    }
    if (type.contains("json") && !type.contains("ndjson")) {
      fits(content.path("schema"), reply.body(), what);
    }
    if (reply.status() < 300 && body != null && body.length > 0) {
      JsonNode taken = operation.path("requestBody").path("content").path("application/json");
      if (!taken.isMissingNode()) {
        JsonNode given = JSON.readTree(new String(body, UTF_8).replace("\uFEFF", ""));
        fits(taken.path("schema"), withoutNulls(given).toString(), "request of " + what);
      }
    }
    RecordedExamples.take(found.name(), body, reply);
  }

  /** The examples of the document are such as the schemas beside them allow. */
  public static void checkExamples() {
    DOCUMENT.path("paths").forEach(path -> path.forEach(Documented::checkExamples));
    DOCUMENT.path("components").path("responses").forEach(Documented::checkExamples);
  }

  private static void checkExamples(JsonNode part) {
    if (part.has("schema")) {
      JsonNode schema = part.path("schema");
      if (part.has("example")) {
        fits(schema, withoutNulls(part.path("example").deepCopy()).toString(), "example");
      }
      part.path("examples")
          .forEach(example -> fits(schema, example.path("value").toString(), "example"));
    } else {
      part.forEach(Documented::checkExamples);
    }
  }

  /** A field that is null is as good as none. */
  private static JsonNode withoutNulls(JsonNode given) {
    if (given instanceof ObjectNode object) {
      object.removeNulls();
    }
    given.forEach(Documented::withoutNulls);
    return given;
  }

  /** What an operation says of a status. */
  public static JsonNode answer(JsonNode operation, String status) {
    JsonNode answer = operation.path("responses").path(status);
    return answer.has("$ref") ? DOCUMENT.at(answer.path("$ref").asString().substring(1)) : answer;
  }

  private static void fits(JsonNode schema, String json, String what) {
    var wrong = KNOWN.computeIfAbsent(schema, Documented::schema).validate(JSON.readTree(json));
    assertThat(wrong).as(what + " " + json).isEmpty();
  }

  /** With the components that it refers to. */
  private static Schema schema(JsonNode schema) {
    ObjectNode whole = schema.asObject().deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    return SCHEMAS.getSchema(whole);
  }

  private record Operation(String name, JsonNode described) {}

  private static @Nullable Operation operation(String method, String path) {
    List<String> asked = List.of(path.split("/", -1));
    Map.Entry<String, JsonNode> found = null;
    long fewest = Long.MAX_VALUE;
    for (var one : DOCUMENT.path("paths").properties()) {
      List<String> template = List.of(one.getKey().split("/", -1));
      long variables = template.stream().filter(segment -> segment.startsWith("{")).count();
      if (variables < fewest && fits(template, asked)) {
        found = one;
        fewest = variables;
      }
    }
    String verb = method.toLowerCase(Locale.ROOT);
    return found == null || !found.getValue().has(verb)
        ? null
        : new Operation(verb + " " + found.getKey(), found.getValue().path(verb));
  }

  private static boolean fits(List<String> template, List<String> asked) {
    if (template.size() != asked.size()) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      boolean variable = template.get(i).startsWith("{") && !asked.get(i).isEmpty();
      if (!variable && !template.get(i).equals(asked.get(i))) {
        return false;
      }
    }
    return true;
  }
}
