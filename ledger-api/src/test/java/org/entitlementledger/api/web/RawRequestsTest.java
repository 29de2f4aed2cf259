package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.entitlementledger.api.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container turns down before the service sees it is a problem too. */
class RawRequestsTest {
  private static final String HOST = "Host: localhost\r\nConnection: close\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/accounts/a{b} HTTP/1.1\r\n" + HOST,
        "GET /v1/accounts/a|b HTTP/1.1\r\n" + HOST,
        "GET /v1/accounts/\u00e4 HTTP/1.1\r\n" + HOST,
        "GET /v1/accounts?x={} HTTP/1.1\r\n" + HOST,
        "GET /v1/accounts/%zz HTTP/1.1\r\n" + HOST,
        "GET /v1/accounts/%2F HTTP/1.1\r\n" + HOST,
        "GET /v1/accounts HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /v1/accounts HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /v1/accounts HTTP/9.9\r\n" + HOST,
        "POST /v1/accounts HTTP/1.1\r\nContent-Length: x\r\n" + HOST,
        "POST /v1/accounts HTTP/1.1\r\nTransfer-Encoding: zip\r\n" + HOST,
        "GET /v1/../../etc HTTP/1.1\r\n" + HOST,
        "GARBAGE\r\n\r\n",
      })
  void areProblems(String request) throws IOException {
    String answer = answer(request);
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(answer).as(request).startsWith("HTTP/1.1 400 ");
    assertThat(answer).contains("Content-Type: application/problem+json");
    assertThat(body).startsWith("{\"type\":\"/problems/validation\"").endsWith("}");
    assertThat(body).doesNotContainIgnoringCase("tomcat").doesNotContain("html");
  }

  private static String answer(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Service.shared().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
