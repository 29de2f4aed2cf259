package org.entitlementledger.api.web.request;

import java.nio.file.Path;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A table of CSV that a client has sent, put aside in a file: it may be larger than memory, and a
 * client that sends slowly holds nothing up. Close it: the file is then gone.
 *
 * @param key from {@code Idempotency-Key}
 */
public record Upload(SpoolFile spooled, @Nullable IdempotencyKey key) implements AutoCloseable {
  /** The media type of uploads. */
  public static final String CSV = "text/csv";

  /** Where it is put aside. */
  public Path file() {
    return spooled.path();
  }

  @Override
  public void close() {
    spooled.close();
  }
}
