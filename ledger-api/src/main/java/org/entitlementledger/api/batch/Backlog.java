package org.entitlementledger.api.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and nobody has read yet: in memory as long as it is little, else in a
 * file. A client that looks at no result before it has sent all would otherwise wait for the
 * service, and the service for it. Close it: the file is then gone.
 */
final class Backlog extends InputStream {
  private static final int MOST_IN_MEMORY = 1 << 20;

  /** Of a client that is so far ahead no more is taken until some of it is read: 1 GiB. */
  private static final long MOST_IN_FILE = 1L << 30;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Older than what stands in the file. */
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();

  private @Nullable FileChannel file;
  private long written;
  private long taken;
  private boolean ended;
  private boolean closed;
  private @Nullable IOException broken;
  private ByteBuffer piece = ByteBuffer.allocate(0);

  /** Takes all that comes, up to its end or until it breaks off, or the reader has left. */
  void fill(InputStream in) throws InterruptedException {
    byte[] bytes = new byte[1 << 16];
    try {
      int read = in.read(bytes);
      while (read >= 0 && put(bytes, read)) {
        read = in.read(bytes);
      }
      end(null);
    } catch (IOException cutOff) {
      end(cutOff);
    }
  }

  private boolean put(byte[] bytes, int length) throws IOException, InterruptedException {
    lock.lock();
    try {
      while (!closed && written - taken > MOST_IN_FILE) {
        changed.await();
      }
      if (closed) {
        return false;
      }
      if (written == taken && memory.size() + length <= MOST_IN_MEMORY) {
        memory.write(bytes, 0, length);
      } else {
        append(ByteBuffer.wrap(bytes, 0, length));
      }
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void append(ByteBuffer bytes) throws IOException {
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile("ledger-batch", ".ndjson"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    while (bytes.hasRemaining()) {
      written += file.write(bytes, written);
    }
  }

  private void end(@Nullable IOException cutOff) {
    lock.lock();
    try {
      ended = true;
      broken = cutOff;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads what is there, and waits where nothing is.
   *
   * @throws IOException once what is sent has broken off
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!piece.hasRemaining()) {
      ByteBuffer next = next();
      if (next == null) {
        return -1;
      }
      piece = next;
    }
    int some = Math.min(length, piece.remaining());
    piece.get(bytes, offset, some);
    return some;
  }

  /** The oldest piece; null at the end. */
  private @Nullable ByteBuffer next() throws IOException {
    lock.lock();
    try {
      while (memory.size() == 0 && written == taken && !ended) {
        changed.await();
      }
      if (broken != null) {
        throw broken;
      }
      if (memory.size() > 0) {
        ByteBuffer all = ByteBuffer.wrap(memory.toByteArray());
        memory.reset();
        return all;
      }
      return file == null || written == taken ? null : fromFile(file);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      lock.unlock();
    }
  }

  private ByteBuffer fromFile(FileChannel from) throws IOException {
    ByteBuffer some = ByteBuffer.allocate((int) Math.min(MOST_IN_MEMORY, written - taken));
    while (some.hasRemaining()) {
      taken += from.read(some, taken);
    }
    if (taken == written) {
      from.truncate(0);
      written = 0;
      taken = 0;
    }
    changed.signalAll();
    return some.flip();
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (file != null) {
        file.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
