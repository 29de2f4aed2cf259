package org.entitlementledger.api.command.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.entitlementledger.api.web.request.LineRequest;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a stream as they arrive. */
final class LineReader {
  private static final int PIECE = 1 << 16;
  private static final byte[] MARK = "\uFEFF".getBytes(UTF_8);

  private final InputStream in;
  private final byte[] piece = new byte[PIECE];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
  private int at;
  private int end;
  private long number;
  private boolean fits;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The line number, from 1; empty lines count. */
  long number() {
    return number;
  }

  /** The line without its end; null if it is too long. */
  byte @Nullable [] bytes() {
    return fits ? withoutReturn(content()) : null;
  }

  /**
   * Advances to the next line that is not empty; false at the end. The last line needs no line end.
   *
   * @throws IOException if the stream breaks off
   */
  boolean next() throws IOException {
    while (fill()) {
      number++;
      gather();
      if (!fits || !isBlank(content())) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is more; blocks until that is known. */
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(piece));
    }
    return at < end;
  }

  /** Reads to the end of the line, skipping what is too long. */
  private void gather() throws IOException {
    line.reset();
    fits = true;
    while (fill()) {
      int from = at;
      while (at < end && piece[at] != '\n') {
        at++;
      }
      fits = fits && line.size() + at - from <= LineRequest.LONGEST_LINE;
      if (fits) {
        line.write(piece, from, at - from);
      }
      if (at < end) {
        at++;
        return;
      }
    }
  }

  /** The content of the line, without a byte order mark. */
  private byte[] content() {
    byte[] bytes = line.toByteArray();
    boolean marked =
        number == 1
            && bytes.length >= MARK.length
            && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    return marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
  }

  private static byte[] withoutReturn(byte[] bytes) {
    int length = bytes.length;
    return length > 0 && bytes[length - 1] == '\r' ? Arrays.copyOf(bytes, length - 1) : bytes;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte one : bytes) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }
}
