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

  /** The number of the line, from 1; empty ones are counted. */
  long number() {
    return number;
  }

  /** The line without its end; null where it is longer than a line may be. */
  byte @Nullable [] bytes() {
    return fits ? withoutReturn(content()) : null;
  }

  /**
   * Goes to the next line that is not empty; false at the end. The last one may have no end.
   *
   * @throws IOException where the stream breaks off
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

  /** Whether there is more; waits for it. */
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(piece));
    }
    return at < end;
  }

  /** Takes everything up to the end of the line; what is too long is passed over. */
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

  /** What the line holds, without the byte order mark that a file may begin with. */
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
