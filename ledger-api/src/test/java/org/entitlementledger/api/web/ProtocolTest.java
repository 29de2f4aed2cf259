package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Service.put;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Methods, statuses and headers as RFC 9110 has them. */
class ProtocolTest {
  private static final Service SERVICE = Service.shared();
  private static final Client ADMIN = SERVICE.as("admin");
  private static final String HOST = "Host: localhost\r\nConnection: close\r\n";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW");

  @BeforeAll
  static void buy() {
    SERVICE.as("operator").buy("protocol", "advanced", "2025-06-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/accounts                       | GET, HEAD, OPTIONS, POST
          /v1/accounts/protocol              | GET, HEAD, OPTIONS, PUT
          /v1/accounts/protocol/csa          | DELETE, OPTIONS, PUT
          /v1/accounts/protocol/vouchers     | GET, HEAD, OPTIONS, POST
          /v1/accounts/protocol/entitlements | GET, HEAD, OPTIONS
          /v1/batches                        | OPTIONS, POST
          /v1/commands                       | GET, HEAD, OPTIONS
          /v1/audit/reports/actions          | GET, HEAD, OPTIONS
          """)
  void allowIsOneTrueListForEveryMethod(String path, String list) {
    List<String> allowed = List.of(list.split(", ", -1));
    for (String method : METHODS) {
      Reply reply = ADMIN.send(method, path, null);
      String what = method + " " + path + " " + reply.body();
      assertThat(reply.status() == 405).as(what).isEqualTo(!allowed.contains(method));
      if (reply.status() == 405) {
        assertThat(reply.header("Allow")).as(what).isEqualTo(list);
        if (!method.equals("HEAD")) {
          JsonNode said = refused(405, "method-not-allowed", reply).path("allowed");
          assertThat(said.valueStream().map(JsonNode::asString).toList()).isEqualTo(allowed);
        }
      }
      assertThat(reply.headers().keySet()).as(what).doesNotContain("accept-patch");
    }
    Reply options = ADMIN.send("OPTIONS", path, null);
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow")).isEqualTo(list);
    assertThat(options.body()).isEmpty();
  }

  @Test
  void theServerListsItsMethods() throws IOException {
    for (String user : List.of("", "Authorization: " + SERVICE.basic("admin") + "\r\n")) {
      String answer = raw("OPTIONS * HTTP/1.1\r\n" + HOST + user);
      assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
      assertThat(answer).contains("\r\nAllow: DELETE, GET, HEAD, OPTIONS, POST, PUT\r\n");
    }
  }

  @Test
  void noMethodComesBeforeTheUserAndThePath() {
    for (String method : List.of("OPTIONS", "TRACE")) {
      Reply nobody = SERVICE.anonymous().send(method, "/v1/accounts", null);
      refused(401, "unauthenticated", nobody);
      refused(404, "not-found", ADMIN.send(method, "/v1/accounts/protocol/nothing", null));
    }
    refused(403, "forbidden", SERVICE.as("operator").send("TRACE", "/v1/audit/events", null));
  }

  @Test
  void whatIsTooLongIsSaidToBeSo() throws IOException {
    String line = "GET /v1/accounts HTTP/1.1\r\n" + HOST;
    is(raw("GET /v1/accounts/" + "x".repeat(100_000) + " HTTP/1.1\r\n" + HOST), 414, "too-large");
    is(raw("GET /v1/accounts?after=" + "x".repeat(20_000) + " HTTP/1.1\r\n"), 414, "too-large");
    is(raw(line + "X-Long: " + "x".repeat(100_000) + "\r\n"), 431, "too-large");
    is(raw(line + "X-Many: x\r\n".repeat(1_000)), 431, "too-large");
  }

  @Test
  void whatCannotBeDoneIsSaidToBeSo() throws IOException {
    String page = "GET /swagger-ui/swagger-ui.css HTTP/1.1\r\n" + HOST;
    is(raw(page + "Range: bytes=99999999-\r\n"), 416, "validation");
    is(raw(page + "Expect: 200-ok\r\n"), 417, "validation");
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsATimeout() throws IOException {
    try (var service =
        Service.start(
            Service.folder(),
            settings -> put(settings, "server.tomcat.connection-timeout", "300ms"))) {
      String user = "Authorization: " + service.basic("operator") + "\r\n" + HOST;
      String body = "Content-Length: 100\r\n\r\n{\"name\":";
      is(
          answer(
              service.port(),
              "POST /v1/accounts HTTP/1.1\r\nContent-Type: application/json\r\n" + user + body),
          408,
          "validation");
    }
  }

  /** Java's client keeps an idle connection for 30 s, load balancers for 60. */
  @Test
  void anIdleConnectionIsKeptLongerThanByItsClients() throws IOException {
    String user = "Authorization: " + SERVICE.basic("operator") + "\r\n";
    String request = "GET /v1/accounts HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n";
    assertThat(head(SERVICE.port(), request + user + "\r\n")).contains("Keep-Alive: timeout=75");
  }

  @Test
  void aDoubledHeaderIsRefused() throws IOException {
    String user = "Authorization: " + SERVICE.basic("operator") + "\r\n";
    String line = "POST /v1/accounts HTTP/1.1\r\n" + HOST;
    String json = "Content-Type: application/json\r\n";
    String body = "Content-Length: 2\r\n\r\n{}";
    for (String doubled : List.of(user + user, user + "Authorization: Basic eA==\r\n")) {
      String answer = answer(SERVICE.port(), line + doubled + json + body);
      is(answer, 400, "validation");
      assertThat(answer).contains("\"field\":\"Authorization\"");
    }
    for (String doubled : List.of(json + json, json + "Content-Type: text/csv\r\n")) {
      String answer = answer(SERVICE.port(), line + user + doubled + body);
      is(answer, 400, "validation");
      assertThat(answer).contains("\"field\":\"Content-Type\"");
    }
    String packed = "Content-Encoding: identity\r\nContent-Encoding: gzip\r\n";
    is(answer(SERVICE.port(), line + user + json + packed + body), 415, "unsupported-media-type");
  }

  /** A cache, or a person, sees that another header would have brought another format. */
  @Test
  void severalFormatsVaryByAccept() {
    for (String path : List.of("/v1/audit/reports/actions", "/v1/audit/events/1/proof")) {
      for (String accept : List.of("*/*", "application/json", "image/png")) {
        Reply reply = ADMIN.get(path, "Accept", accept);
        assertThat(varies(reply)).as(path + " " + accept).contains("accept");
      }
    }
    Reply one = ADMIN.get("/v1/accounts", "Accept", "*/*");
    assertThat(varies(one)).doesNotContain("accept");
  }

  private static List<String> varies(Reply reply) {
    return reply.headers().getOrDefault("vary", List.of()).stream()
        .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(" *, *", -1)))
        .toList();
  }

  @Test
  void numbersAndEmptyParametersAreRefusedInTrueWords() {
    for (String limit : List.of("99999999999999999999", "0", "1001", "-1", "10000000000")) {
      JsonNode problem = invalid("limit", ADMIN.get("/v1/accounts?limit=" + limit));
      assertThat(problem.path("detail").asString())
          .isEqualTo("limit: must be a whole number from 1 to 1000");
    }
    for (String query : List.of("limit=1&", "&limit=1", "limit=1&&after=x", "=1")) {
      JsonNode problem = invalid("query", ADMIN.get("/v1/accounts?" + query));
      assertThat(problem.path("detail").asString()).contains("a parameter without a name");
    }
  }

  @Test
  void recordedByTodayIsRecordedByNow() {
    String today = "2025-06-15";
    String path = "/v1/accounts/protocol/entitlements?recordedAsOf=";
    JsonNode answer = ok(ADMIN.get(path + today));
    assertThat(answer.path("recordedAsOf").asString()).isEqualTo(Service.SHARED_NOW);
    assertThat(answer.path("entitlements").size()).isPositive();
    invalid("recordedAsOf", ADMIN.get(path + "2025-06-16"));
    invalid("recordedAsOf", ADMIN.get(path + "2025-06-15T12:00:00.000001Z"));
    String other = "/v1/accounts/protocol/history/difference?otherRecordedAsOf=";
    ok(ADMIN.get(other + today));
    invalid("otherRecordedAsOf", ADMIN.get(other + "2025-06-16"));
  }

  private static void is(String answer, int status, String slug) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).contains("Content-Type: application/problem+json");
    JsonNode problem =
        JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
  }

  private static String raw(String head) throws IOException {
    return answer(SERVICE.port(), head + "\r\n");
  }

  private static String answer(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** The lines before the body, of an answer whose connection stays open. */
  private static List<String> head(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      return lines.lines().takeWhile(line -> !line.isEmpty()).toList();
    }
  }
}
