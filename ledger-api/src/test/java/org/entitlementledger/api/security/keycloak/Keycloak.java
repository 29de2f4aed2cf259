package org.entitlementledger.api.security.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A Keycloak in development mode on loopback, its database in files of its own folder. */
final class Keycloak implements AutoCloseable {
  /** It compiles itself at its first start. */
  private static final Duration START = Duration.ofMinutes(8);

  private static final String ADMIN = "admin";
  private static final String HEAP = "-Xms64m -Xmx512m";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final int port;
  private Process process;

  /** Starts the one that is unpacked in a folder, and waits until it answers. */
  Keycloak(Path home) {
    this.home = home;
    port = freePort();
    process = begin();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Process begin() {
    var builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--db=dev-file",
            "--cache=local");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", HEAP);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    builder.redirectErrorStream(true);
    Path log = home.resolve("output.log");
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process begun = builder.start();
      await()
          .atMost(START)
          .ignoreException(UncheckedIOException.class)
          .failFast(log + " says why", () -> !begun.isAlive())
          .until(() -> send(request("/realms/master").GET()).statusCode() == 200);
      return begun;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends it; what it has stored stays. */
  void stop() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }

  /** Starts it again at its port. */
  void restart() {
    process = begin();
  }

  /** The name of the realm {@code ledger} as an issuer. */
  String issuer() {
    return base() + "/realms/ledger";
  }

  private String base() {
    return "http://127.0.0.1:" + port;
  }

  /** The access token that a user gets by a client. */
  String token(String client, String user) {
    return token("ledger", client, user, user + "-password");
  }

  private String token(String realm, String client, String user, String password) {
    String form =
        Map.of(
                "grant_type", "password",
                "client_id", client,
                "username", user,
                "password", password)
            .entrySet()
            .stream()
            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        send(
            request("/realms/" + realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  /** Makes a realm. */
  void create(String realm) {
    administer("POST", "", realm);
  }

  /** Changes the realm, such as {@code {"defaultSignatureAlgorithm":"ES256"}}. */
  void change(String members) {
    administer("PUT", "/ledger", members);
  }

  /** Changes attributes of a client. */
  void changeClient(String client, String attributes) {
    JsonNode found = JSON.readTree(administer("GET", "/ledger/clients?clientId=" + client, ""));
    String id = found.path(0).path("id").asString();
    administer(
        "PUT",
        "/ledger/clients/" + id,
        "{\"clientId\":\"%s\",\"attributes\":%s}".formatted(client, attributes));
  }

  private String administer(String method, String path, String body) {
    HttpResponse<String> answer =
        send(
            request("/admin/realms" + path)
                .header("Authorization", "Bearer " + token("master", "admin-cli", ADMIN, ADMIN))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    assertThat(answer.statusCode())
        .as(method + " " + path + ": " + answer.body())
        .isBetween(200, 204);
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    stop();
    http.close();
  }
}
