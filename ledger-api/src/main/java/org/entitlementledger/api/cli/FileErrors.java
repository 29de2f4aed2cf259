package org.entitlementledger.api.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Explains why a file cannot be used; Java's own message is often only the path. */
public final class FileErrors {
  private FileErrors() {}

  /** The reason and, where possible, a remedy. */
  public static String reason(Exception failed) {
    IOException cause =
        failed instanceof UncheckedIOException unchecked ? unchecked.getCause() : null;
    Exception said = cause == null ? failed : cause;
    String message = String.valueOf(said.getMessage());
    return switch (said) {
      case FileAlreadyExistsException _ ->
          message + " already exists: name a new file, or delete this one";
      case NoSuchFileException _ -> message + ": no such file or folder";
      case AccessDeniedException _ -> message + ": permission denied";
      default -> message;
    };
  }
}
