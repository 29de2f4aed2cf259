package org.entitlementledger.api.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file to the byte, one in memory at a time. */
final class ByteLines {
  /** Far longer than any event: what is longer is no export. */
  private static final int LONGEST = 1 << 26;

  private final InputStream in;

  ByteLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
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
    int one = in.read();
    if (one < 0) {
      return null;
    }
    while (one >= 0 && one != '\n') {
      line.write(one);
      if (line.size() > LONGEST) {
        throw new IOException("a line is longer than any of an export");
      }
      one = in.read();
    }
    return new ByteLine(line.toByteArray(), one == '\n');
  }
}
