package org.entitlementledger.api.kill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.api.Shell;
import org.junit.jupiter.api.Assumptions;

/** A disk that can be filled: a piece of memory, mounted where it is allowed. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4_096;

  private final Path folder;
  private final Path ballast;

  /**
   * Mounts it. The test is skipped where this is not allowed.
   *
   * @param folder an empty folder
   */
  SmallDisk(Path folder, int megabytes) {
    this.folder = folder;
    ballast = folder.resolve("ballast");
    boolean mounted =
        Shell.run(
            "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    if (!mounted) {
      System.err.println("SKIPPED: a full disk is NOT tested here: root is needed to mount one");
    }
    Assumptions.assumeTrue(mounted, "no disk can be mounted: root on Linux is needed");
  }

  Path folder() {
    return folder;
  }

  /** Leaves not a byte. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      FileStore disk = Files.getFileStore(folder);
      if (disk.getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() {
    Shell.run("umount", "--lazy", folder.toString());
  }
}
