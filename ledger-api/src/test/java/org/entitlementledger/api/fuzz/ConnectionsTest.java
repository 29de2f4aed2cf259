package org.entitlementledger.api.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** Clients that are slow, many, or mean harm, and others who are served meanwhile. */
class ConnectionsTest {
  private static final Service SERVICE = Service.shared();

  /** Both ends are in this process; ManyConnectionsTest opens more. */
  private static final int CONNECTIONS = 1_500;

  private static final String POST =
      "POST /v1/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private static Socket connected() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void isServed() {
    assertThat(SERVICE.as("operator").get("/v1/accounts?limit=1").status()).isEqualTo(200);
  }

  @Test
  void manyThatKeepQuietHoldNobodyUp() throws IOException {
    var quiet = new ArrayList<Socket>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = connected();
        quiet.add(socket);
        if (i % 2 == 0) {
          send(socket, "GET /v1/acc");
        }
      }
      isServed();
    } finally {
      for (Socket socket : quiet) {
        socket.close();
      }
    }
    isServed();
  }

  @Test
  void bodiesThatNeverEndHoldNobodyUp() throws IOException {
    String basic = "Authorization: " + SERVICE.basic("operator") + "\r\n";
    var slow = new ArrayList<Socket>();
    for (int i = 0; i < 100; i++) {
      Socket socket = connected();
      send(socket, POST + basic + "Content-Length: 1000\r\n\r\n{\"name\":");
      slow.add(socket);
    }
    isServed();
    for (Socket socket : slow) {
      socket.close();
    }
    isServed();
  }

  @Test
  void aFloodOfHeadersIsAProblem() throws IOException {
    for (String flood :
        List.of("X-Long: " + "x".repeat(100_000) + "\r\n", "X-A: b\r\n".repeat(5_000))) {
      try (Socket socket = connected()) {
        send(socket, "GET /v1/accounts HTTP/1.1\r\nHost: localhost\r\n" + flood + "\r\n");
        byte[] first = socket.getInputStream().readNBytes(12);
        assertThat(new String(first, ISO_8859_1)).startsWith("HTTP/1.1 4");
      }
    }
    isServed();
  }

  @Test
  void whatIsPackedIsNotUnpacked() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      byte[] piece = " ".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 50; i++) {
        gzip.write(piece);
      }
    }
    Client operator = SERVICE.as("operator");
    Reply reply =
        operator.send(
            "POST",
            "/v1/accounts",
            bomb.toByteArray(),
            "Content-Type",
            "application/json",
            "Content-Encoding",
            "gzip");
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void aMillionLevelsAreNotJson() {
    String deep = "{\"a\":".repeat(160_000);
    Reply reply = SERVICE.as("operator").post("/v1/accounts", deep);
    assertThat(reply.problem()).isEqualTo("validation");
    Reply deeper = SERVICE.as("operator").post("/v1/accounts", "[".repeat(1_000_000));
    assertThat(deeper.problem()).isEqualTo("validation");
  }

  @Test
  void whatIsLongIsPackedForThoseWhoAskForIt() throws IOException {
    String request =
        "GET /v1/commands HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Connection: close\r\n"
            + "Accept-Encoding: gzip\r\n"
            + "Authorization: "
            + SERVICE.basic("operator")
            + "\r\n\r\n";
    try (Socket socket = connected()) {
      send(socket, request);
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Encoding: gzip");
    }
  }
}
