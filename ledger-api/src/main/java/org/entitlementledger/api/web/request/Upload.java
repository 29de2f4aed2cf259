package org.entitlementledger.api.web.request;

import java.nio.file.Path;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded CSV table, spooled to a file because it may be larger than memory and arrive slowly.
 * Closing deletes the file.
 *
 * @param key from {@code Idempotency-Key}
 */
public record Upload(SpoolFile spooled, @Nullable IdempotencyKey key) implements AutoCloseable {
  /** The media type of uploads. */
  public static final String CSV = "text/csv";

  /** The path of the file. */
  public Path file() {
    return spooled.path();
  }

  @Override
  public void close() {
    spooled.close();
  }
}
