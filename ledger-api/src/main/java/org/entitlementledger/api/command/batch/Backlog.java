package org.entitlementledger.api.command.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.entitlementledger.api.web.request.Spool;
import org.entitlementledger.api.web.request.SpoolFile;
import org.jspecify.annotations.Nullable;

/**
 * Buffers the unread part of a batch's body, in memory while it is small and in a file beyond that.
 * Without it, a client that sends everything before it reads a result would deadlock with the
 * service. While the spool is full, nothing more is received. Closing deletes the file.
 */
final class Backlog extends InputStream {
  private static final int MOST_IN_MEMORY = 1 << 20;
  private static final int BETWEEN_LOOKS_MILLIS = 100;

  /** The longest file, 1 GiB; then nothing more is received until all of it is read. */
  private static final long MOST_IN_FILE = 1L << 30;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Bytes that precede those in the file. */
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();

  private final Spool spool;
  private @Nullable SpoolFile file;
  private long taken;
  private boolean ended;
  private boolean closed;
  private @Nullable IOException broken;
  private ByteBuffer piece = ByteBuffer.allocate(0);

  Backlog(Spool spool) {
    this.spool = spool;
  }

  /** Receives the body until it ends or breaks off, or the reader closes this stream. */
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
      while (!closed && !take(bytes, length)) {
        // Other batches free room without a signal.
        var _ = changed.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
      }
      changed.signalAll();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Adds the bytes; false if there is no room. */
  private boolean take(byte[] bytes, int length) throws IOException {
    if (written() == taken && memory.size() + length <= MOST_IN_MEMORY) {
      memory.write(bytes, 0, length);
      return true;
    }
    if (written() + length > MOST_IN_FILE) {
      return false;
    }
    SpoolFile to = file;
    if (to == null) {
      to = spool.create();
      file = to;
    }
    return to != null && to.append(ByteBuffer.wrap(bytes, 0, length));
  }

  private long written() {
    return file == null ? 0 : file.size();
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
   * Reads the available bytes; blocks while there are none.
   *
   * @throws IOException if the body has broken off
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
      while (memory.size() == 0 && written() == taken && !ended) {
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
      return file == null || written() == taken ? null : fromFile(file);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      lock.unlock();
    }
  }

  private ByteBuffer fromFile(SpoolFile from) throws IOException {
    ByteBuffer some = ByteBuffer.allocate((int) Math.min(MOST_IN_MEMORY, from.size() - taken));
    while (some.hasRemaining()) {
      taken += from.read(some, taken);
    }
    if (taken == from.size()) {
      from.clear();
      taken = 0;
    }
    changed.signalAll();
    return some.flip();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (file != null) {
        file.close();
        file = null;
        taken = 0;
      }
    } finally {
      lock.unlock();
    }
  }
}
