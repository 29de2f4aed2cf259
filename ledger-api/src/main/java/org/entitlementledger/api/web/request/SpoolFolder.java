package org.entitlementledger.api.web.request;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one process, beside those of others with the same root. A process holds the lock on
 * {@code <folder>.lock} until it ends or dies; a folder whose lock is free is abandoned.
 */
final class SpoolFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
  private static final String LOCK = ".lock";
  private static final String STARTING_LOCK = "starting" + LOCK;

  /** File locks exclude other processes but not other threads. */
  private static final ReentrantLock STARTING = new ReentrantLock();

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private SpoolFolder(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Removes the folders of dead processes and creates that of this process. */
  static SpoolFolder in(Path root) throws IOException {
    Files.createDirectories(root, ownerOnly("rwx------"));
    STARTING.lock();
    try (FileChannel starting = open(root.resolve(STARTING_LOCK));
        FileLock alone = starting.lock()) {
      assert alone.isValid();
      removeDead(root);
      String name = UUID.randomUUID().toString();
      Path lockFile = root.resolve(name + LOCK);
      FileChannel lock = open(lockFile);
      if (tryLock(lock) == null) {
        throw new IOException("another process holds the new lock " + lockFile);
      }
      Path path = Files.createDirectory(root.resolve(name), ownerOnly("rwx------"));
      return new SpoolFolder(path, lockFile, lock);
    } finally {
      STARTING.unlock();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(CREATE, WRITE), ownerOnly("rw-------"));
  }

  /** Permissions for the owner alone, on file systems that have them. */
  static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  private static void removeDead(Path root) throws IOException {
    for (Path lockFile : lockFiles(root)) {
      String name = lockFile.getFileName().toString();
      Path folder = root.resolve(name.substring(0, name.length() - LOCK.length()));
      try (FileChannel lock = open(lockFile)) {
        if (tryLock(lock) != null) {
          remove(folder);
          Files.deleteIfExists(lockFile);
        }
      } catch (IOException undeletable) {
        LOG.warn("{} cannot be removed: {}", folder, undeletable.toString());
      }
    }
  }

  private static List<Path> lockFiles(Path root) throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(SpoolFolder::isOfAFolder).toList();
    }
  }

  private static boolean isOfAFolder(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(LOCK) && !name.equals(STARTING_LOCK);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try (lock) {
      remove(path);
      Files.deleteIfExists(lockFile);
    } catch (IOException left) {
      LOG.warn("{} is left for the next start to remove: {}", path, left.toString());
    }
  }
}
