package org.entitlementledger.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * One connection kept open, with as little work for each request as can be: on a machine that the
 * client shares with the service, a general client would be measured with it.
 */
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final String common;

  Wire(int port, String authorization) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    common = "Host: localhost\r\nAuthorization: " + authorization + "\r\n";
  }

  byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\n" + common + "\r\n").getBytes(UTF_8);
  }

  byte[] post(String path, String json) {
    return ("POST "
            + path
            + " HTTP/1.1\r\n"
            + common
            + "Content-Type: application/json\r\nContent-Length: "
            + json.getBytes(UTF_8).length
            + "\r\n\r\n"
            + json)
        .getBytes(UTF_8);
  }

  /** Sends a request and reads its whole answer, which must have the status. */
  void send(byte[] request, int status) throws IOException {
    socket.getOutputStream().write(request);
    String first = line();
    int length = 0;
    String line = line();
    while (!line.isEmpty()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      } else if (line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding")) {
        throw new IOException("a length is expected: " + line);
      }
      line = line();
    }
    byte[] body = in.readNBytes(length);
    if (!first.startsWith("HTTP/1.1 " + status)) {
      throw new IOException(first + "\n" + new String(body, UTF_8));
    }
  }

  byte[] batch(String lines) {
    return ("POST /v1/batches HTTP/1.1\r\n"
            + common
            + "Content-Type: application/x-ndjson\r\nContent-Length: "
            + lines.getBytes(UTF_8).length
            + "\r\n\r\n"
            + lines)
        .getBytes(UTF_8);
  }

  /** Sends a request and reads its answer of chunks, in which each line must have the status. */
  void sendForLines(byte[] request, String status, int lines) throws IOException {
    socket.getOutputStream().write(request);
    if (!line().startsWith("HTTP/1.1 200")) {
      throw new IOException("the batch was not taken");
    }
    while (!line().isEmpty()) {
      // the head
    }
    var answer = new ByteArrayOutputStream();
    for (int length = length(); length > 0; length = length()) {
      answer.write(in.readNBytes(length));
      line();
    }
    line();
    long done = answer.toString(UTF_8).lines().filter(one -> one.contains(status)).count();
    if (done != lines) {
      throw new IOException(done + " of " + lines + " lines: " + answer.toString(UTF_8));
    }
  }

  private int length() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    int next = in.read();
    while (next != '\r') {
      if (next < 0) {
        throw new EOFException(line.toString());
      }
      line.append((char) next);
      next = in.read();
    }
    if (in.read() != '\n') {
      throw new IOException("no end of line: " + line);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
