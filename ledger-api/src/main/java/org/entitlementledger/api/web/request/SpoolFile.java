package org.entitlementledger.api.web.request;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of the {@link Spool}, deleted once it is closed. Not thread-safe. */
public final class SpoolFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

  private final Spool spool;
  private final Path path;
  private final FileChannel channel;
  private long size;

  SpoolFile(Spool spool, Path path) throws IOException {
    this.spool = spool;
    this.path = path;
    this.channel =
        FileChannel.open(path, Set.of(CREATE_NEW, READ, WRITE), SpoolFolder.ownerOnly("rw-------"));
  }

  /** Its path. */
  public Path path() {
    return path;
  }

  /** Its length in bytes. */
  public long size() {
    return size;
  }

  /**
   * Appends all bytes, or none if the spool has no room.
   *
   * @return whether they were appended
   */
  public boolean append(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    if (!spool.take(length)) {
      return false;
    }
    long end = size;
    size += length;
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
    return true;
  }

  /** Reads into {@code bytes} from offset {@code from}; returns the number of bytes, or −1. */
  public int read(ByteBuffer bytes, long from) throws IOException {
    return channel.read(bytes, from);
  }

  /** Truncates it and frees its room. */
  public void clear() throws IOException {
    channel.truncate(0);
    spool.give(size);
    size = 0;
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException left) {
      LOG.warn("{} is left for the next start to remove: {}", path, left.toString());
    }
    spool.give(size);
    size = 0;
  }
}
