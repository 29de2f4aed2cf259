package org.entitlementledger.api.kill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More half-sent requests than a small heap could hold. */
class HalfSentRequestsTest {
  private static final int CONNECTIONS = Integer.getInteger("half-sent", 3_000);

  @TempDir Path folder;

  @Test
  void takeNeitherTheHeapNorTheLastConnection() throws IOException {
    var small = List.of("-Xmx144m");
    try (var node = new Node(folder, small, "server.tomcat.connection-timeout=5s")) {
      var halfSent = new ArrayList<Socket>();
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          halfSent.add(halfSent(node));
          if (i % 250 == 0) {
            assertThat(isAlive(node)).isTrue();
          }
        }
        assertThat(isAlive(node)).isTrue();
        assertThat(node.as("operator").get("/v1/accounts").status()).isEqualTo(200);
        // the last one had room; nobody completes it, and it times out
        assertThat(isEnded(halfSent.getLast())).isTrue();
      } finally {
        for (Socket socket : halfSent) {
          socket.close();
        }
      }
    }
  }

  private static Socket halfSent(Node node) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write("GET /v1/accounts HTTP/1.1\r\nHost: loc".getBytes(ISO_8859_1));
    return socket;
  }

  /** With a connection of its own, as a supervisor asks. */
  private static boolean isAlive(Node node) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(60_000);
      String request =
          "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1)
          .startsWith("HTTP/1.1 200");
    }
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
