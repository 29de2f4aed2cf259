package org.entitlementledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.TreeMap;
import org.entitlementledger.api.Client.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of the OpenAPI document. With {@code -Dexamples=record} the first request and answer
 * of each operation that has none yet, and the first problem of each kind, are added to the file:
 * delete what is to be recorded anew.
 */
final class RecordedExamples {
  private static final Path FILE =
      Path.of("src/test/resources/org/entitlementledger/api/command/openapi-examples.json");
  private static final boolean RECORDS = "record".equals(System.getProperty("examples"));
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final int LONG = 3_000;

  private RecordedExamples() {}

  /** Takes what an operation was sent, and what it answered. */
  static synchronized void take(String operation, byte @Nullable [] body, Reply reply) {
    if (!RECORDS || reply.body().isEmpty()) {
      return;
    }
    String type = String.valueOf(reply.header("Content-Type")).split(";", 2)[0];
    // tests run in several processes
    try (var file = FileChannel.open(FILE, READ, WRITE);
        var lock = file.lock()) {
      ObjectNode all = JSON.readTree(Channels.newInputStream(file).readAllBytes()).asObject();
      boolean isNew =
          switch (type) {
            case "application/json" -> add(all, operation, body, reply);
            case "application/problem+json" -> addProblem(all, reply);
            default -> false;
          };
      if (isNew) {
        byte[] sorted = JSON.writeValueAsBytes(JSON.treeToValue(all, TreeMap.class));
        file.truncate(0).write(ByteBuffer.wrap(sorted), 0);
      }
      assertThat(lock.isValid()).isTrue();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean add(
      ObjectNode all, String operation, byte @Nullable [] body, Reply reply) {
    ObjectNode examples = all.withObject("operations").withObject(operation);
    String status = String.valueOf(reply.status());
    boolean nothing = reply.json().path("items") instanceof ArrayNode items && items.isEmpty();
    boolean isNew = !examples.has(status) && !nothing;
    if (isNew) {
      examples.set(status, shortened(reply.json()));
    }
    if (body != null && body.length > 0 && body[0] == '{' && !examples.has("request")) {
      examples.set("request", JSON.readTree(new String(body, UTF_8)));
      isNew = true;
    }
    return isNew;
  }

  private static boolean addProblem(ObjectNode all, Reply reply) {
    ObjectNode problems = all.withObject("problems");
    if (problems.has(reply.problem())) {
      return false;
    }
    problems.set(reply.problem(), reply.json());
    return true;
  }

  /** A list says with one or two of its things what it is. */
  private static JsonNode shortened(JsonNode answer) {
    if (answer.path("items") instanceof ArrayNode items) {
      int kept = answer.toString().length() > LONG ? 1 : 2;
      ArrayNode first = JsonNodeFactory.instance.arrayNode();
      items.valueStream().limit(kept).forEach(first::add);
      answer.asObject().set("items", first);
    }
    return answer;
  }
}
