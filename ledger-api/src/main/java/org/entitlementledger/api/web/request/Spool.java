package org.entitlementledger.api.web.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of this process for request bodies that are not kept in memory, below {@code
 * <ledger.data>/spool}. All files together have at most {@value #MOST} bytes and take at most half
 * of the room that the disk had, since the embedded database is on the same one.
 */
public final class Spool implements AutoCloseable {
  /** 4 GiB. */
  static final long MOST = 4L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path root;
  private @Nullable SpoolFolder folder;
  private long used;
  private boolean told;

  /**
   * Makes the folder of this process, and removes those of processes that have ended. Where that
   * fails it is tried again once there is something to write: a node may do without.
   *
   * @param data the folder that nodes may share
   */
  public Spool(Path data) {
    root = data.resolve("spool");
    try {
      folder();
    } catch (IOException failed) {
      tell(failed);
    }
  }

  /** Once: a client that waits asks again and again. */
  private synchronized void tell(IOException failed) {
    if (!told) {
      LOG.warn("large request bodies cannot be written to {}: {}", root, failed.toString());
      told = true;
    }
  }

  /** A new empty file; null where it cannot be made. */
  public @Nullable SpoolFile create() {
    try {
      return new SpoolFile(this, folder().path().resolve(UUID.randomUUID().toString()));
    } catch (IOException failed) {
      tell(failed);
      return null;
    }
  }

  private synchronized SpoolFolder folder() throws IOException {
    SpoolFolder made = folder;
    if (made == null || !Files.isDirectory(made.path())) {
      made = SpoolFolder.in(root);
      folder = made;
    }
    return made;
  }

  /** Takes room for so many bytes; false where there is not enough. */
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
