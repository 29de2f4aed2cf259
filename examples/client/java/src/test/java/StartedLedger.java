import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A ledger in a process of its own, with an empty database and the catalogue of the walks. */
final class StartedLedger implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path folder;
  private final URI address;

  private StartedLedger(Process process, Path folder, URI address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  /** Starts the jar and waits until it answers. */
  static StartedLedger start(Path jar, Path catalogue) throws IOException, InterruptedException {
    if (!Files.exists(jar)) {
      throw new IllegalStateException("mvn -DskipTests package builds " + jar);
    }
    Path folder = Files.createTempDirectory("ledger");
    URI address = URI.create("http://localhost:" + freePort());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--server.port=" + address.getPort(),
                "--ledger.data=" + folder.resolve("data"),
                "--ledger.catalogue=" + catalogue.toAbsolutePath().normalize())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var ledger = new StartedLedger(process, folder, address);
    try {
      ledger.awaitReadiness();
    } catch (IllegalStateException failed) {
      ledger.close();
      throw failed;
    }
    return ledger;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReadiness() throws IOException, InterruptedException {
    var http = HttpClient.newHttpClient();
    var request = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness")).build();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
      try {
        if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // it does not listen yet
      }
    }
    throw new IllegalStateException("no ledger:\n" + Files.readString(folder.resolve("log")));
  }

  String address() {
    return address.toString();
  }

  /** The name and password of a local user, as in HTTP Basic. */
  String login(String user) throws IOException {
    List<String> logins = Files.readAllLines(folder.resolve("data").resolve("credentials"));
    return logins.stream().filter(one -> one.startsWith(user + ":")).findFirst().orElseThrow();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
