package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A client that hangs up in the middle is its own affair: the log has no line of it. */
@Isolated
class ClientsThatLeaveTest {
  private static final Service SERVICE = Service.shared();
  private static final String[] NDJSON = {"Content-Type", "application/x-ndjson"};

  /** Everything from WARN on that is written to the log, whoever writes it. */
  private static final class Warnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Warnings() {
      start();
      root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        lines.add(event.getLoggerName() + ": " + event.getFormattedMessage());
      }
    }

    @Override
    public void close() {
      root.detachAppender(this);
      stop();
    }
  }

  private static Socket connected() throws IOException {
    var socket = new Socket();
    // the answer must not fit into what the kernel holds
    socket.setReceiveBufferSize(1 << 12);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), SERVICE.port()));
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String head(String request) {
    return request
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
        + SERVICE.basic("admin")
        + "\r\n";
  }

  /** Closes the connection at once: what is under way to the client is reset. */
  private static void leave(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Requests that have begun and not ended. */
  private static int underWay() {
    return SERVICE
        .bean(MeterRegistry.class)
        .get("http.server.requests.active")
        .longTaskTimers()
        .stream()
        .mapToInt(LongTaskTimer::activeTasks)
        .sum();
  }

  /** For a while: of those that a client sent in a row the next one begins when one has ended. */
  private static void awaitNoneUnderWay() {
    await().during(Duration.ofMillis(200)).until(() -> underWay() == 0);
  }

  /** Enough for lists, exports and results that the kernel does not hold. */
  @BeforeAll
  static void openAccounts() {
    assertThat(SERVICE.as("admin").send("POST", "/v1/batches", lines(), NDJSON).status())
        .isEqualTo(200);
  }

  private static byte[] lines() {
    return ("{\"command\":\"open-account\",\"name\":\"" + "x".repeat(200) + "\"}\n")
        .repeat(2_000)
        .getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v3/api-docs",
        "GET /v3/api-docs.yaml",
        "GET /swagger-ui/swagger-ui-bundle.js",
        "GET /v1/accounts?limit=200",
        "GET /v1/audit/export",
      })
  void inTheMiddleOfAnAnswer(String request) throws IOException {
    try (var warnings = new Warnings()) {
      for (int i = 0; i < 3; i++) {
        Socket socket = connected();
        // several in a row, so that also a short answer meets a client that has gone
        send(socket, (head(request) + "\r\n").repeat(20));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        leave(socket);
      }
      awaitNoneUnderWay();
      assertThat(warnings.lines).isEmpty();
    }
  }

  @Test
  void inTheMiddleOfTheResultsOfABatch() throws IOException {
    byte[] lines = lines();
    try (var warnings = new Warnings()) {
      Socket socket = connected();
      send(
          socket,
          head("POST /v1/batches?dryRun=true")
              + "Content-Type: application/x-ndjson\r\nContent-Length: "
              + lines.length
              + "\r\n\r\n"
              + new String(lines, UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      leave(socket);
      awaitNoneUnderWay();
      assertThat(warnings.lines).isEmpty();
    }
  }

  @Test
  void inTheMiddleOfARequest() throws IOException {
    String json = "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"name\":";
    String csv = "Content-Type: text/csv\r\nContent-Length: 1000\r\n\r\nvoucherCode,";
    String lines = "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{}\n{}\n";
    try (var warnings = new Warnings()) {
      for (String request :
          List.of(
              head("POST /v1/accounts") + json,
              head("POST /v1/finance/reconciliations") + csv,
              head("POST /v1/batches") + lines)) {
        Socket socket = connected();
        send(socket, request);
        await().until(() -> underWay() > 0);
        leave(socket);
        awaitNoneUnderWay();
      }
      assertThat(warnings.lines).isEmpty();
    }
  }
}
