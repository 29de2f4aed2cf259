package org.entitlementledger.api;

import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Set;
import org.entitlementledger.api.cli.FileErrors;
import org.entitlementledger.api.cli.OpenLedger;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.core.catalogue.file.CatalogueError;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Explains to operators why the service did not start and how to fix it, without a stack trace. */
public final class StartFailureAnalyzer implements FailureAnalyzer {
  /** SQLSTATE: no connection, no such user or password, no such database. */
  private static final Set<String> NOT_REACHED = Set.of("08", "28", "3D");

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
      case SQLException locked when OpenLedger.isInUse(locked) ->
          new FailureAnalysis(
              "Another process has this ledger open.",
              "Stop it, or set another folder by ledger.data. Several nodes need PostgreSQL.",
              locked);
      case SQLException away when isNotReached(away) ->
          new FailureAnalysis(
              "The database cannot be used: " + away.getMessage(),
              "Check that it runs, and the settings spring.datasource.url, .username and"
                  + " .password.",
              away);
      case FileSystemException file ->
          new FailureAnalysis(
              "Cannot use a file or folder: " + FileErrors.reason(file),
              "Check that it exists or can be created, and that the service may read and write it."
                  + " ledger.data names the folder of the ledger.",
              file);
      default -> null;
    };
  }

  /** A statement that fails is a fault of the software: its trace must be seen. */
  private static boolean isNotReached(SQLException failed) {
    String state = failed.getSQLState();
    return state != null && state.length() > 1 && NOT_REACHED.contains(state.substring(0, 2));
  }

  private static FailureAnalysis analysis(Exception cause, String action) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
  }
}
