package org.entitlementledger.api.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.entitlementledger.projections.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code ledger.data}: it holds the ledger, the passwords and the signing key, so nobody
 * but the user of the service should read it.
 */
public final class DataFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String DATABASE = "ledger.";
  private static final String BACKUPS = "backups";

  /**
   * The database creates it whenever it has something to tell; in a folder of 0700 nobody reaches
   * it.
   */
  private static final String TRACE = ".trace.db";

  private DataFolder() {}

  /** Warns of files that other users may read, with the command to run. */
  public static void warnOfOtherReaders(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        for (Path open : openToOthers(folder.toAbsolutePath().normalize())) {
          String mode = Files.isDirectory(open) ? "700" : "600";
          LOG.warn("Others than its owner may read {}: chmod {} {}", open, mode, open);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read the permissions in " + folder, failed);
    }
  }

  private static List<Path> openToOthers(Path folder) throws IOException {
    var open = new ArrayList<Path>();
    boolean closed = OwnerOnly.holds(folder);
    if (!closed) {
      open.add(folder);
    }
    Predicate<Path> hidden = file -> closed && file.toString().endsWith(TRACE);
    for (Path file : stored(folder)) {
      if (!OwnerOnly.holds(file) && !hidden.test(file)) {
        open.add(file);
      }
    }
    return open;
  }

  /** The files of the embedded database and the folder of the backups. */
  private static List<Path> stored(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.startsWith(DATABASE) || name.equals(BACKUPS);
              })
          .sorted()
          .toList();
    }
  }
}
