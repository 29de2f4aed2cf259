package org.entitlementledger.projections.database.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2 that count how often they are forced to the disk: {@code counted:} before a path. H2
 * makes it by its constructor.
 */
public final class CountedFiles extends FilePathWrapper {
  /** In front of a path. */
  public static final String SCHEME = "counted";

  private static final AtomicLong SYNCS = new AtomicLong();

  /** How often files were forced since the process began. */
  public static long syncs() {
    return SYNCS.get();
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Counted(getBase().open(mode));
  }

  private static final class Counted extends FileBase {
    private final FileChannel file;

    Counted(FileChannel file) {
      this.file = file;
    }

    @Override
    public void force(boolean metadata) throws IOException {
      file.force(metadata);
      SYNCS.incrementAndGet();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return file.read(into);
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return file.write(from);
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      return file.write(from, position);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
