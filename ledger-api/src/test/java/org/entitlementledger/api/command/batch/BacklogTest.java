package org.entitlementledger.api.command.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.web.request.Spool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put aside comes back as it was. */
class BacklogTest {
  @TempDir static Path data;

  private static Spool spool;

  @BeforeAll
  static void open() {
    spool = new Spool(data);
  }

  @AfterAll
  static void close() {
    spool.close();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static CompletableFuture<Void> filling(Backlog backlog, InputStream in) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            backlog.fill(in);
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 5_000_000})
  void givesAllThatWasSentBefore(int count) throws Exception {
    byte[] sent = bytes(count);
    try (var backlog = new Backlog(spool)) {
      backlog.fill(new ByteArrayInputStream(sent));
      assertThat(backlog.readAllBytes()).isEqualTo(sent);
      assertThat(backlog.read()).isEqualTo(-1);
    }
  }

  @Test
  void givesAllThatIsSentMeanwhile() throws Exception {
    byte[] sent = bytes(20_000_000);
    try (var backlog = new Backlog(spool)) {
      var filled = filling(backlog, new ByteArrayInputStream(sent));
      assertThat(backlog.readAllBytes()).isEqualTo(sent);
      filled.join();
    }
  }

  @Test
  void saysThatItBrokeOff() throws Exception {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("gone");
          }
        };
    var some = new ByteArrayInputStream("some".getBytes(UTF_8));
    try (var backlog = new Backlog(spool)) {
      backlog.fill(new SequenceInputStream(some, broken));
      assertThatThrownBy(backlog::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesNoMoreWhenItsReaderHasLeft() throws Exception {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return length;
          }
        };
    var backlog = new Backlog(spool);
    backlog.close();
    filling(backlog, endless).join();
    assertThat(backlog.readNBytes(1)).isEmpty();
  }
}
