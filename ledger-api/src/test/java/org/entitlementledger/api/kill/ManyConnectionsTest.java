package org.entitlementledger.api.kill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import org.entitlementledger.api.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many open connections as {@code connections} says, to a service with a process and a limit of
 * open files of its own. Not in the whole check; the command is in CONTRIBUTING.md.
 */
@EnabledIfSystemProperty(named = "connections", matches = "[0-9]+")
final class ManyConnectionsTest {
  private static final int CONNECTIONS = Integer.getInteger("connections", 0);

  @TempDir Path folder;

  @Test
  void doNotKeepOthersFromBeingServed() throws IOException {
    try (var node = new Node(folder)) {
      var quiet = new ArrayList<Socket>();
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          var socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
          quiet.add(socket);
          if (i % 2 == 0) {
            socket.getOutputStream().write("GET /v1/acc".getBytes(ISO_8859_1));
          }
          if (i % 1_000 == 0) {
            isServed(node);
          }
        }
        isServed(node);
      } finally {
        for (Socket socket : quiet) {
          socket.close();
        }
      }
      isServed(node);
    }
  }

  private static void isServed(Node node) {
    assertThat(node.as("operator").get("/v1/accounts?limit=1").status()).isEqualTo(200);
    String name = "{\"name\":\"Served\"}";
    assertThat(node.as("operator").post("/v1/accounts", name).status()).isEqualTo(201);
  }
}
