package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.audit.export.RawLineReader.ByteLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawLineReaderTest {
  private static List<ByteLine> lines(String text) throws IOException {
    var lines = new RawLineReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    var read = new ArrayList<ByteLine>();
    for (ByteLine line = lines.next(); line != null; line = lines.next()) {
      read.add(line);
    }
    return read;
  }

  /** Around one chunk and two of what is read at once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_534, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 200_000})
  void linesOfEveryLengthAreRead(int length) throws IOException {
    String line = "x".repeat(length);
    for (boolean ended : new boolean[] {true, false}) {
      List<ByteLine> read = lines("first\n" + line + "\n\nlast" + (ended ? "\n" : ""));
      assertThat(read)
          .extracting(one -> new String(one.bytes(), UTF_8))
          .containsExactly("first", line, "", "last");
      assertThat(read).extracting(ByteLine::ended).containsExactly(true, true, true, ended);
    }
  }
}
