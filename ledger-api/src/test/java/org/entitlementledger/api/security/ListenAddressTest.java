package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** Where the service listens, and what it says at its start of who may come near. */
class ListenAddressTest {
  @TempDir private Path folder;

  /** Without an issuer passwords are for this machine alone, at the port of the metrics too. */
  @Test
  void aPortOfManagementIsOnLoopbackWithoutAnIssuer() throws Exception {
    try (Service service =
        Service.begin(
            folder,
            all -> {
              Service.put(all, "management.server.address", "0.0.0.0");
              return Service.put(all, "management.server.port", "0");
            })) {
      int port =
          service
              .bean(Environment.class)
              .getRequiredProperty("local.management.port", Integer.class);
      connect(InetAddress.getLoopbackAddress(), port);
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatException().isThrownBy(() -> connect(address, port));
          }
        }
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
    }
  }

  @Test
  void saysAtTheStartWhatOthersMayReadOrHear() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path trace = Files.createFile(folder.resolve("ledger.trace.db"));
    Files.setPosixFilePermissions(trace, PosixFilePermissions.fromString("rw-r--r--"));
    String jwt = "spring.security.oauth2.resourceserver.jwt.";
    try (var issuer = new Tokens();
        var node =
            new Node(
                folder,
                jwt + "jwk-set-uri=" + issuer.keys(),
                jwt + "audiences=ledger",
                "server.address=0.0.0.0")) {
      assertThat(node.output())
          .contains("chmod 700 " + folder)
          .contains("chmod 600 " + trace)
          .contains("server.forward-headers-strategy");
    }
  }
}
