package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is started by hand says nothing to anybody but its clients. */
class SilenceTest {
  private static final String DATABASE_PASSWORD = "db-8c1f27aa90";
  private static final String GUESS = "guess-5d3b7710ef";
  private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0b2tlbi05MWNjIn0.c2lnbmVk";

  @TempDir private Path folder;

  /** Stands where a proxy would, and counts who wants to get out. */
  private static final class Trap implements AutoCloseable {
    private final AtomicInteger caught = new AtomicInteger();
    private final ServerSocket socket;

    Trap() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::take);
    }

    private void take() {
      try {
        while (true) {
          socket.accept().close();
          caught.incrementAndGet();
        }
      } catch (SocketException closed) {
        // the test has ended
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** The ways out of a Java process, all of which lead here. */
    List<String> java() {
      String port = String.valueOf(socket.getLocalPort());
      var options = new ArrayList<String>();
      for (String kind : List.of("http.proxy", "https.proxy", "socksProxy")) {
        options.add("-D" + kind + "Host=127.0.0.1");
        options.add("-D" + kind + "Port=" + port);
      }
      return options;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** What would phone home, in each of the ways that there are. */
  static final class Phone {
    private static final String ELSEWHERE = "192.0.2.1";

    private Phone() {}

    public static void main(String... none) {
      try (var socket = new Socket(ELSEWHERE, 80)) {
        socket.getOutputStream();
      } catch (IOException refused) {
        // as it must be
      }
      try {
        URI.create("http://" + ELSEWHERE).toURL().openStream().close();
      } catch (IOException refused) {
        // as it must be
      }
      try (var http = HttpClient.newHttpClient()) {
        var request = HttpRequest.newBuilder(URI.create("http://" + ELSEWHERE)).build();
        http.send(request, BodyHandlers.discarding());
      } catch (IOException refused) {
        // as it must be
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  @Test
  void theTrapCatches() throws Exception {
    try (var trap = new Trap()) {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(trap.java());
      command.add(Phone.class.getName());
      var builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      assertThat(builder.start().waitFor()).isZero();
      assertThat(trap.caught.get()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void callsNobodyAndWritesNoSecretToItsLog() throws Exception {
    try (var trap = new Trap();
        var node =
            new Node(
                folder,
                trap.java(),
                "spring.datasource.url=" + Database.in(folder).url(),
                "spring.datasource.username=owner",
                "spring.datasource.password=" + DATABASE_PASSWORD,
                "logging.level.org.entitlementledger=debug",
                "logging.level.com.zaxxer.hikari=debug")) {
      use(node);
      node.terminate().join();
      assertThat(node.output())
          .contains(
              "Entitlement Ledger",
              "Database: H2",
              "0 events, real events",
              "Listening on http://127.0.0.1:" + node.port(),
              "passwords in " + folder.resolve("credentials"))
          .contains("admin signed in from 127.0.0.1", "wrong-password");
      assertThat(node.output()).doesNotContain(secrets());
      assertThat(trap.caught.get()).isZero();
    }
  }

  private void use(Node node) {
    Client admin = node.as("admin");
    admin.buy("acme", "advanced", "2026-01-01");
    Expect.ok(admin.get("/v1/accounts/acme/entitlements"));
    Expect.refused(404, "not-found", admin.get("/v1/accounts/none"));
    Expect.refused(
        400, "validation", admin.post("/v1/accounts", "{\"password\":\"" + GUESS + "\"}"));
    Expect.refused(400, "validation", admin.get("/v1/accounts?password=" + GUESS));
    Expect.refused(403, "forbidden", node.as("customer").get("/v1/audit/events"));
    for (String authorization : authorizations()) {
      Expect.refused(401, "unauthenticated", node.with(authorization).get("/v1/accounts"));
    }
  }

  private static String basic(String user, String password) {
    return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** Wrong ones, and right ones in the wrong place. */
  private static List<String> authorizations() {
    return List.of(
        "Basic " + basic("admin", GUESS),
        "Basic " + basic(GUESS, GUESS),
        "Basic " + GUESS,
        "Bearer " + TOKEN,
        GUESS);
  }

  private List<String> secrets() throws IOException {
    var secrets = new ArrayList<>(List.of(DATABASE_PASSWORD, GUESS, TOKEN));
    for (String line : Files.readAllLines(folder.resolve("credentials"))) {
      String[] pair = line.split(":", 2);
      secrets.add(pair[1]);
      secrets.add(basic(pair[0], pair[1]));
    }
    secrets.add(basic("admin", GUESS));
    secrets.add(basic(GUESS, GUESS));
    assertThat(secrets).hasSize(17);
    return secrets;
  }

  @Test
  void aDatabaseIsNamedWithoutItsPassword() {
    for (String url :
        List.of(
            "jdbc:postgresql://db/ledger?user=owner&password=" + DATABASE_PASSWORD,
            "jdbc:h2:file:/data/ledger;USER=owner;PASSWORD=" + DATABASE_PASSWORD)) {
      assertThat(new Database(url, "owner", DATABASE_PASSWORD).toString())
          .doesNotContain(DATABASE_PASSWORD)
          .endsWith("ledger");
    }
  }
}
