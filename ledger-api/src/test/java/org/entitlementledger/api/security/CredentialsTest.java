package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.settings.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  @TempDir private Path folder;

  @Test
  void makesAPasswordForEachRoleOnce() throws Exception {
    Map<String, String> first = Credentials.in(folder);
    assertThat(first)
        .containsOnlyKeys("operator", "approver", "auditor", "finance", "admin", "customer");
    assertThat(first.values())
        .doesNotHaveDuplicates()
        .allSatisfy(one -> assertThat(one).hasSize(22));
    assertThat(Credentials.in(folder)).isEqualTo(first);
    Path file = folder.resolve("credentials");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(file)).allMatch(line -> line.matches("[a-z]+:[\\w-]{22}"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void nodesThatStartAtOnceHaveTheSame() throws Exception {
    Callable<Map<String, String>> start = () -> Credentials.in(folder);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Map<String, String>>> all = Stream.generate(() -> start).limit(16).toList();
      assertThat(threads.invokeAll(all).stream().map(one -> one.resultNow()).distinct()).hasSize(1);
    }
  }

  @Test
  void refusesAFileThatIsNoList() throws Exception {
    Path file = Files.writeString(folder.resolve("credentials"), "operator\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> Credentials.in(folder));
  }

  @Test
  void localPasswordsAreForThisMachineAlone() throws Exception {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          Assertions.assertThatException()
              .isThrownBy(() -> connect(address, Service.shared().port()));
        }
      }
    }
  }

  private static void connect(InetAddress address, int port) throws Exception {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
    }
  }
}
