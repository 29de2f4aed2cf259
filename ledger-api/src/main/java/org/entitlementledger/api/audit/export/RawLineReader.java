package org.entitlementledger.api.audit.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the exact bytes of a file's lines, one in memory at a time. */
final class RawLineReader {
  /** Far longer than any event: what is longer is no export. */
  private static final int LONGEST = 1 << 26;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int filled;

  RawLineReader(InputStream in) {
    this.in = in;
  }

  /**
   * A line.
   *
   * @param bytes without the newline
   * @param ended whether it has one
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares lines
  record ByteLine(byte[] bytes, boolean ended) {}

  /**
   * The next one, or null.
   *
   * @throws IOException where it cannot be read, or is far too long
   */
  @Nullable ByteLine next() throws IOException {
    var line = new ByteArrayOutputStream(1 << 10);
    boolean ended = false;
    while (!ended && (at < filled || fill())) {
      int end = at;
      while (end < filled && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, at, end - at);
      if (line.size() > LONGEST) {
        throw new IOException("a line is longer than any of an export");
      }
      ended = end < filled;
      at = ended ? end + 1 : end;
    }
    return ended || line.size() > 0 ? new ByteLine(line.toByteArray(), ended) : null;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = in.read(chunk);
    return filled > 0;
  }
}
