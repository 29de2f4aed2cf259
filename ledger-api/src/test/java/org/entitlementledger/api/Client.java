package org.entitlementledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the service, over real HTTP. */
public final class Client {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final int port;
  private final @Nullable String authorization;

  private static final int PATIENCE = 10;

  /** The newest position that any client of the service was told. */
  private final AtomicLong newest;

  Client(int port, @Nullable String authorization, AtomicLong newest) {
    this.port = port;
    this.authorization = authorization;
    this.newest = newest;
  }

  /** An answer. */
  public record Reply(int status, Map<String, List<String>> headers, String body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** The results of a batch, one a line. */
    public List<JsonNode> results() {
      return body.lines().map(JSON::readTree).toList();
    }

    /** The slug of the problem that it is. */
    public String problem() {
      return json().path("type").asString().replace("/problems/", "");
    }

    public @Nullable String header(String name) {
      for (var header : headers.entrySet()) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue().getFirst();
        }
      }
      return null;
    }

    public long position() {
      return Long.parseLong(String.valueOf(header("Ledger-Position")));
    }
  }

  static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** Reads that follow see what stands up to a position. */
  private void told(long position) {
    newest.accumulateAndGet(position, Math::max);
  }

  /** Reads; what was written before is seen. */
  public Reply get(String path, String... headers) {
    if (List.of(headers).contains("Ledger-Min-Position")) {
      return send("GET", path, null, headers);
    }
    String[] more = Arrays.copyOf(headers, headers.length + 2);
    more[headers.length] = "Ledger-Min-Position";
    more[headers.length + 1] = newest.toString();
    return send("GET", path, null, more);
  }

  public Reply post(String path, String json, String... headers) {
    return send("POST", path, json.getBytes(UTF_8), headers);
  }

  public Reply put(String path, String json, String... headers) {
    return send("PUT", path, json.getBytes(UTF_8), headers);
  }

  public Reply delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /**
   * Sends a request; a body is said to be JSON unless a header says otherwise.
   *
   * @param headers names and values in turn
   */
  public Reply send(String method, String path, byte @Nullable [] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60));
    var names = new ArrayList<String>();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
      names.add(headers[i]);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (body != null && !names.contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    Reply reply = reply(request.build());
    Documented.check(method, path, body, reply);
    Closing.check(reply);
    if (reply.header("Ledger-Position") != null) {
      told(reply.position());
    }
    if (path.startsWith("/v1/batches") && reply.status() == 200) {
      reply.results().forEach(one -> told(one.path("position").longValue(0)));
    }
    return reply;
  }

  private static Reply reply(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString(UTF_8));
      return new Reply(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Opens an account and buys a tier from a day on, for a year. */
  public void buy(String accountId, String tier, String startsOn) {
    persist(
        "/v1/accounts",
        "{\"accountId\":\"%s\",\"name\":\"%s Inc\"}".formatted(accountId, accountId));
    persist(
        "/v1/accounts/" + accountId + "/contracts",
        "{\"contractId\":\"c1\",\"tier\":\"%s\",\"startsOn\":\"%s\",\"termMonths\":12}"
            .formatted(tier, startsOn));
  }

  /** Sends a command with an id of its own until the service takes it or refuses it. */
  private void persist(String path, String body) {
    for (int tries = 0; tries < PATIENCE; tries++) {
      if (post(path, body).status() != 503) {
        return;
      }
    }
  }
}
