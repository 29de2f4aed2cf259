package org.entitlementledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The service as a process of its own, which can be killed as nothing inside one's own process can.
 * It comes back on the same port with the same data.
 */
public final class Node implements AutoCloseable {
  /** A machine that does much else takes minutes for what takes seconds on an idle one. */
  private static final Duration START = Duration.ofMinutes(5);

  private final Path data;
  private final int port = freePort();
  private final List<String> settings;
  private final List<String> java;
  private final String classPath;
  private final AtomicLong newest = new AtomicLong();
  private Process process;

  /**
   * Starts one and waits until it serves.
   *
   * @param settings {@code name=value}
   */
  public Node(Path data, String... settings) {
    this(data, List.of(), settings);
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param java options of its Java
   * @param settings {@code name=value}
   */
  public Node(Path data, List<String> java, String... settings) {
    this(
        data,
        Stream.concat(AotCache.options().stream(), java.stream()).toList(),
        AotCache.CLASS_PATH,
        List.of(settings));
  }

  /** Starts one with this class path. */
  Node(Path data, List<String> java, String classPath, List<String> settings) {
    this.data = data;
    this.java = java;
    this.classPath = classPath;
    this.settings = settings;
    process = begin();
    awaitReady();
  }

  /** {@code kill -9}: nothing of the process runs any more once this returns. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM, as an operator or a supervisor ends it; gives its exit code when it has ended. */
  public CompletableFuture<Integer> terminate() {
    process.destroy();
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Gives its exit code when it has ended by itself. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** {@code kill -STOP}: it stands still wherever it is, until {@link #goOn}. */
  public void standStill() {
    Shell.signal(pid(), "STOP");
  }

  /** {@code kill -CONT}: for it no time has passed. */
  public void goOn() {
    Shell.signal(pid(), "CONT");
  }

  /** Starts it again, with what the last one left. */
  public void restart() {
    process = begin();
    awaitReady();
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Asks as one of the local users; the passwords are those of the first start. */
  public Client as(String user) {
    return as(user, port);
  }

  /**
   * Asks as one of the local users.
   *
   * @param port that of a proxy before it
   */
  public Client as(String user, int port) {
    try {
      for (String line : Files.readAllLines(data.resolve("credentials"))) {
        if (line.startsWith(user + ":")) {
          return new Client(port, Client.basic(user, line.substring(user.length() + 1)), newest);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw new IllegalArgumentException("no user " + user);
  }

  /** Asks with this in the header {@code Authorization}. */
  public Client with(String authorization) {
    return new Client(port, authorization, newest);
  }

  @Override
  public void close() {
    kill();
  }

  private Process begin() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    // it lives for seconds, of which the second compiler would take most
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(java);
    command.add(LedgerApplication.class.getName());
    command.add("--server.port=" + port);
    command.add("--ledger.data=" + data);
    command.add("--logging.level.root=warn");
    // many clients come under one name
    command.add("--ledger.security.requests-per-second=0");
    settings.forEach(setting -> command.add("--" + setting));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", classPath);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("output").toFile()));
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void awaitReady() {
    var anonymous = new Client(port, null, new AtomicLong());
    await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(UncheckedIOException.class)
        .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
        .until(() -> anonymous.get("/actuator/health/readiness").status() == 200);
  }

  /** What it has written to its console. */
  public String output() {
    try {
      return Files.readString(data.resolve("output"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A port that nothing listens on. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
