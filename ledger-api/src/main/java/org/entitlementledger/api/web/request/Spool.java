package org.entitlementledger.api.web.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores large request bodies in a folder of this process below {@code <ledger.data>/spool}. All
 * files together have at most {@value #MOST} bytes, and leave at least as much of the disk free,
 * since the embedded database is on the same one.
 */
public final class Spool implements AutoCloseable {
  /** 4 GiB. */
  static final long MOST = 4L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path root;
  private @Nullable SpoolFolder folder;
  private long used;
  private boolean logged;

  /**
   * Creates the folder of this process and removes those of dead processes. After a failure it
   * retries when there is something to write.
   *
   * @param data a folder that nodes may share
   */
  public Spool(Path data) {
    root = data.resolve("spool");
    try {
      folder();
    } catch (IOException failed) {
      tell(failed);
    }
  }

  /** Logs a failure once, since waiting clients retry. */
  private synchronized void tell(IOException failed) {
    if (!logged) {
      LOG.warn("large request bodies cannot be written to {}: {}", root, failed.toString());
      logged = true;
    }
  }

  /** A new empty file; null if it cannot be created. */
  public @Nullable SpoolFile create() {
    try {
      return new SpoolFile(this, folder().path().resolve(UUID.randomUUID().toString()));
    } catch (IOException failed) {
      tell(failed);
      return null;
    }
  }

  private synchronized SpoolFolder folder() throws IOException {
    SpoolFolder created = folder;
    if (created == null || !Files.isDirectory(created.path())) {
      created = SpoolFolder.in(root);
      folder = created;
    }
    return created;
  }

  /** Reserves room for {@code bytes}; false if there is not enough. */
  synchronized boolean take(long bytes) {
    long then = used + bytes;
    if (then > MOST || root.toFile().getUsableSpace() < then) {
      return false;
    }
    used = then;
    return true;
  }

  synchronized void give(long bytes) {
    used -= bytes;
  }

  @Override
  public synchronized void close() {
    if (folder != null) {
      folder.close();
    }
  }
}
