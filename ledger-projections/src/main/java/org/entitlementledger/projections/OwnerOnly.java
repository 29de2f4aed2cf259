package org.entitlementledger.projections;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody but the user of the service may open. They are created with these
 * permissions, so that there is no moment at which others may read them.
 */
public final class OwnerOnly {
  /** 0600, for a new file. */
  public static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> FOLDER_PERMISSIONS =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** Creates the folder and its missing parents with 0700; an existing one stays as it is. */
  public static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_PERMISSIONS));
    }
  }

  /** Creates an empty file with 0600; an existing one stays as it is. */
  public static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, FILE);
    } catch (FileAlreadyExistsException there) {
      // keeps its content and its permissions
    }
  }

  /** Whether nobody but the owner may read, change or search this file or folder. */
  public static boolean holds(Path path) throws IOException {
    return FOLDER_PERMISSIONS.containsAll(Files.getPosixFilePermissions(path));
  }
}
