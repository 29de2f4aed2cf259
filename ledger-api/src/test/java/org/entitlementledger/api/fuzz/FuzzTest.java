package org.entitlementledger.api.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent, the service does not fail, says nothing that the document does not know of
 * ({@code Documented}, on every answer), and calls each refusal a problem. {@code
 * -Dfuzz.requests=100000} asks longer, {@code -Dfuzz.seed=} asks the same again.
 */
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_000);
  private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern LEAK =
      Pattern.compile("Exception|\\bjava\\.|\\borg\\.[a-z]|\\btools\\.|\\.java:|org\\.h2|jdbc:");

  private final Random random = new Random(SEED);
  private final Guess guess = new Guess(random);

  @Test
  void noRequestMakesTheServiceFail() {
    var statuses = new TreeMap<Integer, Integer>();
    try (var service = Service.rehearsal("2025-06-20T12:00:00Z")) {
      Client admin = service.as("admin");
      admin.buy("id-1", "advanced", "2025-06-01");
      admin.buy("id-2", "signature", "2025-06-01");
      JsonNode document = service.anonymous().get("/v3/api-docs").json();
      List<Operation> operations = Operation.all(document);
      assertThat(operations).hasSizeGreaterThan(100);
      for (int i = 0; i < REQUESTS; i++) {
        Operation operation = operations.get(i % operations.size());
        Reply reply = ask(admin, operation);
        guess.learn(operation, reply);
        statuses.merge(reply.status(), 1, Integer::sum);
      }
      assertThat(service.anonymous().get("/actuator/health").status()).isEqualTo(200);
    }
    // it is not turned away at the door alone
    assertThat(statuses).as("seed " + SEED).containsKeys(200, 201, 400, 404, 409);
  }

  private Reply ask(Client client, Operation operation) {
    String path = path(operation) + query(operation);
    byte[] body = body(operation);
    String[] headers = headers(operation);
    Reply reply = client.send(operation.method(), path, body, headers);
    String what =
        "seed %d: %s %s %s %s -> %d %s"
            .formatted(
                SEED,
                operation.method(),
                path,
                Arrays.toString(headers),
                body == null ? "" : new String(body, 0, Math.min(body.length, 2_000), UTF_8),
                reply.status(),
                reply.body());
    assertThat(reply.status()).as(what).isLessThan(500);
    if (reply.status() >= 400) {
      assertThat(reply.header("Content-Type")).as(what).isEqualTo("application/problem+json");
      assertThat(LEAK.matcher(reply.json().path("detail").asString()).find()).as(what).isFalse();
    }
    return reply;
  }

  private String path(Operation operation) {
    return VARIABLE
        .matcher(operation.path())
        .replaceAll(
            found -> {
              boolean hostile = random.nextInt(12) == 0;
              String id = hostile ? Hostile.text(random) : guess.id(found.group(1));
              return URLEncoder.encode(id.isEmpty() ? "." : id, UTF_8).replace("+", "%20");
            });
  }

  private String query(Operation operation) {
    var parts = new ArrayList<String>();
    for (String name : operation.parameters("query")) {
      if (random.nextInt(4) == 0) {
        String value =
            switch (name) {
              case "limit" -> String.valueOf(random.nextInt(5));
              case "dryRun" -> "true";
              case "asOf", "recordedAsOf" -> "2025-06-15";
              default -> Hostile.text(random);
            };
        parts.add(name + "=" + URLEncoder.encode(value, UTF_8));
      }
    }
    if (random.nextInt(20) == 0) {
      parts.add("unknown=1");
    }
    String query = parts.isEmpty() ? "" : "?" + String.join("&", parts);
    return query.length() > 4_000 ? "" : query;
  }

  private String[] headers(Operation operation) {
    var headers = new ArrayList<String>();
    List<String> takes = operation.takes();
    if (!takes.isEmpty()) {
      headers.add("Content-Type");
      headers.add(random.nextInt(20) == 0 ? "text/html" : takes.getFirst());
    }
    for (String name : operation.parameters("header")) {
      if (random.nextInt(5) == 0) {
        headers.add(name);
        headers.add(random.nextBoolean() ? String.valueOf(random.nextInt(3)) : "\"7\" x");
      }
    }
    return headers.toArray(String[]::new);
  }

  private byte[] body(Operation operation) {
    List<String> takes = operation.takes();
    if (takes.isEmpty()) {
      return null;
    }
    if (!takes.contains("application/json")) {
      return (Hostile.text(random) + "\n" + Hostile.value(random)).getBytes(UTF_8);
    }
    if (operation.path().equals("/v1/test-clock") || random.nextInt(15) == 0) {
      return broken();
    }
    return mutated(operation).getBytes(UTF_8);
  }

  /** Mostly what may well be right; often one field of it is not. */
  private String mutated(Operation operation) {
    String whole = guess.value(operation, "", operation.schema());
    if (random.nextInt(2) == 0 || whole.equals("{}")) {
      return whole;
    }
    List<String> names = List.copyOf(operation.schema().path("properties").propertyNames());
    String field = "\"" + Hostile.of(random, names) + "\":" + Hostile.value(random);
    return random.nextBoolean() ? "{" + field + "," + whole.substring(1) : "{" + field + "}";
  }

  private byte[] broken() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return switch (random.nextInt(4)) {
      case 0 -> bytes;
      case 1 -> "{\"a\":".repeat(50_000).getBytes(UTF_8);
      case 2 -> Hostile.value(random).getBytes(UTF_8);
      default -> "{\"quantity\": 1".getBytes(UTF_8);
    };
  }
}
