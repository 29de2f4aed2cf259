package org.entitlementledger.api.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.api.admin.backup.Progress;
import org.entitlementledger.api.audit.export.ExportSource;

/** A file that reports how much of it has been read, over all passes. */
final class MeteredFile implements ExportSource {
  private final Path file;
  private final Progress progress;
  private final long total;
  private long read;

  /**
   * Measures a file.
   *
   * @param readings how often it will be read from the first byte to the last
   */
  MeteredFile(Path file, int readings, Progress progress) throws IOException {
    this.file = file;
    this.progress = progress;
    total = Math.max(1, Files.size(file) * readings);
  }

  @Override
  public InputStream open() throws IOException {
    return new FilterInputStream(Files.newInputStream(file)) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        int length = super.read(into, from, most);
        count(length);
        return length;
      }
    };
  }

  private void count(int bytes) {
    read += Math.max(0, bytes);
    progress.at(Math.min(read, total), total);
  }
}
