package org.entitlementledger.api.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.api.write.Submission.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A table of CSV that a client has sent, put aside in a file: it may be larger than memory, and a
 * client that sends slowly holds nothing up. Close it: the file is then gone.
 *
 * @param key from {@code Idempotency-Key}
 */
public record Upload(Path file, @Nullable IdempotencyKey key) implements AutoCloseable {
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
