package org.entitlementledger.api.command.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Service;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A batch over a socket of its own: it sends and reads when the test says so. */
final class BatchStream implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private byte[] chunk = {};
  private int at;
  private boolean headRead;

  /** Begins one. */
  BatchStream(Service service, String user, String query, String key) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    socket.setSoTimeout(60_000);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out.write(
        ("POST /v1/batches"
                + query
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + service.basic(user)
                + "\r\nContent-Type: application/x-ndjson\r\nIdempotency-Key: "
                + key
                + "\r\nTransfer-Encoding: chunked\r\n\r\n")
            .getBytes(UTF_8));
  }

  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
    out.write(bytes);
    out.write("\r\n".getBytes(UTF_8));
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Ends the batch as it should. */
  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(UTF_8));
    out.flush();
  }

  /** Ends what is sent in the middle; results can still be read. */
  void breakOff() throws IOException {
    out.flush();
    socket.shutdownOutput();
  }

  /** The next result; null after the last. */
  @Nullable JsonNode result() throws IOException {
    if (!headRead) {
      assertThat(line()).startsWith("HTTP/1.1 200");
      while (!line().isEmpty()) {
        // the head
      }
      headRead = true;
    }
    var bytes = new ByteArrayOutputStream();
    for (int next = next(); next != '\n'; next = next()) {
      if (next < 0) {
        assertThat(bytes.size()).isZero();
        return null;
      }
      bytes.write(next);
    }
    return BatchClient.results(bytes.toString(UTF_8) + "\n").getFirst();
  }

  /** All that are left. */
  List<JsonNode> results() throws IOException {
    var all = new ArrayList<JsonNode>();
    for (JsonNode one = result(); one != null; one = result()) {
      all.add(one);
    }
    return all;
  }

  private int next() throws IOException {
    if (at == chunk.length) {
      chunk = in.readNBytes(Integer.parseInt(line(), 16));
      at = 0;
      line();
      if (chunk.length == 0) {
        return -1;
      }
    }
    return chunk[at++];
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException(line.toString());
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
