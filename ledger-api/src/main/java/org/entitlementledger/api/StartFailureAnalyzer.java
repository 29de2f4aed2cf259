package org.entitlementledger.api;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.entitlementledger.api.write.StartRefused;
import org.entitlementledger.core.wire.CatalogueError;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Tells an operator why the service did not start and what to do, without a stack trace. */
public final class StartFailureAnalyzer implements FailureAnalyzer {
  /** H2: another process has the file open. */
  private static final int IN_USE = 90020;

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    FailureAnalysis deepest = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      FailureAnalysis known = known(cause);
      deepest = known == null ? deepest : known;
      if (cause instanceof StartRefused || cause instanceof CatalogueError) {
        return known;
      }
    }
    return deepest;
  }

  private static @Nullable FailureAnalysis known(Throwable cause) {
    return switch (cause) {
      case StartRefused refused -> analysis(refused, refused.action());
      case CatalogueError wrong ->
          new FailureAnalysis(
              "The catalogue cannot be used. " + wrong.getMessage(),
              "Correct the file that ledger.catalogue names, or leave the setting out for the"
                  + " built-in catalogue.",
              wrong);
      case SQLException locked when locked.getErrorCode() == IN_USE ->
          new FailureAnalysis(
              "Another process has this ledger open.",
              "Stop it, or set another folder by ledger.data. Several nodes need PostgreSQL.",
              locked);
      case SQLException failed ->
          new FailureAnalysis(
              "The database cannot be used: " + failed.getMessage(),
              "Check that it runs, and the settings spring.datasource.url, .username and"
                  + " .password.",
              failed);
      case FileSystemException file ->
          new FailureAnalysis(
              (file instanceof AccessDeniedException
                      ? "Permission denied: "
                      : "Cannot use the file ")
                  + file.getMessage(),
              "Check that the folder that ledger.data names exists or can be created, and that the"
                  + " service may read and write it.",
              file);
      default -> null;
    };
  }

  private static FailureAnalysis analysis(Exception cause, String action) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
  }
}
